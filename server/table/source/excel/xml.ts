// XML of a workbook's parts, as events: names without their prefix, whatever quotes, prefixes and self-closing forms a
// writer likes. What no workbook needs is refused before it costs memory: document types (and so entities of one's
// own), elements nested deeply, a tag or text without an end.

import { SaxesParser } from 'saxes'
import { Expected } from '../../problem.ts'

/** The namespaces of spreadsheets, relations and content types, in their usual and their strict form. */
const KNOWN =
  /^$|^http:\/\/(schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/(spreadsheetml|package|officeDocument)\//
const DEEPEST = 64
const CHUNK = 65_536
/** Characters between two tags: a cell of Excel holds 32 767 at most. */
const LONGEST = 1_048_576

export type Attributes = Readonly<Record<string, string>>

export interface XmlListener {
  /** Elements of a foreign namespace have the name ''. */
  open(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

/** Throws Expected, naming `part`, when it is not XML or uses more of XML than a workbook needs. */
export function readXml(bytes: Uint8Array, part: string, listener: XmlListener): void {
  const refuse = (why: string, cause?: unknown): never => {
    throw new Expected(`an undamaged .xlsx file (${part}: ${why})`, { cause })
  }
  const parser = new SaxesParser({ xmlns: false, position: false })
  const prefixes = new Prefixes()
  let [read, moved, depth] = [0, 0, 0]
  parser.on('error', error => refuse(error.message.replace(/\.$/, ''), error))
  parser.on('doctype', () => refuse('it declares a document type'))
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?(8|16(le|be)?)|us-ascii)$/i.test(encoding))
      refuse(`its encoding is ${encoding}`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    moved = read
    prefixes.learn(attributes)
    if (++depth > DEEPEST) refuse('its elements are nested too deeply')
    listener.open(prefixes.strip(name, attributes), attributes)
  })
  parser.on('closetag', ({ name, attributes }) => {
    moved = read
    depth -= 1
    listener.close?.(prefixes.strip(name, attributes))
  })
  const onText = (text: string): void => listener.text?.(text)
  parser.on('text', onText)
  parser.on('cdata', onText)
  for (const text of decode(bytes, refuse)) {
    read += text.length
    parser.write(text)
    if (read - moved > LONGEST) refuse('a tag or text has no end')
  }
  parser.close()
}

/**
 * The prefixes that stand for a known namespace in one part. The parser could resolve them itself, at twice the time:
 * here a prefix is known from where it is declared on, as no writer gives one two meanings in one part.
 */
class Prefixes {
  /** Name as it is written -> without its prefix; there are few names. */
  readonly #names = new Map<string, string>()
  readonly #known = new Set<string>()

  learn(attributes: Attributes): void {
    for (const name in attributes)
      if (name.startsWith('xmlns:') && KNOWN.test(attributes[name]!)) {
        this.#known.add(name.slice(6))
        this.#names.clear()
      }
  }

  strip(name: string, attributes: Attributes): string {
    const isForeign = attributes.xmlns !== undefined && !KNOWN.test(attributes.xmlns)
    if (isForeign && !name.includes(':')) return ''
    return this.#names.get(name) ?? this.#cut(name)
  }

  #cut(name: string): string {
    const [local, prefix] = name.split(':').reverse() as [string, string | undefined]
    const stripped = prefix === undefined || this.#known.has(prefix) ? local : ''
    this.#names.set(name, stripped)
    return stripped
  }
}

/** Parses in pieces, so that no part becomes one long string. */
function* decode(bytes: Uint8Array, refuse: (why: string, cause?: unknown) => never): Generator<string> {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += CHUNK)
      yield decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true })
    yield decoder.decode()
  } catch (error) {
    refuse(`it is not ${encoding} text`, error)
  }
}

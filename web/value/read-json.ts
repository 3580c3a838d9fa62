// JSON as it is typed into the page. Unlike JSON.parse it keeps integers of any size exact (as bigint), says where
// an error is, and remembers where each value stands, so that an error in a value can be shown in the text.

export type Json = null | boolean | number | bigint | string | Json[] | { [name: string]: Json }

/** Text that is not JSON; `offset` is where. */
export class JsonError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

export interface ReadJson {
  value: Json
  /** Path (`bag[3].count`, '' for the whole) -> where the value begins in the text. */
  offsets: Map<string, number>
}

const MAX_DEPTH = 200

/** Throws JsonError. */
export function readJson(text: string): ReadJson {
  return new Reader(text).read()
}

class Reader {
  readonly #text: string
  readonly #offsets = new Map<string, number>()
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): ReadJson {
    const value = this.#value('', 0)
    if (this.#peek() !== '') this.#fail('nothing more')
    return { value, offsets: this.#offsets }
  }

  #value(path: string, depth: number): Json {
    const first = this.#peek()
    if (depth > MAX_DEPTH) this.#fail('fewer levels')
    this.#offsets.set(path, this.#at)
    if (first === '{') return this.#object(path, depth)
    if (first === '[') return this.#array(path, depth)
    if (first === '"') return this.#string()
    return this.#plain()
  }

  #object(path: string, depth: number): Json {
    const entries: [string, Json][] = []
    this.#list('}', () => {
      if (this.#peek() !== '"') this.#fail('a name in quotes')
      const name = this.#string()
      if (this.#peek() !== ':') this.#fail('":"')
      this.#at += 1
      entries.push([name, this.#value(joinPath(path, name), depth + 1)])
    })
    return Object.fromEntries(entries)
  }

  #array(path: string, depth: number): Json {
    const items: Json[] = []
    this.#list(']', () => items.push(this.#value(`${path}[${items.length}]`, depth + 1)))
    return items
  }

  /** From the opening bracket to the closing one, `item` for each between. */
  #list(close: string, item: () => void): void {
    this.#at += 1
    if (this.#peek() === close) {
      this.#at += 1
      return
    }
    for (;;) {
      item()
      const next = this.#peek()
      if (next !== ',' && next !== close) this.#fail(`"," or "${close}"`)
      this.#at += 1
      if (next === close) return
    }
  }

  #string(): string {
    const found = /"(?:[^"\\]|\\.)*"/y
    found.lastIndex = this.#at
    const source = found.exec(this.#text)?.[0]
    if (source === undefined) return this.#fail('a closing quote')
    try {
      const value = JSON.parse(source) as string
      this.#at += source.length
      return value
    } catch {
      return this.#fail('a string without line breaks and with known escapes')
    }
  }

  #plain(): Json {
    const found = /[^\s,:[\]{}"]+/y
    found.lastIndex = this.#at
    const source = found.exec(this.#text)?.[0] ?? ''
    if (source === 'true' || source === 'false') return this.#taken(source, source === 'true')
    if (source === 'null') return this.#taken(source, null)
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(source)) this.#fail('a value')
    const number = Number(source)
    const isWide = /^-?\d+$/.test(source) && !Number.isSafeInteger(number)
    return this.#taken(source, isWide ? BigInt(source) : number)
  }

  #taken(source: string, value: Json): Json {
    this.#at += source.length
    return value
  }

  /** The next character that is no white space; '' at the end. */
  #peek(): string {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1
    return this.#text[this.#at] ?? ''
  }

  #fail(expected: string): never {
    const got = this.#text[this.#at]
    throw new JsonError(`expected ${expected}, got ${got === undefined ? 'the end' : `"${got}"`}`, this.#at)
  }
}

export const joinPath = (path: string, name: string): string => (path ? `${path}.${name}` : name)

/** Line and column, both from 1, of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

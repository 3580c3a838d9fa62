// A binary frame taken apart for the hex view: unpacked, the package's header and the body, down to single pieces.

import type { Frame } from '../../../protocol/client/index.ts'
import { parseSchema, unpack } from '../../../protocol/sproto/index.ts'
import { annotate, type Span } from '../../value/annotate.ts'
import type { Protocols } from '../model/protocols.ts'

export interface Piece extends Span {
  /** Its colour, 0 to 7: bytes of one field have one. */
  hue: number
}

/** The header in front of every body (design.md, section 5, "Wire"). */
const PACKAGE = parseSchema(`
  .package { type 0 : integer  session 1 : integer  ud 2 : string  error 3 : *string  seq 4 : integer  ack 5 : integer }
`).types.get('package')

const HUES = 8

/** Never throws: what cannot be read is a piece that says so. */
export function readPackage(protocols: Protocols, frame: Frame): { bytes: Uint8Array; pieces: Piece[] } {
  const packed = frame.data as Uint8Array
  const bytes = tryUnpack(packed)
  if (!bytes) return { bytes: packed, pieces: colour([broken(packed)]) }
  const header = annotate(bytes, PACKAGE, 'package')
  const message = protocols.find(frame.name ?? '')
  const type = frame.direction === 'received' && frame.kind !== 'push' ? message?.response : message?.request
  const spans = [header]
  if (type && bytes.length - header.end >= 2) spans.push(annotate(bytes, type, '', header.end))
  const end = spans.at(-1)!.end
  if (end < bytes.length) spans.push({ ...broken(bytes), kind: 'padding', start: end, text: '' })
  return { bytes, pieces: colour(spans.flatMap(leaves)) }
}

function tryUnpack(packed: Uint8Array): Uint8Array | undefined {
  try {
    return unpack(packed, 1024 * 1024)
  } catch {
    return undefined // cut off, or somebody's garbage: shown as it is
  }
}

const broken = (bytes: Uint8Array): Span => ({
  kind: 'broken',
  start: 0,
  end: bytes.length,
  path: '',
  text: '',
  children: [],
})

const leaves = (span: Span): Span[] =>
  span.children.length === 0 ? [span] : span.children.flatMap(leaves).sort((a, b) => a.start - b.start)

function colour(spans: Span[]): Piece[] {
  const hues = new Map<string, number>()
  return spans.map(span => {
    const path = span.kind === 'padding' ? '(padding)' : span.path || '(body)'
    if (!hues.has(path)) hues.set(path, hues.size % HUES)
    return { ...span, path, hue: hues.get(path)! }
  })
}

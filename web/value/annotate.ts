// Which bytes of a sproto message are which field: a tree of spans over the unpacked bytes, for the hex view.
//
//   struct   n:u16  n × field:u16  data…
//   field    odd: skip (field + 1) / 2 tags · 0: the value is the next piece of data · else: the integer field / 2 - 1
//   data     length:u32  bytes
//
// Bytes that fit nothing become a span of kind `broken` and end the walk there: it never throws.

import type { Field, StructType } from '../../protocol/sproto/index.ts'
import { toHex } from './bytes.ts'

export type SpanKind =
  | 'count'
  | 'skip'
  | 'field'
  | 'inline'
  | 'length'
  | 'value'
  | 'struct'
  | 'padding'
  | 'broken'

export interface Span {
  kind: SpanKind
  start: number
  end: number
  /** What it belongs to: `role.bag[3]`, '' for the message. */
  path: string
  /** The value, or what the bytes do, in a few words. */
  text: string
  children: Span[]
}

/** The struct at `start`; its span ends where it ends. `type` undefined: fields are shown by their tags. */
export function annotate(bytes: Uint8Array, type: StructType | undefined, path: string, start = 0): Span {
  return new Annotator(bytes).struct(type, path, start, bytes.length)
}

class Annotator {
  readonly #bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  struct(type: StructType | undefined, path: string, start: number, end: number): Span {
    const span: Span = { kind: 'struct', start, end, path, text: type?.name ?? '', children: [] }
    if (end - start < 2) return this.#broken(span, start, end, 'no room for a field count')
    const count = this.#view.getUint16(start, true)
    span.children.push(leaf('count', start, start + 2, path, `${count}`))
    let data = start + 2 + 2 * count
    if (data > end) return this.#broken(span, start + 2, end, 'fewer fields than it says')
    let tag = -1
    for (let at = start + 2; at < start + 2 + 2 * count; at += 2) {
      const word = this.#view.getUint16(at, true)
      tag += word % 2 === 1 ? (word + 1) / 2 : 1
      if (word % 2 === 1) span.children.push(leaf('skip', at, at + 2, path, `${(word + 1) / 2}`))
      else data = this.#field(span, { type, tag, word, at, data, end })
    }
    span.end = Math.min(data, end)
    return span
  }

  /** The field word at `at` and, where the value is there, the piece of data at `data`; where the next piece is. */
  #field(parent: Span, place: Place): number {
    const { tag, word, at, data, end } = place
    const field = place.type?.byTag.find(each => each.tag === tag)
    const path = parent.path ? `${parent.path}.${field?.name ?? `#${tag}`}` : (field?.name ?? `#${tag}`)
    if (word > 0) {
      parent.children.push(leaf('inline', at, at + 2, path, inlineText(field, word / 2 - 1)))
      return data
    }
    parent.children.push(leaf('field', at, at + 2, path, ''))
    if (end - data < 4 || this.#view.getUint32(data, true) > end - data - 4) {
      this.#broken(parent, data, end, 'its length is beyond the end')
      return end
    }
    const next = data + 4 + this.#view.getUint32(data, true)
    parent.children.push(this.#data(field, path, data, next))
    return next
  }

  /** One piece of data with its length. */
  #data(field: Field | undefined, path: string, start: number, end: number): Span {
    const span: Span = { kind: 'value', start, end, path, text: '', children: [] }
    span.children.push(leaf('length', start, start + 4, path, `${end - start - 4}`))
    if (field?.isArray) this.#array(span, field, path, start + 4, end)
    else span.children.push(this.#item(field, path, start + 4, end))
    span.text = span.children.at(-1)?.text ?? ''
    return span
  }

  #item(field: Field | undefined, path: string, start: number, end: number): Span {
    if (field?.kind === 'struct') return this.struct(field.type, path, start, end)
    return leaf('value', start, end, path, this.#text(field, start, end))
  }

  #array(parent: Span, field: Field, path: string, start: number, end: number): void {
    if (start === end) return
    const { kind } = field
    if (kind === 'struct' || kind === 'string' || kind === 'binary')
      return this.#items(parent, field, path, [start, end])
    const isFlags = kind === 'boolean'
    const width = isFlags ? 1 : this.#bytes[start]!
    const first = isFlags ? start : start + 1
    if (!isFlags) parent.children.push(leaf('length', start, first, path, `${width} bytes each`))
    if (![1, 4, 8].includes(width) || (end - first) % width > 0) {
      this.#broken(parent, first, end, 'not a whole number of elements')
      return
    }
    for (let at = first, index = 0; at < end; at += width, index += 1)
      parent.children.push(this.#item(field, `${path}[${index}]`, at, at + width))
  }

  #items(parent: Span, field: Field, path: string, [start, end]: [number, number]): void {
    let at = start
    for (let index = 0; at < end; index += 1) {
      const length = end - at < 4 ? Number.POSITIVE_INFINITY : this.#view.getUint32(at, true)
      if (length > end - at - 4) return void this.#broken(parent, at, end, 'its length is beyond the end')
      parent.children.push(this.#data({ ...field, isArray: false }, `${path}[${index}]`, at, at + 4 + length))
      at += 4 + length
    }
  }

  #text(field: Field | undefined, start: number, end: number): string {
    const size = end - start
    const bytes = this.#bytes.subarray(start, end)
    switch (field?.kind) {
      case 'string':
        return JSON.stringify(new TextDecoder().decode(bytes))
      case 'boolean':
        return bytes[0] === 0 ? 'false' : 'true'
      case 'double':
        return size === 8 ? `${this.#view.getFloat64(start, true)}` : `${size} bytes?`
      case 'integer':
        return this.#integer(start, size)
      case 'fixed':
        return `${Number(this.#integer(start, size)) / field.scale}`
      default:
        return size > 16 ? `${toHex(bytes.subarray(0, 16))} …` : toHex(bytes)
    }
  }

  #integer(start: number, size: number): string {
    if (size === 4) return `${this.#view.getInt32(start, true)}`
    return size === 8 ? `${this.#view.getBigInt64(start, true)}` : `${size} bytes?`
  }

  #broken(parent: Span, start: number, end: number, why: string): Span {
    parent.children.push(leaf('broken', start, end, parent.path, why))
    return parent
  }
}

interface Place {
  type: StructType | undefined
  tag: number
  word: number
  at: number
  data: number
  end: number
}

const leaf = (kind: SpanKind, start: number, end: number, path: string, text: string): Span => ({
  kind,
  start,
  end,
  path,
  text,
  children: [],
})

function inlineText(field: Field | undefined, value: number): string {
  if (field?.kind === 'boolean') return value === 0 ? 'false' : 'true'
  return field?.kind === 'fixed' ? `${value / field.scale}` : `${value}`
}

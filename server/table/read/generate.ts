// Writes the classes of one table as source text: a Row with a getter for each column and a Table with a lookup for
// each index. Text, because V8 keeps what it learns about a function per piece of source: closures shared by all
// tables would be slow for all of them, and two readers of one text make each other slow (ten times), so every text is
// another. Names come from the definitions only and are quoted.

import { randomUUID } from 'node:crypto'
import { markAsUncloneable } from 'node:worker_threads'
import type { Column } from '../define/layout.ts'
import type { FormIndex, FormTable } from '../form/form.ts'
import { hashNumber, hashText, mixHash } from '../form/hash.ts'
import { TableBase, type TableClass, throwMissing } from './table-base.ts'

const RUNTIME = { hashNumber, hashText, markAsUncloneable, mixHash, TableBase, throwMissing }

type Shape = Pick<FormTable, 'name' | 'columns' | 'indexes'>

/**
 * With `watched` (development) every getter looks whether its version is long replaced, and a row that is sent to a
 * service is refused: a clone of it would be empty.
 */
export function generateTable(table: Shape, { watched = false } = {}): TableClass {
  const source = `'use strict' // ${randomUUID()}
const { ${Object.keys(RUNTIME).join(', ')} } = runtime
${rowSource(table, watched)}
${tableSource(table)}
return Table`
  return new Function('runtime', source)(RUNTIME) as TableClass
}

const quote = (text: string): string => JSON.stringify(text)

function rowSource({ name, columns }: Shape, watched: boolean): string {
  const look = watched ? `if (this.#v.isStale) this.#v.reportStale(${quote(name)});` : ''
  const getters = columns.map(
    (column, i) => `get [${quote(column.name)}]() { ${look} ${readerSource(column, i)} }`,
  )
  const fields = columns.map(column => `[${quote(column.name)}]: this[${quote(column.name)}]`)
  return `class Row {
  #v; #a
  constructor(v, a) { this.#v = v; this.#a = a${watched ? '; markAsUncloneable(this)' : ''} }
  ${getters.join('\n  ')}
  toJSON() { return { ${fields.join(', ')} } }
  [Symbol.for('nodejs.util.inspect.custom')]() { return this.toJSON() }
}`
}

function readerSource({ kind, missing }: Column, i: number): string {
  const cell = `this.#a + ${i}`
  if (kind === 'text' || kind === 'json' || kind === 'date') return `return this.#v.${kind}(${cell})`
  const value = kind === 'boolean' ? 'x === 1' : 'x'
  if (!missing) return `const x = this.#v.numbers[${cell}]; return ${value}`
  return `const x = this.#v.numbers[${cell}]; return x !== x ? undefined : x === Infinity ? null : ${value}`
}

function tableSource(table: Shape): string {
  const { columns, indexes } = table
  const further = indexes.slice(1)
  return `class Table extends TableBase {
  #v; #base = 0; #size = 0; ${indexes.map((_, i) => `#s${i} = 0; #m${i} = 0; #l${i} = 0;`).join(' ')}
  by = Object.freeze({ ${further.map((index, i) => `[${quote(index.name)}]: ${bySource(index, i + 1)}`).join(', ')} })
  static attach(t, v, form) {
    t.#v = v; t.#base = form.at; t.#size = form.size
    ${indexes.map((_, i) => `t.#s${i} = form.indexes[${i}].slots; t.#m${i} = form.indexes[${i}].mask; t.#l${i} = form.indexes[${i}].lists`).join('\n    ')}
  }
  get size() { return this.#size }
  get version() { return this.#v.version }
  *[Symbol.iterator]() {
    const v = this.#v, base = this.#base, size = this.#size
    for (let i = 0; i < size; i++) yield new Row(v, base + i * ${columns.length})
  }
  rowAt(i) { return new Row(this.#v, this.#base + i * ${columns.length}) }
  ${indexes.map((index, i) => seekSource(table, index, i)).join('\n  ')}
  ${indexes.length > 0 ? keySource(table) : ''}
}`
}

const parameters = (index: FormIndex): string => index.on.map((_, i) => `k${i}`).join(', ')

function keySource({ name, columns, indexes }: Shape): string {
  const keys = parameters(indexes[0]!)
  const row = `new Row(this.#v, this.#base + (found - 1) * ${columns.length})`
  return `get(${keys}) { const found = this.#seek0(${keys}); return found === 0 ? throwMissing(${quote(name)}, [${keys}]) : ${row} }
  find(${keys}) { const found = this.#seek0(${keys}); return found === 0 ? undefined : ${row} }
  has(${keys}) { return this.#seek0(${keys}) !== 0 }`
}

function bySource(index: FormIndex, i: number): string {
  const keys = parameters(index)
  if (index.unique)
    return `(${keys}) => { const found = this.#seek${i}(${keys}); return found === 0 ? undefined : this.rowAt(found - 1) }`
  return `(${keys}) => {
    const found = this.#seek${i}(${keys}), words = this.#v.words, list = this.#l${i} + found
    return found === 0 ? [] : Array.from({ length: words[list - 1] }, (_, n) => this.rowAt(words[list + n]))
  }`
}

/** The `found` word of the cell with this key, or 0. */
function seekSource({ columns }: Shape, index: FormIndex, i: number): string {
  const cells = index.on.map(name => columns.findIndex(column => column.name === name))
  const kinds = cells.map(cell => columns[cell]!.kind)
  const hashes = kinds.map((kind, n) =>
    kind === 'text' ? `hashText(k${n})` : `hashNumber(${kind === 'boolean' ? '+' : ''}k${n})`,
  )
  const hash = hashes.reduce((all, next) => `mixHash(${all}, ${next})`)
  const equal = cells.map((cell, n) =>
    kinds[n] === 'text'
      ? `v.text(row + ${cell}) === k${n}`
      : `v.numbers[row + ${cell}] === ${kinds[n] === 'boolean' ? '+' : ''}k${n}`,
  )
  const position = index.unique ? 'found - 1' : `words[this.#l${i} + found]`
  return `#seek${i}(${parameters(index)}) {
    const v = this.#v, words = v.words, mask = this.#m${i}, first = this.#s${i} * 2
    const hash = ${hash}
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = words[first + slot * 2 + 1]
      if (found === 0) return 0
      if (words[first + slot * 2] !== hash) continue
      const row = this.#base + (${position}) * ${columns.length}
      if (${equal.join(' && ')}) return found
    }
  }`
}

// Makes the class of a declared object: private fields behind accessors, as source text, so that V8 compiles and
// inlines each accessor by itself. Only numbers, and names as JSON text, go into the source: nothing of a client's.
//
// For { hp: number, bag: {…} } it makes:
//   class Made extends ObjectNode { #f0; #f1; #dirty = false; #a0 = 0; #b0 = 0; …
//     get hp() { return this.#f0 }
//     set hp(v) { if (v === this.#f0) return; check; if (!(this.#a0 & 1)) this[MARK](0); this.#f0 = v }
//
// The accessors are an instance's own, so that its keys are those of a plain object. Of an optional field they are so
// from its first value on; until then the prototype's are used.

import { ATTACH, DETACH, DIRTY, PATH } from '../tree/node.ts'
import { acceptWrite, isCold, isNode, type Quick, type Type, warmAt } from '../tree/type.ts'
import {
  CLEAN,
  FIELD,
  type Field,
  MARK,
  MARK_BELOW,
  NOTIFY,
  ObjectNode,
  SHAPE,
  type Shape,
  TAKE_MARKS,
  WORD,
} from './object-node.ts'

export type ObjectClass = new (values: readonly unknown[]) => ObjectNode

export interface ClassOptions {
  /** Names the class: the engine's refusal of `delete` names the field and the class. */
  path: string
  checks: boolean
}

/** The class's constructor takes the values inside, by index of the field. */
export function makeObjectClass(fields: readonly Field[], { path, checks }: ClassOptions): ObjectClass {
  const shape: Shape = { fields, index: new Map(fields.map(({ name }, i) => [name, i])) }
  const names = {
    ObjectNode,
    FIELD,
    MARK,
    MARK_BELOW,
    NOTIFY,
    TAKE_MARKS,
    CLEAN,
    DIRTY,
    ...helpers(fields, checks),
  }
  const make = new Function(...Object.keys(names), sourceOf(fields, { path, checks }))
  const made = make(...Object.values(names)) as ObjectClass
  Object.defineProperty(made.prototype, SHAPE, { value: shape })
  return made
}

/** What the generated code calls: `accept` and `same` for values that need more than a typeof, `put` for nodes. */
function helpers(fields: readonly Field[], checks: boolean) {
  const types: Type[] = fields.map(field => field.type)
  return {
    same: (i: number, value: unknown, inner: unknown) => types[i]!.same(value, inner),
    equal: (i: number, value: unknown, inner: unknown) => types[i]!.equal(value, inner),
    accept: (node: ObjectNode, i: number, value: unknown) =>
      acceptWrite(types[i]!, value, { at: () => node[PATH](), key: fields[i]!.name, checks }),
    expose: (i: number, inner: unknown) => types[i]!.expose(inner),
    isCold,
    seen: types.map(type => type.seen),
    warm: (node: ObjectNode, i: number, cold: object) =>
      warmAt(types[i]!, cold, { parent: node, key: fields[i]!.name }),
    put: (node: ObjectNode, i: number, next: unknown, old: unknown) => {
      if (isNode(old)) old[DETACH]()
      if (isNode(next)) next[ATTACH](node, fields[i]!.name)
    },
    attach: (node: ObjectNode, values: readonly unknown[]) => {
      for (let i = 0; i < types.length; i++) {
        const inner = values[i]
        if (types[i]!.container && isNode(inner)) inner[ATTACH](node, fields[i]!.name)
      }
    },
  }
}

function sourceOf(fields: readonly Field[], { path, checks }: ClassOptions): string {
  const words = Array.from({ length: Math.ceil(fields.length / WORD) || 1 }, (_, w) => w)
  const each = (text: (field: Field, i: number) => string) => fields.map(text).join('\n')
  return `'use strict'
    const holder = { ${JSON.stringify(path)}: class extends ObjectNode {
      ${each((_, i) => `#f${i};`)}
      #dirty = false
      ${words.map(w => `#a${w} = 0; #b${w} = 0;`).join('\n')}
      ${fields.some(({ type }) => type.container) ? words.map(w => `#c${w} = 0;`).join('\n') : ''}
      constructor(values) {
        super()
        ${each((_, i) => `this.#f${i} = values[${i}]`)}
        ${groupsOf(fields)
          .map(
            ({ first }, g) =>
              `${ifPresent(fields[first]!, first)} Object.defineProperties(this, shown[${g}])`,
          )
          .join('\n')}
        ${fields.some(({ type }) => type.container) ? 'attach(this, values)' : ''}
      }
      [FIELD](i) { switch (i) { ${each((_, i) => `case ${i}: return this.#f${i}`)} } }
      [MARK](i) {
        if (!this.#dirty) { this[NOTIFY](); this.#dirty = true }
        ${words.map(w => `if (i < ${(w + 1) * WORD}) { this.#a${w} |= 1 << (i - ${w * WORD}); return }`).join('\n')}
      }
      [MARK_BELOW](i) {
        if (!this.#dirty) { this[NOTIFY](); this.#dirty = true }
        ${words.map(w => `if (i < ${(w + 1) * WORD}) { this.#b${w} |= 1 << (i - ${w * WORD}); return }`).join('\n')}
      }
      [TAKE_MARKS](word) {
        let marks
        switch (word) { ${words
          .map(
            w =>
              `case ${w}: marks = this.#a${w} * ${2 ** WORD} + this.#b${w}; this.#a${w} = this.#b${w} = 0; break`,
          )
          .join('\n')} }
        return marks
      }
      [CLEAN]() { this.#dirty = false }
      [DIRTY]() { return this.#dirty }
      static accessors = { ${each((field, i) => accessorOf(field, i, checks))} }
    } }
    const Made = holder[${JSON.stringify(path)}]
    const { accessors } = Made
    const names = ${JSON.stringify(fields.map(({ name }) => name))}
    const shown = ${JSON.stringify(groupsOf(fields).map(({ names }) => names))}.map(names =>
      Object.fromEntries(names.map(name => [name, accessors[name]])))
    for (const name of ${JSON.stringify(fields.filter(isOptional).map(({ name }) => name))})
      Object.defineProperty(Made.prototype, name, { ...accessors[name], enumerable: false })
    const show = (node, i) => {
      const name = names[i]
      if (!Object.hasOwn(node, name)) Object.defineProperty(node, name, accessors[name])
    }
    return Made`
}

const isOptional = ({ type }: Field): boolean => type.optional

const ifPresent = (field: Field, i: number): string =>
  isOptional(field) ? `if (values[${i}] !== undefined)` : ''

/** Fields that get their accessors together: neighbours that are always there, or one that is optional. */
function groupsOf(fields: readonly Field[]): { first: number; names: string[] }[] {
  const groups: { first: number; names: string[] }[] = []
  fields.forEach((field, i) => {
    const last = fields[i - 1]
    if (last && !isOptional(last) && !isOptional(field)) groups.at(-1)!.names.push(field.name)
    else groups.push({ first: i, names: [field.name] })
  })
  return groups
}

function accessorOf({ name, type }: Field, i: number, checks: boolean): string {
  const get = type.container
    ? getterOfPart(type, i)
    : `return ${type.direct ? `this.#f${i}` : `expose(${i}, this.#f${i})`}`
  return `${JSON.stringify(name)}: {
    enumerable: true,
    get() { ${get} },
    set(v) { ${setterOf(type, i, checks)} },
  },`
}

/** The first reading of a part that was loaded makes a node of it; a bit per field says that it was read. */
function getterOfPart(type: Type, i: number): string {
  const [word, bit] = [`this.#c${Math.floor(i / WORD)}`, 1 << (i % WORD)]
  return `let v = this.#f${i}
    if ((${word} & ${bit}) === 0) {
      ${word} |= ${bit}
      if (isCold(v)) v = this.#f${i} = warm(this, ${i}, v)
    }
    return ${type.direct ? 'v' : `v === undefined || v === null ? v : seen[${i}](v)`}`
}

function setterOf(type: Type, i: number, checks: boolean): string {
  const mark = `if ((this.#a${Math.floor(i / WORD)} & ${1 << (i % WORD)}) === 0) this[MARK](${i})`
  if (!type.quick)
    return `const old = this.#f${i}
      if (same(${i}, v, old)) return
      const next = accept(this, ${i}, v)
      ${type.container ? `if (!equal(${i}, v, old)) ` : ''}${mark}
      ${type.container ? `put(this, ${i}, next, old)` : ''}
      this.#f${i} = next
      ${type.optional ? `if (old === undefined) show(this, ${i})` : ''}`
  return `if (v === this.#f${i}) return
    ${checks ? checkOf(type.quick, i) : ''}
    ${mark}
    this.#f${i} = ${withoutMinusZero(type.quick, checks)}`
}

/** A number comes in without -0; unchecked, it may be anything. */
function withoutMinusZero(quick: Quick, checks: boolean): string {
  if (quick !== 'number' && quick !== 'integer') return 'v'
  return checks ? 'v + 0' : `typeof v === 'number' ? v + 0 : v`
}

/** The checks that need no call; whatever fails them is refused by `accept`, which knows why. */
function checkOf(quick: Quick, i: number): string {
  const fine = {
    number: `typeof v === 'number' && v - v === 0`,
    integer: `Number.isSafeInteger(v)`,
    string: `typeof v === 'string' && v.isWellFormed()`,
    boolean: `typeof v === 'boolean'`,
  }[quick]
  return `if (!(${fine})) v = accept(this, ${i}, v)`
}

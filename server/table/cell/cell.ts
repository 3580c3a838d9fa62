// From a cell to the value that a schema wants: text, numbers, dates, lists (`1|2|3`), objects (`a:1,b:2`). What
// designers' programs do to values by themselves is undone here (spaces, full-width digits, numbers kept as text) or
// refused with what was expected. The limits of a value (smallest, longest, one of) are zod's work, not ours.

import type { z } from 'zod'
import { canBeMissing, defOf, isInteger, unwrap } from '../define/schema.ts'
import { checkName, Expected } from '../problem.ts'
import { parseJson } from '../source/json-text.ts'
import { readDate } from './cell-date.ts'
import { type Cell, oneOf, readBoolean, readInteger, readNumber, readText } from './cell-scalar.ts'

type Schema = z.core.$ZodType

export type ReadCell = (cell: Cell) => unknown

/** Makes the reader of a column once, so that a million rows do not look at the schema again. */
export function cellReader(schema: Schema, depth = 0): ReadCell {
  const read = readerOf(unwrap(schema, 'in'), depth)
  return cell => {
    const value = typeof cell === 'string' ? cell.trim() : cell
    return value === '' || value === null ? undefined : read(value)
  }
}

function readerOf(schema: Schema, depth: number): ReadCell {
  const def = defOf(schema)
  switch (def.type) {
    case 'number':
      return isInteger(schema) ? readInteger : readNumber
    case 'boolean':
      return readBoolean
    case 'date':
      return readDate
    case 'string':
    case 'template_literal':
      return readText
    case 'enum':
      return oneOf(Object.values(def.entries!))
    case 'literal':
      return oneOf(def.values!)
    case 'array':
      return listReader(() => def.element!, depth)
    case 'tuple':
      return listReader(i => def.items![i], depth)
    case 'object':
      return objectReader(
        name => (Object.hasOwn(def.shape!, name) ? def.shape![name] : undefined),
        depth,
        def.shape,
      )
    case 'record':
      return objectReader(() => def.valueType!, depth)
    case 'union':
      return firstOf(def.options!.map(option => cellReader(option, depth)))
    default:
      return cell => cell
  }
}

/** The first reading that does not fail; plain values before lists, as the union was written. */
function firstOf(readers: readonly ReadCell[]): ReadCell {
  return cell => {
    let failure: unknown
    for (const read of readers) {
      try {
        return read(cell)
      } catch (error) {
        failure ??= error
      }
    }
    throw failure
  }
}

const isJson = (text: string): boolean => /^[[{]/.test(text)

function readJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof Expected) throw error
    throw new Expected(`JSON, as it starts with ${text[0]} (${(error as Error).message})`, { cause: error })
  }
}

/** Lists part at `|`, lists inside lists at `,`; the full-width forms part too. */
const SEPARATORS = [/[|｜]/, /[,，]/, /[;；]/]

function separatorAt(depth: number): RegExp {
  const separator = SEPARATORS[depth]
  if (!separator) throw new Expected('JSON, as it is nested too deeply for a list in a cell')
  return separator
}

function listReader(elementAt: (i: number) => Schema | undefined, depth: number): ReadCell {
  const readers: ReadCell[] = []
  const reader = (i: number): ReadCell => {
    const schema = elementAt(i)
    if (!schema) throw new Expected(`at most ${i} values`)
    readers[i] ??= elementReader(schema, depth + 1)
    return readers[i]
  }
  return cell => {
    if (typeof cell !== 'string') return [reader(0)(cell)]
    if (isJson(cell)) return readJson(cell)
    const parts = cell.split(separatorAt(depth))
    if (depth === 0 && parts.length === 1) return [readOnly(cell, reader(0), elementAt(0))]
    return parts.map((part, i) => reader(i)(part))
  }
}

/** What else people put between values; texts have spaces and slashes of their own. */
const BETWEEN_TEXTS = /[,，;；、]/
const BETWEEN_VALUES = /[,，;；、/\s]/

/** The only value of a list: with another separator in it, it may have been meant as several. */
function readOnly(cell: string, read: ReadCell, schema: Schema | undefined): unknown {
  const hint = 'values separated by |, as in a|b'
  if (schema && isText(schema) && BETWEEN_TEXTS.test(cell))
    throw new Expected(`${hint}, or ["a,b"] for one text with a comma in it`)
  try {
    return read(cell)
  } catch (error) {
    if (!(error instanceof Expected) || !BETWEEN_VALUES.test(cell.trim())) throw error
    throw new Expected(`${error.message} (${hint})`, { cause: error })
  }
}

const isText = (schema: Schema): boolean =>
  ['string', 'template_literal'].includes(defOf(unwrap(schema, 'in')).type)

function elementReader(schema: Schema, depth: number): ReadCell {
  const read = cellReader(schema, depth)
  const isOptional = canBeMissing(schema)
  return cell => {
    const value = read(cell)
    if (value === undefined && !isOptional) throw new Expected('no empty place in the list')
    return value
  }
}

function objectReader(
  schemaOf: (name: string) => Schema | undefined,
  depth: number,
  shape: object = {},
): ReadCell {
  const readers = new Map<string, ReadCell>()
  const reader = (name: string): ReadCell => {
    const known = readers.get(name)
    if (known) return known
    const schema = schemaOf(name)
    if (!schema)
      throw new Expected(`one of the fields ${Object.keys(shape).join(', ')}, not ${name || 'nothing'}`)
    const made = cellReader(schema, Math.max(depth, 1) + 1)
    readers.set(name, made)
    return made
  }
  return cell => {
    if (typeof cell !== 'string') throw new Expected('pairs as in a:1,b:2')
    if (isJson(cell)) return readJson(cell)
    const pairs = cell.split(separatorAt(Math.max(depth, 1)))
    return fromPairs(pairs.map(pair => readPair(pair, reader)))
  }
}

function readPair(pair: string, reader: (name: string) => ReadCell): [string, unknown] {
  const at = pair.search(/[:：]/)
  if (at < 0) throw new Expected('pairs as in a:1,b:2')
  const name = pair.slice(0, at).trim()
  checkName(name)
  return [name, reader(name)(pair.slice(at + 1))]
}

function fromPairs(pairs: [string, unknown][]): Record<string, unknown> {
  const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) < i)
  if (twice) throw new Expected(`the field ${twice[0]} only once`)
  return Object.fromEntries(pairs)
}

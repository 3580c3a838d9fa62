// How a game declares its tables: table(), settings(), ref() and defineTables(), and the types that follow from them.
// Pure descriptions; game/tables.ts makes them, the build reads them, the readers on each thread get their types here.

import { z } from 'zod'
import { nearest } from '../../lib/nearest.ts'
import type { Table } from './table.ts'

/** What one of the first rows of a sheet says. Exactly one of them is `name`. */
export type HeaderRow = 'name' | 'type' | 'comment'

export interface SourceOptions {
  /** `item.xlsx#Items`, `item.xlsx#*` for all sheets, `sign.csv`, `item.json`, `badword.txt` (a row per line). */
  file: string
  /** Of CSV and text without a byte order mark. Default utf-8. */
  encoding?: 'utf-8' | 'gbk' | 'gb18030'
  /** What the first rows are. Default: the first row has the names. */
  header?: readonly HeaderRow[]
  /** Of CSV. Default `,`. */
  delimiter?: string
}

export type Source = string | SourceOptions
export type Sources = Source | readonly Source[]

type AnyObject = z.ZodObject
type ColumnName<R extends AnyObject> = keyof z.output<R> & string
type KeyNames<R extends AnyObject> = ColumnName<R> | readonly [ColumnName<R>, ...ColumnName<R>[]]

export interface IndexOptions<R extends AnyObject> {
  /** The column or columns. Default: the column with the index's name. */
  on?: KeyNames<R>
  /** Two rows with the same value are a problem, and `by` returns the row and not a list. Default false. */
  unique?: boolean
}

export interface TableDefinition<
  R extends AnyObject = AnyObject,
  K = unknown,
  I extends Record<string, { on?: unknown; unique?: boolean }> = Record<
    string,
    { on?: unknown; unique?: boolean }
  >,
> {
  kind: 'table'
  row: R
  key: K
  index: I
  sources: readonly SourceOptions[]
}

export interface SettingsDefinition<R extends AnyObject = AnyObject> {
  kind: 'settings'
  row: R
  sources: readonly SourceOptions[]
}

export type Definition = TableDefinition | SettingsDefinition
export type Definitions = Record<string, Definition>

export type DeepReadonly<T> = T extends Date
  ? Date
  : T extends readonly unknown[] | object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T

export type RowOf<R extends AnyObject> = DeepReadonly<z.output<R>>
type ValueOf<R extends AnyObject, C> = C extends keyof z.output<R> ? z.output<R>[C] : never
type ValuesOf<R extends AnyObject, K> = K extends string
  ? [value: ValueOf<R, K>]
  : K extends readonly string[]
    ? { -readonly [N in keyof K]: ValueOf<R, K[N]> }
    : never
type IndexOf<R extends AnyObject, N, O> = (
  ...values: ValuesOf<R, O extends { on: infer C } ? C : N>
) => O extends { unique: true } ? RowOf<R> | undefined : readonly RowOf<R>[]
export type By<R extends AnyObject, I> = { readonly [N in keyof I]: IndexOf<R, N, I[N]> }

/** What `agent.tables` is: a Table for each table, and the values themselves for settings. */
export type Tables<D extends Definitions> = {
  readonly [N in keyof D]: D[N] extends TableDefinition<infer R, infer K, infer I>
    ? Table<RowOf<R>, ValuesOf<R, K>, By<R, I>>
    : D[N] extends SettingsDefinition<infer R>
      ? RowOf<R>
      : never
}

/** What a check of the game's own reports. `key` is the row's primary key; it is left out for settings. */
export interface Finding<D extends Definitions> {
  table: keyof D & string
  key?: number | string | readonly (number | string)[]
  column?: string
  expected: string
}

/** A rule over all tables; it reads them as a handler would, and reports each finding. */
export type Check<D extends Definitions> = (tables: Tables<D>, report: (finding: Finding<D>) => void) => void

export interface TableSet<D extends Definitions = Definitions> {
  /** The module that exports this set as `tables`: the build thread imports it, as rules can't cross threads. */
  module: string
  definitions: D
  checks: readonly Check<D>[]
}

/** The tables of whatever game. */
export interface AnyTableSet {
  module: string
  definitions: Definitions
  checks: readonly unknown[]
}

/** Key of a ref in a schema's metadata. */
export const REF = 'table'

const listOf = (sources: Sources): SourceOptions[] =>
  [sources].flat().map(source => (typeof source === 'string' ? { file: source } : (source as SourceOptions)))

interface TableOptions<R, K> {
  row: R
  key: K
  source: Sources
}

/** A table of rows with a primary key of one or several columns. */
export function table<R extends AnyObject, const K extends KeyNames<R>>(
  options: TableOptions<R, K>,
): TableDefinition<R, K, Record<never, never>>
export function table<
  R extends AnyObject,
  const K extends KeyNames<R>,
  const I extends Record<string, IndexOptions<R>>,
>(options: TableOptions<R, K> & { index: I }): TableDefinition<R, K, I>
export function table(
  options: TableOptions<AnyObject, unknown> & { index?: TableDefinition['index'] },
): TableDefinition {
  const { row, key, source, index = {} } = options
  return { kind: 'table', row, key, index, sources: listOf(source) }
}

/** One object: `settings.json`, or a sheet with the columns name and value. */
export function settings<R extends AnyObject>(options: { row: R; source: Source }): SettingsDefinition<R> {
  return { kind: 'settings', row: options.row, sources: listOf(options.source) }
}

/** The primary key of a row of another table; that the row is there is checked. Keys are integers unless said. */
export function ref(table: string): z.ZodInt
export function ref<S extends z.ZodType>(table: string, key: S): S
export function ref(table: string, key: z.ZodType = z.int()): z.ZodType {
  return key.meta({ [REF]: table })
}

/**
 * All tables of a game, exported as `tables` by the module whose `import.meta.url` is given.
 * Throws a plain Error for a key, index or name that makes no sense: that is the programmer's mistake.
 */
export function defineTables<D extends Definitions>(
  module: string,
  definitions: D,
  checks: readonly Check<D>[] = [],
): TableSet<D> {
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.kind !== 'table') continue
    const wrong = [...keysOf(definition), ...Object.entries(definition.index).flatMap(onOf)].find(
      column => !(column in definition.row.shape),
    )
    if (wrong === undefined) continue
    const meant = nearest(wrong, Object.keys(definition.row.shape))
    throw new Error(`table ${name} has no column ${wrong}${meant ? `; did you mean ${meant}?` : ''}`)
  }
  return { module, definitions, checks }
}

/** The columns of the primary key. */
export const keysOf = (definition: TableDefinition): string[] => [definition.key as string | string[]].flat()

/** The columns of one index. */
export const onOf = ([name, { on }]: [string, { on?: unknown }]): string[] =>
  [(on ?? name) as string | string[]].flat()

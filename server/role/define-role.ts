// What a game says of its players' documents: the schema, the rules (methods), the way from older versions.
// Pure: it does no I/O and keeps no role; each thread compiles it once.

import type { z } from 'zod'
import { compileObject } from '../document/compile.ts'
import { type Migration, migrate } from '../document/migrate.ts'
import type { ObjectClass } from '../document/object/object-class.ts'
import { type ObjectNode, PARENT } from '../document/object/object-node.ts'
import type { RoleEntry } from '../document/save/document-entry.ts'
import { STORED } from '../document/tree/node.ts'
import { BadValue, type Type } from '../document/tree/type.ts'
import type { RoleDocument } from '../store/role-store.ts'

/** What every role has beside its fields and methods. */
export interface RoleCore {
  /** The role's id, a decimal string. */
  readonly uid: string
  readonly acc: string
  /** Resolves when everything changed so far is durable; waits while the store is away. Rejects with ROLE_CLOSED. */
  save(): Promise<void>
}

// biome-ignore lint/complexity/noBannedTypes: the type of an object without methods
type NoMethods = {}
type Methods = Record<string, (...args: never[]) => unknown>
type RoleData<S extends z.ZodRawShape, M> = z.output<z.ZodObject<S>> & M & RoleCore

export interface RoleOptions<S extends z.ZodRawShape, M> {
  /**
   * Every field needs a default or is optional: a new account's role is made from the defaults. A z.map is stored as an
   * object, which does not keep the order of its keys: sort by something in the values.
   */
  schema: z.ZodObject<S>
  /** Functions that each take a stored document one version further, in order; never remove one. */
  migrations?: readonly Migration[]
  /** Defaults to the number of migrations. */
  version?: number
  /** The role's rules; `this` is the role. */
  methods?: M & ThisType<RoleData<S, M>>
}

/** `R` is the type of the role: its fields, its methods, and RoleCore. */
export interface RoleDefinition<R extends RoleCore = RoleCore> {
  readonly version: number
  /** One result per value of `checks`; `checks: false` takes what is written without asking the schema. */
  compile(checks: boolean): CompiledRole<R>
}

export type RoleOf<D> = D extends RoleDefinition<infer R> ? R : never

export interface CompiledRole<R> {
  readonly version: number
  /** The document of a new account. */
  fresh(uid: string, acc: string): RoleDocument
  /** A role of its own made of a snapshot. */
  copy(plain: object): R & ObjectNode
  /** The role of a stored document. `migrated` is the document it became, when it was of an older version. */
  load(document: RoleDocument): { role: R & ObjectNode; migrated: RoleDocument | undefined }
}

/** Names that belong to the kit, in documents and in code. */
const RESERVED = new Set(['_id', 'acc', 'uid', 'epoch', 'rev', 'version', 'edits', 'save', 'then', 'toJSON'])

/** Throws TypeError where the schema holds what can't be tracked, naming the field. */
export function defineRole<S extends z.ZodRawShape, M = NoMethods>(
  options: RoleOptions<S, M>,
): RoleDefinition<RoleData<S, M>> {
  const migrations = options.migrations ?? []
  const version = options.version ?? migrations.length
  if (version !== migrations.length)
    throw new TypeError(
      `role: version ${version} needs ${version} migrations, there are ${migrations.length}`,
    )
  for (const name of Object.keys(options.schema.shape))
    if (RESERVED.has(name)) throw new TypeError(`role.${name}: the name belongs to the kit`)
  const compiled = new Map<boolean, CompiledRole<RoleData<S, M>>>()
  return {
    version,
    compile(checks) {
      const known =
        compiled.get(checks) ??
        compileRole<RoleData<S, M>>({ ...options, methods: options.methods as Methods, migrations, checks })
      compiled.set(checks, known)
      return known
    },
  }
}

interface CompileRole {
  schema: z.ZodObject
  methods?: Methods
  migrations: readonly Migration[]
  checks: boolean
}

function compileRole<R>({ schema, methods, migrations, checks }: CompileRole): CompiledRole<R> {
  const type = compileObject(schema, 'role', {
    checks,
    made: made => addRoleParts(made, schema, methods ?? {}),
  })
  const version = migrations.length
  type.accept({}, { stored: false, checks: true })
  return {
    version,
    fresh: (uid, acc) => ({ _id: uid, acc, epoch: 1, rev: 0, version, ...storedFields(type) }),
    copy: plain => type.accept(plain, { stored: false, checks }) as R & ObjectNode,
    load(document) {
      const migrated = document.version < version ? migrate(document, migrations) : undefined
      if (document.version > version)
        throw new Error(`role ${document._id} was written by version ${document.version}, this is ${version}`)
      return { role: acceptStored(type, migrated ?? document) as R & ObjectNode, migrated }
    },
  }
}

/** Throws TypeError naming the role and the place of what the schema refuses. */
function acceptStored(type: Type, document: RoleDocument): unknown {
  try {
    return type.accept(document, { stored: true, checks: true })
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    const place = ['role', ...error.keys].join('.')
    throw new TypeError(`role ${document._id} of ${JSON.stringify(document.acc)}, ${place}: ${error.message}`)
  }
}

const storedFields = (type: Type) =>
  (type.accept({}, { stored: false, checks: true }) as ObjectNode)[STORED]() as Record<string, unknown>

function addRoleParts(made: ObjectClass, schema: z.ZodObject, methods: Methods): void {
  for (const name of Object.keys(methods))
    if (name in schema.shape || RESERVED.has(name))
      throw new TypeError(`role.${name}: a method can not have this name`)
  const entryOf = (role: ObjectNode) => role[PARENT] as RoleEntry
  Object.defineProperties(made.prototype, {
    ...Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }])),
    uid: {
      get(this: ObjectNode) {
        return entryOf(this).uid
      },
    },
    acc: {
      get(this: ObjectNode) {
        return entryOf(this).acc
      },
    },
    save: {
      value(this: ObjectNode) {
        return entryOf(this).save()
      },
    },
  })
}

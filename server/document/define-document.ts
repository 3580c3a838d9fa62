// Defines documents of one kind: the schema, the rules (methods), the way from older versions. Pure: it does no I/O and
// keeps no document; each thread compiles a definition once.

import type { z } from 'zod'
import { StartError } from '../core/errors.ts'
import { describeSchema } from '../lib/schema/describe-schema.ts'
import type { StoredDocument } from '../store/document-store.ts'
import { compileObject } from './compile.ts'
import { type DocumentKind, reservedNamesOf } from './document-kind.ts'
import { type Migration, migrate } from './migrate.ts'
import type { MoveRules, Receives, Refused } from './move/take-move.ts'
import type { ObjectClass } from './object/object-class.ts'
import { type ObjectNode, PARENT } from './object/object-node.ts'
import type { DocumentEntry } from './save/document-entry.ts'
import { STORED } from './tree/node.ts'
import { BadValue, type Type } from './tree/type.ts'

export type Methods = Readonly<Record<string, (...args: never[]) => unknown>>

/** The document as the game's code sees it; `C`: what the kit adds. */
export type DocumentData<S extends z.ZodRawShape, M, C> = z.output<z.ZodObject<S>> & M & C

export interface DocumentOptions<S extends z.ZodRawShape, M, C> {
  /**
   * Every field needs a default or is optional: a new document is made from the defaults. A z.map is stored as an object,
   * which does not keep the order of its keys: sort by something in the values.
   */
  schema: z.ZodObject<S>
  /** Functions that each take a stored document one version further, in order; never remove one. */
  migrations?: readonly Migration[]
  /** Defaults to the number of migrations. */
  version?: number
  /** The document's rules; `this` is the document. */
  methods?: M & ThisType<DocumentData<S, M, C>>
  /** Name of a move -> takes what another document or role sends, once: `(document, body, from, { send }) => …`; or throws an
   * AppError, and the sender gets it back. It cannot wait. */
  receives?: Receives<NoInfer<DocumentData<S, M, C>>>
  /** Name of a move -> takes back what this document had sent and the receiver has refused: `(document, body, error) => …`. */
  refused?: Refused<NoInfer<DocumentData<S, M, C>>>
}

export interface DocumentDefinition<R, D extends StoredDocument> {
  readonly version: number
  /** What documents of this definition are stored as, as a text. */
  readonly stored: string
  readonly methods: Methods
  /** For documents of this definition, whose type is not looked at here. */
  readonly moves: MoveRules<never>
  /** One result per value of `checks`; with `checks: false`, writes are not checked against the schema. */
  compile(checks: boolean): CompiledDocument<R, D>
}

export interface CompiledDocument<R, D extends StoredDocument> {
  readonly kind: DocumentKind
  readonly version: number
  /** Documents that are made from now on have these methods. Returns the prototype of such, for those that are there. */
  renew(methods: Methods): object
  /** A new stored document; `own`: the stored fields of its kind. */
  fresh(id: string, own: Readonly<Record<string, unknown>>): D
  /** A document of its own made of a snapshot. */
  copy(plain: object): R & ObjectNode
  /** `root` is the document that was stored; `migrated` what it became, when it was of an older version. */
  load(document: D): { root: R & ObjectNode; migrated: D | undefined }
}

/** Throws TypeError when the schema contains what cannot be tracked, with the path of the field. */
export function defineDocument<S extends z.ZodRawShape, M, C, D extends StoredDocument>(
  kind: DocumentKind,
  options: DocumentOptions<S, M, C>,
): DocumentDefinition<DocumentData<S, M, C>, D> {
  const { schema, methods = {}, migrations = [], version = migrations.length } = options
  const { receives = {}, refused = {} } = options
  if (version !== migrations.length)
    throw new TypeError(
      `${kind.name}: version ${version} needs ${version} migrations, there are ${migrations.length}`,
    )
  checkNames(kind, schema, methods)
  const compiled = new Map<boolean, CompiledDocument<DocumentData<S, M, C>, D>>()
  return {
    version,
    get stored() {
      return `${version} ${describeSchema(schema)}`
    },
    methods: methods as Methods,
    moves: { receives, refused },
    compile(checks) {
      const known =
        compiled.get(checks) ?? compile({ kind, schema, methods: methods as Methods, migrations, checks })
      compiled.set(checks, known)
      return known
    },
  }
}

function checkNames(kind: DocumentKind, { shape }: z.ZodObject, methods: object): void {
  const reserved = reservedNamesOf(kind)
  for (const name of Object.keys(shape))
    if (reserved.has(name)) throw new TypeError(`${kind.name}.${name}: this name is reserved`)
  for (const name of Object.keys(methods))
    if (name in shape || reserved.has(name))
      throw new TypeError(`${kind.name}.${name}: a method cannot have this name`)
}

/** What is abstract of it is made in `first`. */
type PlainClass = new (values: readonly unknown[]) => object

interface Source {
  kind: DocumentKind
  schema: z.ZodObject
  methods: Methods
  migrations: readonly Migration[]
  checks: boolean
}

function compile<R, D extends StoredDocument>(source: Source): CompiledDocument<R, D> {
  const { kind, schema, methods, migrations, checks } = source
  let latest!: ObjectClass
  let first!: ObjectClass
  const made = (own: ObjectClass) => {
    addProperties(own, { kind, methods })
    first = latest = own
    return () => latest
  }
  const type = compileObject(schema, kind.name, { checks, made })
  const version = migrations.length
  checkDefaults(type, kind)
  return {
    kind,
    version,
    renew(next) {
      latest = class extends (first as PlainClass) {} as unknown as ObjectClass
      const gone = Object.keys(methods).filter(name => !Object.hasOwn(next, name))
      Object.defineProperties(latest.prototype, {
        ...Object.fromEntries(gone.map(name => [name, { value: undefined }])),
        ...asProperties(next),
      })
      return latest.prototype
    },
    fresh: (id, own) => ({ _id: id, ...own, epoch: 1, rev: 0, version, ...defaultsOf(type) }) as unknown as D,
    copy: plain => type.accept(plain, { stored: false, checks }) as R & ObjectNode,
    load(document) {
      const migrated = document.version < version ? migrate(document, migrations, kind) : undefined
      if (document.version > version)
        throw new Error(
          `${kind.name} ${document._id}: saved by schema version ${document.version}; this server knows up to ${version}`,
        )
      return { root: acceptStored(type, migrated ?? document, kind) as R & ObjectNode, migrated }
    },
  }
}

/** Throws TypeError naming the document and the place of what the schema refuses. */
function acceptStored(type: Type, document: StoredDocument, { name }: DocumentKind): unknown {
  try {
    return type.accept(document, { stored: true, checks: true })
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    throw new TypeError(`${name} ${document._id}: ${[name, ...error.keys].join('.')}: ${error.message}`)
  }
}

/** A new document has no value but defaults. */
function checkDefaults(type: Type, { name }: DocumentKind): void {
  try {
    type.accept({}, { stored: false, checks: true })
  } catch (error) {
    if (!(error instanceof BadValue)) throw error
    const path = [name, ...error.keys].join('.')
    throw new TypeError(`${path}: ${error.message} in a new document: give it a default, or make it optional`)
  }
}

const defaultsOf = (type: Type) =>
  (type.accept({}, { stored: false, checks: true }) as ObjectNode)[STORED]() as Record<string, unknown>

const asProperties = (methods: Methods): PropertyDescriptorMap =>
  Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }]))

/** Throws StartError where documents are stored in another way than by the definition that runs. `what`: names it. */
export function checkSameDocument(
  what: string,
  now: DocumentDefinition<never, never>,
  next: DocumentDefinition<never, never>,
): void {
  if (now.stored !== next.stored)
    throw new StartError(
      `${what}.schema: expected that of the code that runs, got another one; restart the server for it`,
    )
}

/** Methods, the properties of the kind, and save(), which its entry does. */
function addProperties(
  { prototype }: ObjectClass,
  { kind, methods }: { kind: DocumentKind; methods: Methods },
): void {
  Object.defineProperties(prototype, {
    ...asProperties(methods),
    ...kind.properties,
    save: {
      value(this: ObjectNode) {
        return (this[PARENT] as DocumentEntry).save()
      },
    },
  })
}

// What a game says of a kind of documents that belong to a service: guilds, markets. The class of the service carries it.

import type { z } from 'zod'
import { innerOf } from '../../lib/schema/inner-schema.ts'
import type { StoredDocument } from '../../store/document-store.ts'
import { type IndexValue, STATE } from '../../store/kind/kind-store.ts'
import { REMOVED } from '../../store/kind/remains.ts'
import {
  type DocumentData,
  type DocumentDefinition,
  type DocumentOptions,
  defineDocument,
} from '../define-document.ts'
import type { DocumentKind } from '../document-kind.ts'
import { isKind } from '../move/move.ts'
import { type ObjectNode, PARENT } from '../object/object-node.ts'

/** What every document of a service has beside its fields and methods. */
export interface DocumentCore {
  readonly id: string
  /** Resolves when everything changed so far is durable; waits while the store is unreachable. Rejects with DOCUMENT_CLOSED,
   * DOCUMENT_TOO_LARGE. */
  save(): Promise<void>
}

/** The fields that can be found by: texts, numbers and booleans. */
export type IndexField<F> = {
  [K in keyof F]: F[K] extends IndexValue ? K : never
}[keyof F] &
  string

export interface KindOptions<S extends z.ZodRawShape, M> extends DocumentOptions<S, M, DocumentCore> {
  /** Names the kind in the store and in `{ kind, id }`; never change it. Small letters, digits, - and _. */
  kind: string
  /** Fields that `find` finds by. Each is a text with `max()` of at most 256, a number or a boolean that is always there. */
  indexes?: readonly IndexField<z.output<z.ZodObject<S>>>[]
}

/** `R`: the document as the game's code sees it. */
export interface KindDefinition<R extends DocumentCore = DocumentCore>
  extends DocumentDefinition<R, StoredDocument> {
  readonly kind: string
  readonly indexes: readonly string[]
}

/** A class of services that each have a document. */
export interface DocumentClass<R extends DocumentCore = DocumentCore> {
  readonly definition: KindDefinition<R>
}

// biome-ignore lint/complexity/noBannedTypes: the type of an object without methods
export type NoMethods = {}

/** Characters of a text that documents are found by. */
export const LONGEST_INDEXED = 256
const INDEXED = ['number', 'boolean', 'enum', 'literal']

const kindOf = (name: string): DocumentKind => ({
  name,
  storedFields: [REMOVED],
  properties: {
    id: {
      get(this: ObjectNode) {
        return (this[PARENT] as unknown as DocumentCore).id
      },
    },
  },
  closedCode: 'DOCUMENT_CLOSED',
})

/** Throws TypeError for a kind, a field or an index that cannot be. */
export function defineKind<S extends z.ZodRawShape, M = NoMethods>(
  options: KindOptions<S, M>,
): KindDefinition<DocumentData<S, M, DocumentCore>> {
  const { kind, indexes = [], ...rest } = options
  if (kind === STATE) throw new TypeError(`kind: expected another one than "${STATE}", which is the kit's`)
  if (!isKind(kind))
    throw new TypeError(
      `kind: expected small letters, digits, - and _, at most 32, got ${JSON.stringify(kind)}`,
    )
  for (const field of indexes) checkIndex(kind, field, options.schema.shape[field] as z.ZodType | undefined)
  return { ...defineNamed<S, M>(kind, rest), indexes }
}

/** A kind without indexes, under a name that is not looked at. */
export function defineNamed<S extends z.ZodRawShape, M>(
  kind: string,
  options: DocumentOptions<S, M, DocumentCore>,
): KindDefinition<DocumentData<S, M, DocumentCore>> {
  const defined = defineDocument<S, M, DocumentCore, StoredDocument>(kindOf(kind), options)
  return { ...defined, kind, indexes: [] }
}

function checkIndex(kind: string, field: string, schema: z.ZodType | undefined): void {
  const fail = (got: string) => {
    throw new TypeError(
      `${kind}.indexes: ${field}: expected a text with max() of at most ${LONGEST_INDEXED}, a number or a boolean, with a default, got ${got}`,
    )
  }
  if (!schema) return fail('no such field')
  const inner = bare(schema)
  const { type } = inner._zod.def
  if (INDEXED.includes(type)) return
  if (type !== 'string') return fail(`a z.${type}()`)
  const { maxLength } = inner as z.ZodString
  if (!(typeof maxLength === 'number' && maxLength <= LONGEST_INDEXED))
    fail(`a text of ${maxLength ?? 'any'} length`)
}

/** Without its default. */
const bare = (schema: z.ZodType): z.ZodType =>
  ['default', 'prefault', 'readonly'].includes(schema._zod.def.type)
    ? bare(innerOf(schema) as z.ZodType)
    : schema

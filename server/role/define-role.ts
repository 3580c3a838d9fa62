// What a game says of its players' documents: a document with the player's uid and account.

import type { z } from 'zod'
import {
  type DocumentData,
  type DocumentDefinition,
  type DocumentOptions,
  defineDocument,
} from '../document/define-document.ts'
import type { DocumentKind } from '../document/document-kind.ts'
import { type ObjectNode, PARENT } from '../document/object/object-node.ts'
import type { RoleDocument } from '../store/role-store.ts'

/** What every role has beside its fields and methods. */
export interface RoleCore {
  /** The role's id, a decimal string. */
  readonly uid: string
  readonly acc: string
  /** Resolves when everything changed so far is durable; waits while the store is unreachable. Rejects with ROLE_CLOSED. */
  save(): Promise<void>
}

/** `R` is the type of the role: its fields, its methods, and RoleCore. */
export type RoleDefinition<R extends RoleCore = RoleCore> = DocumentDefinition<R, RoleDocument>

export type RoleOf<D> = D extends RoleDefinition<infer R> ? R : never

// biome-ignore lint/complexity/noBannedTypes: the type of an object without methods
type NoMethods = {}

/** What a role's entry, or whatever stands for it, knows. */
type RoleParent = Pick<RoleCore, 'uid' | 'acc'>

const property = (name: keyof RoleParent) => ({
  get(this: ObjectNode) {
    return (this[PARENT] as unknown as RoleParent)[name]
  },
})

/** The stored field with the number of the last day of the game that the role was in. */
export const DAY = '_day'

export const ROLE: DocumentKind = {
  name: 'role',
  storedFields: ['acc', DAY],
  properties: { uid: property('uid'), acc: property('acc') },
  closedCode: 'ROLE_CLOSED',
}

/** Throws TypeError when the schema contains what cannot be tracked, with the path of the field. */
export const defineRole = <S extends z.ZodRawShape, M = NoMethods>(
  options: DocumentOptions<S, M, RoleCore>,
): RoleDefinition<DocumentData<S, M, RoleCore>> => defineDocument(ROLE, options)

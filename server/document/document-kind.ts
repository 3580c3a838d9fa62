// What distinguishes one kind of document from another: roles are the first, documents of services can follow.

import type { AppError } from '../core/errors.ts'

export interface DocumentKind {
  /** Names the kind in classes and messages: `role.bag.7`. */
  name: string
  /** Stored fields of this kind's own, beside those of every document. */
  storedFields: readonly string[]
  /** Properties of this kind's own, beside fields, methods and `save`. */
  properties: PropertyDescriptorMap
  /** What writing throws once the document is closed. */
  closedCode: AppError['code']
}

const STORED_FIELDS = ['_id', 'epoch', 'rev', 'version', 'edits', 'outbox']
/** Besides stored fields: `then` would make a document look like a promise, `toJSON` change how it is shown. */
const PROPERTIES = ['save', 'then', 'toJSON']

/** The stored fields that belong to the kit. */
export const kitFieldsOf = ({ storedFields }: DocumentKind): readonly string[] => [
  ...STORED_FIELDS,
  ...storedFields,
]

/** The names that fields and methods cannot have. */
export const reservedNamesOf = (kind: DocumentKind): ReadonlySet<string> =>
  new Set([...kitFieldsOf(kind), ...Object.keys(kind.properties), ...PROPERTIES])

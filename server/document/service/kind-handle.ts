// What services, rooms and handlers have of a kind of documents: `this.documents(Guild)`.

import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { IndexPlace, IndexValue } from '../../store/kind/kind-store.ts'
import type { DocumentDirectory } from '../directory/document-directory.ts'
import { type EditId, markOf } from '../edit/edit-id.ts'
import { checkId, type Sender } from '../move/move.ts'
import { documentsName } from '../names.ts'
import { type DocumentClass, type DocumentCore, type IndexField, LONGEST_INDEXED } from './define-kind.ts'
import type { KindDocuments } from './kind-documents.ts'
import type { ThreadDocuments } from './thread-documents.ts'

/** The fields of a document, without its methods. */
export type FieldsOf<R> = {
  [K in keyof R as R[K] extends (...args: never[]) => unknown ? never : K]: R[K]
}

/** A document as it was when it was found: plain data. */
export type FoundDocument<R> = Readonly<FieldsOf<R>> & { readonly id: string }

export interface FindQuery<R> {
  /** A declared index. */
  index: IndexField<FieldsOf<R>>
  /** Only this value. */
  is?: IndexValue
  /** The least and the greatest value, both included. */
  from?: IndexValue
  to?: IndexValue
  /** `up` (the default): the least first. */
  order?: 'up' | 'down'
  /** 1 to 100, 20 by default. */
  limit?: number
  /** `next` of the page before. */
  after?: string | undefined
}

export interface FoundPage<R> {
  documents: FoundDocument<R>[]
  /** For the page after this one; undefined for the last. */
  next?: string
}

export interface KindHandleOptions {
  documents: KindDocuments
  /** This thread's. */
  here: ThreadDocuments
  directory: Address
  /** Of whoever asks. */
  scope: ServiceScope
  /** The id of the document of this kind that whoever asks has. */
  own?: string | undefined
}

/** What a thread has of the documents of all kinds. `own`: the id of the document of this kind that whoever asks has. */
export type DocumentReach = <R extends DocumentCore>(
  type: DocumentClass<R>,
  scope: ServiceScope,
  own?: string,
) => KindHandle<R>

const MOST = 100
const DEFAULT_LIMIT = 20
/** ms, more than an edit itself may take. */
const EDIT_DEADLINE = 15_000

export class KindHandle<R extends DocumentCore> {
  readonly #options: KindHandleOptions
  readonly #kind: string

  constructor(options: KindHandleOptions) {
    this.#options = options
    this.#kind = options.documents.definition.kind
  }

  /** Makes a document of these fields, and of the defaults; durable when it resolves. False where there is one with this id. */
  create(id: string, fields: Partial<FieldsOf<R>> = {}): Promise<boolean> {
    return this.#options.documents.create(checkId(id), fields)
  }

  exists(id: string): Promise<boolean> {
    return this.#options.documents.store.exists(checkId(id))
  }

  /** Ends the document's service after its message in progress, and removes the document. What it has sent is delivered. False
   * where there is none. Throws CALL_CYCLE for the caller's own: there is `this.remove()`. */
  async remove(id: string): Promise<boolean> {
    this.#refuseOwn(checkId(id))
    await this.#directory.call.close(this.#kind, id)
    return this.#options.documents.remove(id)
  }

  /** A page of the documents that a declared index finds, also by what is not saved yet. Throws BAD_MESSAGE for a `limit` or an
   * `after` that is none. */
  async find(query: FindQuery<R>): Promise<FoundPage<R>> {
    const { documents } = this.#options
    const { index, is, from = is, to = is, order = 'up', limit = DEFAULT_LIMIT, after } = query
    if (!documents.definition.indexes.includes(index))
      throw new TypeError(`find: index: expected one that ${this.#kind} declares, got ${index}`)
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= MOST))
      throw new AppError('BAD_MESSAGE', `limit: expected 1 to ${MOST}, got ${limit}`)
    const place = after === undefined ? undefined : placeOf(after)
    await this.#directory.call.flush(this.#kind)
    const found = await documents.store.find({
      index,
      from,
      to,
      isDown: order === 'down',
      after: place,
      limit: limit + 1,
    })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const page = { documents: rows.map(each => documents.plainOf(each) as FoundDocument<R>) }
    return found.length > limit && last ? { ...page, next: JSON.stringify([last[index], last._id]) } : page
  }

  /**
   * Changes a document wherever it is, in one message of its service; `change` runs here, on a copy, and has 4 s. Resolves when
   * the change is durable: true, or false when this edit was made before. When `change` throws, nothing has changed. Throws
   * DOCUMENT_NOT_FOUND; CALL_CYCLE for the caller's own document.
   */
  async edit(id: string, change: (document: R, tools: Sender) => unknown, editId?: EditId): Promise<boolean> {
    this.#refuseOwn(checkId(id))
    if (editId !== undefined) markOf(editId)
    const { here, scope } = this.#options
    const { token, asker, forget } = here.noteEdit(this.#kind, id, change as never)
    try {
      const { slot } = await this.#directory.call.locate(this.#kind, id)
      const thread = await scope.query<ThreadDocuments>(documentsName(slot))
      return await thread.within(EDIT_DEADLINE).call.edit(this.#kind, id, { asker, token, id: editId })
    } finally {
      forget()
    }
  }

  get #directory() {
    const { scope, directory } = this.#options
    return scope.ref<DocumentDirectory>(directory).within(EDIT_DEADLINE)
  }

  #refuseOwn(id: string): void {
    if (this.#options.own === id)
      throw new AppError('CALL_CYCLE', 'a service has its own document at hand: this.document, this.remove()')
  }
}

const isIndexValue = (value: unknown): value is IndexValue =>
  typeof value === 'string' ? value.length <= LONGEST_INDEXED : ['number', 'boolean'].includes(typeof value)

/** It may come from a client. */
function placeOf(after: string): IndexPlace {
  try {
    const [value, id] = JSON.parse(after) as [unknown, unknown]
    if (isIndexValue(value)) return [value, checkId(id)]
  } catch {
    // It is said below what was expected.
  }
  throw new AppError('BAD_MESSAGE', 'after: expected `next` of a page, got something else')
}

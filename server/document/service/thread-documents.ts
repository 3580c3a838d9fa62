// The documents of services on one thread: `.documents/<slot>`. Opens those that the directory places here by launching their
// services, lets edits and moves into their mailboxes, and has those leave the memory that nobody asks for. It keeps true: while
// a document is here, the directory knows of it; it is told of the end when everything is saved.

import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import { endsWithin } from '../../core/patience.ts'
import type { Ref } from '../../core/service/ref.ts'
import { Service, type ServiceClass } from '../../core/service/service.ts'
import { STATE } from '../../store/kind/kind-store.ts'
import type { Edited } from '../documents.ts'
import type { EditId } from '../edit/edit-id.ts'
import type { SentMove } from '../move/move-post.ts'
import { keyOf } from '../names.ts'
import type { Deliverer } from '../outbox/deliverer.ts'
import { snapshot } from '../snapshot.ts'
import type { ThreadStates } from '../state/thread-states.ts'
import type { DocumentCore } from './define-kind.ts'
import type { ChangeDocument, KindDocuments } from './kind-documents.ts'
import { OpenDocument } from './open-document.ts'

/** What the directory of all open documents hears of them. */
export interface DirectoryOfDocuments {
  mayClose(kind: string, id: string, idle: number): boolean
  closing(kind: string, id: string, address: Address): unknown
  closed(kind: string, id: string, address: Address): unknown
}

/** A kind on this thread. */
export interface KindHere {
  documents: KindDocuments
  outbox: Deliverer
  /** The class of its services, which ends with its document. */
  type: ServiceClass<Service<OpenDocument>, OpenDocument>
}

export interface ThreadDocumentsOptions {
  kinds: ReadonlyMap<string, KindHere>
  directory: Address
  /** What services without documents keep here. */
  states: Pick<ThreadStates, 'find'>
  /** `config.document.idle`. */
  idle: number
  /** ms, of a clock that only goes forward. */
  ticks(): number
}

/** What the console shows of one document. */
export interface DocumentView {
  state: { epoch: number; rev: number; unsavedMs: number }
  fields: object
}

/** The function of an edit, which is asked for by its token. */
export interface NotedEdit {
  token: number
  asker: Address
  forget(): void
}

interface WaitingEdit {
  id: string
  kind: KindDocuments
  change: ChangeDocument<DocumentCore>
}

/** ms that the function of an edit has; less than the 5 s of a call, so that the caller gets this TIMEOUT. */
const EDIT_TIMEOUT = 4000

/** Looked for documents that are idle so often while one becomes idle. */
const LOOKS = 4

export class ThreadDocuments extends Service<ThreadDocumentsOptions> {
  static concurrent = true
  readonly #open = new Map<string, OpenDocument>()
  readonly #addresses = new Map<OpenDocument, Address>()
  readonly #opening = new Map<string, Promise<Address>>()
  readonly #edits = new Map<number, WaitingEdit>()
  #lastToken = 0

  protected override onStart(): void {
    this.every(Math.ceil(this.options.idle / LOOKS), () => this.#closeIdle())
  }

  // From the directory.

  /** Claims the document and launches its service, unless it is here: the directory may have asked before, and not waited for the
   * answer. Throws DOCUMENT_NOT_FOUND, TRY_AGAIN, or what its onStart throws. */
  async open(kind: string, id: string): Promise<Address> {
    const key = keyOf(kind, id)
    const open = this.#open.get(key)
    const known = open && !open.isEnding ? this.#addresses.get(open) : undefined
    if (known !== undefined) return known
    const opening = this.#opening.get(key) ?? this.#openNew(kind, id)
    this.#opening.set(key, opening)
    try {
      return await opening
    } finally {
      if (this.#opening.get(key) === opening) this.#opening.delete(key)
    }
  }

  /** Ends the service of a document after its message in progress. Resolves when everything is saved. */
  async close(kind: string, id: string): Promise<void> {
    const open = this.#open.get(keyOf(kind, id))
    open?.close()
    await open?.ended
  }

  /** Saves what has changed in documents of this kind, but for those in the middle of a message. */
  async flush(kind: string): Promise<void> {
    await this.#kindOf(kind).documents.flush()
  }

  /** From main: delivers what waits in the outboxes of all documents. */
  deliverAll(): void {
    for (const { outbox } of this.options.kinds.values()) void outbox.sweep()
  }

  // Edits and moves.

  /** Where `run` finds the function of an edit. */
  noteEdit(kind: string, id: string, change: ChangeDocument<DocumentCore>): NotedEdit {
    const token = ++this.#lastToken
    this.#edits.set(token, { id, kind: this.#kindOf(kind).documents, change })
    return { token, asker: this.address, forget: () => void this.#edits.delete(token) }
  }

  /** From the thread that has the document: runs the edit on its copy. */
  async run(token: number, plain: object): Promise<Edited> {
    const edit = this.#edits.get(token)
    if (!edit) throw new AppError('TIMEOUT')
    return endsWithin(EDIT_TIMEOUT, edit.kind.changeCopy(plain, edit.id, edit.change))
  }

  /** Edits a document that is here, in one message of its service; `asker` runs the edit on a copy. */
  edit(
    kind: string,
    id: string,
    asked: { asker: Address; token: number; id: EditId | undefined },
  ): Promise<boolean> {
    const asker = this.node.ref<ThreadDocuments>(asked.asker)
    return this.#inTurn(kind, id, open =>
      open.documents.editOpen(open.document, asked.id, plain => asker.call.run(asked.token, plain)),
    )
  }

  /** Lets a document that is here take a move. */
  take(kind: string, id: string, sent: SentMove): Promise<void> {
    return this.#inTurn(kind, id, open => open.documents.take(open.document, sent))
  }

  /** Refuses a move for a document that is nowhere. */
  refuse(kind: string, id: string, sent: SentMove): Promise<void> {
    return this.#kindOf(kind).documents.refuseMissing(id, sent)
  }

  // For operators.

  view(kind: string, id: string): DocumentView | undefined {
    const open = kind === STATE ? this.options.states.find(id) : this.#open.get(keyOf(kind, id))
    if (!open) return undefined
    const { documents, document } = open
    return { state: documents.stateOf(document), fields: snapshot(document) }
  }

  // For the end of the thread.

  /** Ends all services of documents here. Resolves when everything is saved. */
  closeAll(): Promise<unknown> {
    const all = [...this.#open.values()]
    for (const open of all) open.close()
    return Promise.all(all.map(({ ended }) => ended))
  }

  protected override inspect(): object {
    const receivers = [...this.options.kinds.values()].reduce((sum, { outbox }) => sum + outbox.receivers, 0)
    return { documents: this.#open.size, receivers }
  }

  async #openNew(kind: string, id: string): Promise<Address> {
    const { documents, type } = this.#kindOf(kind)
    const key = keyOf(kind, id)
    await this.#open.get(key)?.ended
    const open: OpenDocument = new OpenDocument(documents, id, () => this.#tellEnding(open))
    await open.claim()
    this.#open.set(key, open)
    void open.ended.then(() => this.#onEnded(key, open))
    try {
      const { address } = await this.node.launch(type, open)
      this.#addresses.set(open, address)
      return address
    } catch (error) {
      await open.end()
      throw error
    }
  }

  #kindOf(kind: string): KindHere {
    const found = this.options.kinds.get(kind)
    if (!found)
      throw new AppError('BAD_MESSAGE', `kind: the game declares no service with documents "${kind}"`)
    return found
  }

  /** Runs `work` as a message of the document's service. Resolves when its changes last; further messages are handled while they
   * are saved. Throws TRY_AGAIN when the document is not here any more. */
  async #inTurn<T>(kind: string, id: string, work: (open: OpenDocument) => Promise<T>): Promise<T> {
    const open = this.#open.get(keyOf(kind, id))
    if (!open) throw new AppError('TRY_AGAIN', 'the document is not here any more')
    const result = await open.run('edit', () => work(open))
    await open.document.save()
    return result
  }

  async #closeIdle(): Promise<void> {
    const { idle, ticks } = this.options
    const now = ticks()
    const idles = [...this.#addresses.keys()].filter(open => open.idleFor(now) >= idle)
    await Promise.all(idles.map(open => this.#closeOne(open)))
  }

  /** Unless somebody has just been told where it is. */
  async #closeOne(open: OpenDocument): Promise<void> {
    if (await this.#directory.call.mayClose(open.kind, open.id, this.options.idle)) open.close()
  }

  #tellEnding(open: OpenDocument): void {
    const address = this.#addresses.get(open)
    if (address !== undefined) this.#directory.send.closing(open.kind, open.id, address)
  }

  #onEnded(key: string, open: OpenDocument): void {
    const address = this.#addresses.get(open)
    this.#addresses.delete(open)
    if (this.#open.get(key) === open) this.#open.delete(key)
    if (address !== undefined) this.#directory.send.closed(open.kind, open.id, address)
  }

  get #directory(): Ref<DirectoryOfDocuments> {
    return this.node.ref<DirectoryOfDocuments>(this.options.directory)
  }
}

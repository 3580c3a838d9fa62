// The documents of one kind that one thread owns, and what can be asked of the kind's store.

import { AppError, hasCode } from '../../core/errors.ts'
import type { DocumentUpdate, StoredDocument } from '../../store/document-store.ts'
import type { KindStore } from '../../store/kind/kind-store.ts'
import type { StoredOutbox } from '../../store/outbox-store.ts'
import { Documents, type DocumentsOptions, type Edited } from '../documents.ts'
import { type EditId, markOf } from '../edit/edit-id.ts'
import { dayOf, EditMemory } from '../edit/edit-memory.ts'
import { addressOf, editIdOf, noteOf, type Place } from '../move/move.ts'
import type { SentMove } from '../move/move-post.ts'
import { NotingSender } from '../move/noting-sender.ts'
import { type MoveRules, type Taking, takingOf } from '../move/take-move.ts'
import { Outbox } from '../outbox/outbox.ts'
import type { DocumentOwner } from '../save/document-entry.ts'
import { settle } from '../save/settle.ts'
import { keepUnsaved } from '../save/unsaved-file.ts'
import { snapshot } from '../snapshot.ts'
import { ATTACH, PATH, STORED, TOUCH } from '../tree/node.ts'
import type { DocumentCore, KindDefinition } from './define-kind.ts'
import { KindEntry } from './kind-entry.ts'

export interface KindDocumentsOptions
  extends Pick<DocumentsOptions<DocumentCore, StoredDocument>, 'clock' | 'log' | 'config' | 'outbox'> {
  definition: KindDefinition
  store: KindStore
}

/** Changes the copy of a document that it is given; it may wait, but not for long. */
export type ChangeDocument<R> = (document: R, tools: NotingSender) => unknown

export class KindDocuments extends Documents<DocumentCore, StoredDocument> {
  /** Of the version of the game's code that runs. */
  #definition: KindDefinition
  readonly store: KindStore
  readonly #compiled: ReturnType<KindDefinition['compile']>
  readonly #options: KindDocumentsOptions

  constructor(options: KindDocumentsOptions) {
    const { definition, store } = options
    const compiled = definition.compile(true)
    super({
      ...options,
      compiled,
      createEntry: (root, document, host) => new KindEntry(definition.kind, { root, document, host }),
    })
    this.#definition = definition
    this.store = store
    this.#compiled = compiled
    this.#options = options
  }

  get definition(): KindDefinition {
    return this.#definition
  }

  /** Documents have the methods of this definition from now on, and take moves as it says. */
  follow(definition: KindDefinition): void {
    if (definition !== this.#definition) this.renew(definition.methods)
    this.#definition = definition
  }

  /** Becomes the document's owner. Throws DOCUMENT_NOT_FOUND, and TRY_AGAIN while the store is unreachable. */
  async claim(id: string, owner: DocumentOwner): Promise<DocumentCore> {
    const document = await this.claimBy(() => this.store.claim(id))
    if (!document) throw notFound(this.definition.kind, id)
    return this.open(document, owner)
  }

  /** The same, and makes the document of the defaults where there is none. */
  async claimOrMake(id: string, owner: DocumentOwner): Promise<DocumentCore> {
    try {
      return await this.claim(id, owner)
    } catch (error) {
      if (!hasCode(error, 'DOCUMENT_NOT_FOUND')) throw error
    }
    await this.claimBy(() => this.create(id, {}))
    return this.claim(id, owner)
  }

  /** Makes a document of these fields, and of the defaults. False where there is one. Throws TypeError for what does not fit. */
  create(id: string, fields: object): Promise<boolean> {
    const document = { ...this.#compiled.fresh(id, {}), ...(this.#compiled.copy(fields)[STORED]() as object) }
    return this.store.create(document as StoredDocument)
  }

  /** Takes the document from its owner and removes it; what it has sent is delivered. False where there is none. */
  remove(id: string): Promise<boolean> {
    return this.store.remove(id, dayOf(this.#options.clock.now()))
  }

  /** Gives the document up; what could not be saved of it goes where a stop keeps it. */
  giveUp(document: DocumentCore): void {
    const unsaved = this.abandon(document)
    if (unsaved) keepUnsaved(this.#options.config.unsaved, [unsaved], this.#options.log)
  }

  /** A stored document as the game's code sees it, of this version of the schema. */
  plainOf(document: StoredDocument): object {
    return { ...snapshot(this.#compiled.load(document).root), id: document._id }
  }

  /** Sends a move with what the owner of the document changes in its present message. */
  sendMove(document: DocumentCore, to: Place, name: string, body: unknown): void {
    this.send(document, [noteOf(to, { name, body })])
  }

  /** Runs `change` on a copy of the document made of `plain`, and returns what it has made of it. */
  async changeCopy(plain: object, id: string, change: ChangeDocument<DocumentCore>): Promise<Edited> {
    const copy = this.#compiled.copy(plain)
    const { kind } = this.definition
    copy[ATTACH]({ id, save: () => Promise.resolve(), [TOUCH]: () => {}, [PATH]: () => kind } as never, '')
    const tools = new NotingSender()
    try {
      await change(copy, tools)
      return { fields: snapshot(copy), notes: tools.notes }
    } finally {
      tools.end()
    }
  }

  /** Lets a document that is open here take a move, or refuse it; once. Lasts when the document is saved. */
  async take(document: DocumentCore, sent: SentMove): Promise<void> {
    const { definition } = this
    const taking = takingOf(definition.moves as MoveRules<DocumentCore>, sent)
    const id = editIdOf(sent.from, sent.number)
    await this.merge(document, id, plain => this.#takeOrRefuse(plain, document.id, taking))
  }

  /** Edits a document that is open here. Lasts when the document is saved. */
  editOpen(
    document: DocumentCore,
    id: EditId | undefined,
    run: (plain: object) => Promise<Edited>,
  ): Promise<boolean> {
    return this.merge(document, id, run)
  }

  /** Remembers, in the place of a document that is not there, that it has refused a move, and sends it back. Throws TRY_AGAIN when
   * the document is there after all. */
  async refuseMissing(id: string, sent: SentMove): Promise<void> {
    const { clock, outbox } = this.#options
    const now = clock.now()
    const remains = await this.claimBy(() => this.store.claimMissing(id, dayOf(now)))
    if (!remains) throw new AppError('TRY_AGAIN', 'the document has just been made')
    const update = refusalIn(remains, sent, now)
    if (!update) return
    const settled = await settle(this.store, [{ uid: id, epoch: remains.epoch, rev: remains.rev, update }])
    const outcome = settled instanceof Error ? settled : settled[0]
    if (outcome !== 'applied') throw new AppError('TRY_AGAIN', undefined, { cause: outcome })
    outbox.add(id)
    if (sent.move.refusal) this.#reportLost(id, sent)
  }

  /** Its sender has been removed, and there is nobody else to give it to but operators. */
  #reportLost(id: string, { move, from }: SentMove): void {
    const fields = {
      [this.definition.kind]: id,
      refusedBy: addressOf(from),
      move: move.name,
      body: move.body,
    }
    this.#options.log.error(
      { ...fields, refusal: move.refusal },
      'a move has come back to a document that was removed, and is lost',
    )
  }

  async #takeOrRefuse(plain: object, id: string, { take, refuse }: Taking<DocumentCore>): Promise<Edited> {
    try {
      return await this.changeCopy(plain, id, take)
    } catch (error) {
      if (!refuse || !(error instanceof AppError)) throw error
      return this.changeCopy(plain, id, refuse(error))
    }
  }
}

/** What a document that is not there stores of a move that it refuses; undefined when it has done so before. */
function refusalIn(remains: StoredDocument, sent: SentMove, now: number): DocumentUpdate | undefined {
  const { move, from, number } = sent
  const mark = markOf(editIdOf(from, number) as EditId)
  const memory = new EditMemory(remains.edits, dayOf(now))
  if (memory.has(mark)) return undefined
  memory.note(mark, dayOf(now))
  const update: DocumentUpdate = {}
  memory.collect(update)
  if (move.refusal) return update
  const refusal = { code: 'DOCUMENT_NOT_FOUND', message: 'there is no such document' } as const
  const outbox = new Outbox(remains.outbox as StoredOutbox | undefined)
  outbox.add([noteOf(from, { ...move, refusal })], now)
  outbox.collect(update)
  return update
}

export const notFound = (kind: string, id: string): AppError =>
  new AppError(
    'DOCUMENT_NOT_FOUND',
    `there is no ${kind} ${addressOf({ kind, id }).slice(`document/${kind}/`.length)}`,
  )

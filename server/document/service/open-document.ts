// A document that is open on this thread, and the service that has it. It is the document's owner: the document is not saved in
// the middle of the service's messages, and the service ends when somebody else has claimed the document.

import { AppError } from '../../core/errors.ts'
import type { Turn } from '../../core/service/service.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import type { Place } from '../move/move.ts'
import type { DocumentOwner } from '../save/document-entry.ts'
import type { DocumentCore } from './define-kind.ts'
import type { KindDocuments } from './kind-documents.ts'

/** The service, as its document knows it. */
export interface DocumentHolder {
  readonly turn: Turn
  /** Messages that it has sent to itself: timers, work that it began. */
  readonly ownTurns: number
  /** Its messages overlap: a moment between two of them may never come. */
  readonly isConcurrent: boolean
  exit(): void
}

export class OpenDocument implements DocumentOwner {
  readonly id: string
  readonly documents: KindDocuments
  readonly #ended = createDeferred<void>()
  /** Wait for messages that it has been given by `run`. */
  #waiting: Set<Deferred<never>> | undefined
  readonly #onEnding: () => void
  #end: Promise<void> | undefined
  #document: DocumentCore | undefined
  #holder: DocumentHolder | undefined
  #isRemoved = false
  /** Its service takes no messages any more. */
  isEnding = false
  /** How many messages of others its service had handled when that was last looked at, and when it was another number. */
  #asked = -1
  #askedAt = 0

  /** `onEnding`: its service takes no messages any more. */
  constructor(documents: KindDocuments, id: string, onEnding: () => void) {
    this.documents = documents
    this.id = id
    this.#onEnding = onEnding
  }

  get kind(): string {
    return this.documents.definition.kind
  }

  /** There once it is claimed. */
  get document(): DocumentCore {
    return this.#document!
  }

  get place(): Place {
    return { kind: this.kind, id: this.id }
  }

  /** Resolves when the service has ended and the document is saved. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  /** Becomes the owner. Throws DOCUMENT_NOT_FOUND, TRY_AGAIN. */
  async claim(): Promise<void> {
    this.#document = await this.documents.claim(this.id, this)
  }

  /** The same, and makes the document where there is none. */
  async claimOrMake(): Promise<void> {
    this.#document = await this.documents.claimOrMake(this.id, this)
  }

  attach(holder: DocumentHolder): void {
    this.#holder = holder
  }

  /** Runs `work` as a message of the service. Throws TRY_AGAIN when that has ended, or ends before it is done. */
  async run<T>(command: string, work: () => Promise<T>): Promise<T> {
    const done = createDeferred<T>()
    const isIn = this.#holder?.turn.enqueue(command, () => work().then(done.resolve, done.reject), true)
    if (!isIn) throw closing()
    this.#waiting ??= new Set()
    this.#waiting.add(done as Deferred<never>)
    try {
      return await done.promise
    } finally {
      this.#waiting.delete(done as Deferred<never>)
    }
  }

  /** The service ends after its message in progress, and what it has changed is saved. */
  close(): void {
    this.#holder?.exit()
  }

  /** The same, and the document is removed then. */
  remove(): void {
    this.#isRemoved = true
    this.close()
  }

  /** For how long (ms) nobody has asked the service for anything; `now` in ticks. */
  idleFor(now: number): number {
    const { turn, ownTurns } = this.#holder!
    const asked = turn.turnNumber - ownTurns
    if (turn.isBusy || asked !== this.#asked) this.#askedAt = now
    this.#asked = asked
    return now - this.#askedAt
  }

  /** The service begins its end. */
  ending(): void {
    this.isEnding = true
    this.#onEnding()
  }

  /** The service has ended. */
  end(): Promise<void> {
    this.#end ??= this.#finish()
    return this.#end
  }

  async #finish(): Promise<void> {
    for (const waiting of this.#waiting ?? []) waiting.reject(closing())
    try {
      await this.documents.close(this.document)
      if (this.#isRemoved) await this.documents.remove(this.id)
    } finally {
      this.documents.giveUp(this.document)
      this.#ended.resolve()
    }
  }

  isBusy(): boolean {
    if (!this.#holder) return true
    return this.#holder.turn.isBusy && !this.#holder.isConcurrent
  }

  onLost(): void {
    this.close()
  }

  between(work: () => void): void {
    if (this.#holder) this.#holder.turn.between(work)
    else work()
  }
}

const closing = (): AppError => new AppError('TRY_AGAIN', 'the document is being opened or closed')

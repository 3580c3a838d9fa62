// The base of a game's services that each have a document: a guild, a market. One is found by its id (`node.open(Guild, id)`), is
// in one place at a time, and leaves the memory when nobody has asked for a while. It keeps true: the document is saved after the
// service's last message, onExit included.

import type { z } from 'zod'
import type { GameTypes } from '../agent/game-types.ts'
import type { Address } from '../core/address.ts'
import type { ForkedWork } from '../core/service/parts/forks.ts'
import type { Opener, ServiceInit } from '../core/service/service.ts'
import type { DocumentData } from '../document/define-document.ts'
import type { Place } from '../document/move/move.ts'
import {
  type DocumentClass,
  type DocumentCore,
  defineKind,
  type KindDefinition,
  type KindOptions,
  type NoMethods,
} from '../document/service/define-kind.ts'
import type { KindHandle } from '../document/service/kind-handle.ts'
import { openById } from '../document/service/open-by-id.ts'
import { OpenDocument } from '../document/service/open-document.ts'
import { GameService } from './game-service.ts'

export abstract class GameDocument<G extends GameTypes, R extends DocumentCore> extends GameService<
  G,
  OpenDocument
> {
  static override readonly isBase: boolean = true
  #ownTurns = 0

  /** Throws TypeError when it was not opened by its id. */
  constructor(init: ServiceInit<OpenDocument>) {
    super(init)
    if (!(init.options instanceof OpenDocument))
      throw new TypeError('a service with a document: expected node.open(Class, id), got a launch')
    const { turn } = this
    const ownTurns = () => this.#ownTurns
    this.options.attach({
      turn,
      isConcurrent: false,
      exit: () => this.exit(),
      get ownTurns() {
        return ownTurns()
      },
    })
  }

  /** What lasts of this service; every change is saved. */
  protected get document(): R {
    return this.options.document as R
  }

  protected get id(): string {
    return this.options.id
  }

  /** Gives something to a role or a document, exactly once, with what this message changes: the receiver's `receives[name]` takes
   * it. Throws TRY_AGAIN when too much of this document waits to be delivered. */
  protected send(to: Place, name: string, body?: unknown): void {
    this.options.documents.sendMove(this.options.document, to, name, body)
  }

  /** Ends this service after the message in progress, and removes its document; what it has sent is delivered. */
  protected remove(): void {
    this.options.remove()
  }

  protected override documents<D extends DocumentCore>(type: DocumentClass<D>): KindHandle<D> {
    const isOwn = type.definition.kind === this.options.kind
    return this.documentsOf(type, isOwn ? this.options.id : undefined)
  }

  protected override get logFields(): object {
    return { [this.options.kind]: this.options.id }
  }

  // A timer is not somebody who asks.

  protected override after(ms: number, work: () => unknown): () => void {
    return super.after(ms, () => this.#count(work))
  }

  protected override every(ms: number, work: () => unknown): () => void {
    return super.every(ms, () => this.#count(work))
  }

  protected override fork(work: ForkedWork): void {
    super.fork(signal => this.#count(() => work(signal)))
  }

  #count(work: () => unknown): unknown {
    this.#ownTurns++
    return work()
  }
}

/** What `DocumentService({ … })` of a game's kit gives: the class to extend. */
export interface DocumentBase<G extends GameTypes, R extends DocumentCore> extends DocumentClass<R> {
  readonly isBase: boolean
  openBy(opener: Opener, id: string): Promise<Address>
  readonly definition: KindDefinition<R>
  new (init: ServiceInit<OpenDocument>): GameDocument<G, R>
}

/** Throws TypeError when the schema contains what cannot be tracked, and for a kind or an index that cannot be. */
export const documentServiceOf =
  <G extends GameTypes>() =>
  <S extends z.ZodRawShape, M = NoMethods>(
    options: KindOptions<S, M>,
  ): DocumentBase<G, DocumentData<S, M, DocumentCore>> => {
    const definition = defineKind<S, M>(options)
    return class extends GameDocument<G, DocumentData<S, M, DocumentCore>> {
      static override readonly isBase: boolean = true
      static readonly definition = definition

      static openBy(opener: Opener, id: string): Promise<Address> {
        return openById(opener, definition.kind, id)
      }
    } as unknown as DocumentBase<G, DocumentData<S, M, DocumentCore>>
  }

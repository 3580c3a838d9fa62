// What services without documents keep on this thread: each has a document of the kind `state` under its own name, which it
// claims before its onStart and gives up, saved, after its onExit. It keeps true: of one name one service has it at a time, as the
// directory on main knows who that is; another one of the name gets NAME_TAKEN.

import type { Address } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Thread } from '../../core/thread/thread.ts'
import { type KindStore, type KindStores, STATE } from '../../store/kind/kind-store.ts'
import { Deliverer } from '../outbox/deliverer.ts'
import type { UnsavedDocument } from '../save/document-entry.ts'
import type { DocumentCore, KindDefinition } from '../service/define-kind.ts'
import { KindDocuments } from '../service/kind-documents.ts'
import { type DocumentHolder, OpenDocument } from '../service/open-document.ts'
import type { SaveConfig } from '../settings.ts'

/** The service that keeps it. */
export interface StateHolder extends DocumentHolder {
  readonly name: string
  readonly address: Address
}

/** What the service has of it. */
export interface HeldState {
  readonly document: DocumentCore
  /** The service takes no messages any more. */
  ending(): void
  /** The service has ended. Resolves when everything is saved. */
  end(): Promise<void>
}

/** What a thread has for services that keep a state. */
export interface StateReach {
  /** Claims the state of a service, or makes it. Throws NAME_TAKEN; TRY_AGAIN while the store is unreachable, or while a service
   * before it is not saved; TypeError for what is stored and does not fit the schema. */
  hold(definition: KindDefinition, holder: StateHolder): Promise<HeldState>
}

/** The directory on main, as states need it. */
interface DirectoryOfStates {
  hold(kind: string, id: string, at: { slot: number; address: Address }): unknown
  closing(kind: string, id: string, address: Address): unknown
  closed(kind: string, id: string, address: Address): unknown
}

export interface ThreadStatesOptions {
  thread: Thread
  stores: KindStores
  directory: Address
  config: SaveConfig
}

interface Held {
  open: OpenDocument
  address: Address
}

export class ThreadStates implements StateReach {
  readonly #options: ThreadStatesOptions
  /** Of each class. */
  readonly #documents = new Map<KindDefinition, KindDocuments>()
  readonly #held = new Map<string, Held>()
  #store: Promise<KindStore> | undefined
  #isClosed = false

  constructor(options: ThreadStatesOptions) {
    this.#options = options
  }

  async hold(definition: KindDefinition, holder: StateHolder): Promise<HeldState> {
    const { name, address } = holder
    const { slot } = this.#options.thread
    if (this.#isClosed) throw new AppError('THREAD_LOST')
    await this.#directory.call.hold(STATE, name, { slot, address })
    try {
      const open = new OpenDocument(await this.#documentsOf(definition), name, () =>
        this.#directory.send.closing(STATE, name, address),
      )
      await open.claimOrMake()
      if (this.#isClosed) throw new AppError('THREAD_LOST')
      open.attach(holder)
      this.#keep(open, address)
      return open
    } catch (error) {
      this.#directory.send.closed(STATE, name, address)
      throw error
    }
  }

  /** A class of services keeps its states by `next` from now on, in the place of `now`. */
  follow(now: KindDefinition | undefined, next: KindDefinition): void {
    const documents = now && this.#documents.get(now)
    if (!now || !documents || now === next) return
    documents.follow(next)
    this.#documents.delete(now)
    this.#documents.set(next, documents)
  }

  /** For operators. */
  find(name: string): OpenDocument | undefined {
    return this.#held.get(name)?.open
  }

  count(): { documents: number; unsaved: number } {
    const counts = [...this.#documents.values()].map(documents => documents.count())
    return {
      documents: this.#held.size,
      unsaved: counts.reduce((sum, { unsaved }) => sum + unsaved, 0),
    }
  }

  /** Ends the services that have one, also those that would begin anew. Resolves when everything is saved. */
  closeAll(): Promise<unknown> {
    this.#isClosed = true
    const all = [...this.#held.values()]
    for (const { address } of all) void this.#end(address)
    return Promise.all(all.map(({ open }) => open.ended))
  }

  /** As Documents.stop. */
  async stop(deadlineMs: number): Promise<UnsavedDocument[]> {
    const all = [...this.#documents.values()].map(documents => documents.stop(deadlineMs))
    return (await Promise.all(all)).flat()
  }

  #keep(open: OpenDocument, address: Address): void {
    this.#held.set(open.id, { open, address })
    void open.ended.then(() => {
      if (this.#held.get(open.id)?.open === open) this.#held.delete(open.id)
      this.#directory.send.closed(STATE, open.id, address)
    })
  }

  async #end(address: Address): Promise<void> {
    const { thread } = this.#options
    try {
      await thread.endService(address)
    } catch (error) {
      thread.log.error({ err: error }, 'a service that keeps a state could not be ended')
    }
  }

  async #documentsOf(definition: KindDefinition): Promise<KindDocuments> {
    this.#store ??= this.#options.stores.open(STATE, [])
    const store = await this.#store.catch((cause: unknown) => {
      this.#store = undefined
      throw new AppError('TRY_AGAIN', undefined, { cause })
    })
    const documents = this.#documents.get(definition) ?? this.#open(definition, store)
    this.#documents.set(definition, documents)
    return documents
  }

  /** Nothing can be sent from a state: what it has is no place. */
  #open(definition: KindDefinition, store: KindStore): KindDocuments {
    const { thread, config } = this.#options
    const { log, clock, metrics } = thread
    const outbox = new Deliverer({ store, log, receivers: {} })
    const documents = new KindDocuments({ definition, store, clock, log, outbox, config })
    metrics.add(documents.meter.metrics())
    return documents
  }

  get #directory() {
    const { thread, directory } = this.#options
    return thread.ref<DirectoryOfStates>(directory)
  }
}

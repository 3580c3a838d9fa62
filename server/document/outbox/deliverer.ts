// Delivers what waits in outboxes: reads it from the stored documents, hands it to its receiver, and removes it from the
// document when the receiver has it. Only ids are kept here, so a document may be open, closed or owned by somebody else
// meanwhile, and several deliverers may be at it. It keeps true: messages of one document to one receiver go in the order
// of their numbers, and one is removed only after its receiver has it. So a receiver gets each at least once, and takes
// it once by remembering the last number of each document.

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Backoff } from '../../lib/backoff.ts'
import type { OutboxMessage, OutboxStore } from '../../store/outbox-store.ts'
import { Clearing } from './clearing.ts'
import { Lane } from './lane.ts'
import type { OutboxHost } from './outbox.ts'

/** Who a message is from. */
export interface Stamp {
  /** The document's id. */
  sender: string
  number: number
}

/**
 * Hands a message to the receiver `name`, which must take a number of a sender once. Resolves when it lasts there; with a
 * text when it can never be taken: why. Rejects when it has to be sent again.
 */
export type Receive = (name: string, body: string, stamp: Stamp) => Promise<string | undefined>

export interface DelivererOptions {
  store: OutboxStore
  log: Logger
  /** By the kind of receiver, the part of an address before its first `/`. */
  receivers: Readonly<Record<string, Receive>>
}

/** Before an unreachable store is asked again, ms. */
const WAITS = { first: 100, longest: 5000 }
/** Documents whose outboxes are read at a time, and that are delivered at a time. */
const BATCH = 200
const MOST_RUNNING = 400
/** Failures in a row after which a receiver is said to be away: a board that moves to another thread is back before. */
const FAILURES_TO_TELL = 4

export class Deliverer implements OutboxHost {
  readonly #options: DelivererOptions
  /** Ids of documents whose outboxes are to be read. */
  readonly #due = new Set<string>()
  /** What is delivered now, by document: one after the other of each, so that its messages stay in order. */
  readonly #running = new Map<string, Promise<void>>()
  readonly #clearing: Clearing
  /** By the receiver's address, while something is on its way there or waits for it. */
  readonly #lanes = new Map<string, Lane>()
  readonly #backoff = new Backoff(WAITS)
  readonly #sweepBackoff = new Backoff(WAITS)
  #work: Promise<void> | undefined
  #isStopped = false
  #isHeld = false

  constructor(options: DelivererOptions) {
    this.#options = options
    this.#clearing = new Clearing(options.store)
  }

  add(id: string): void {
    this.#due.add(id)
    this.#goOn()
  }

  /** To how many receivers something is on its way, or waits until they are back. */
  get receivers(): number {
    return this.#lanes.size
  }

  async count(id: string): Promise<number> {
    return (await this.#options.store.outboxes([id])).get(id)?.length ?? 0
  }

  /** Finds every document in which something waits, whoever has left it there. */
  async sweep(): Promise<void> {
    while (!this.#isStopped) {
      try {
        for await (const id of this.#options.store.owing()) this.add(id)
        return
      } catch (error) {
        await this.#onStoreAway(error, this.#sweepBackoff)
      }
    }
  }

  /** Delivers nothing until goOn(). Resolves when nothing is on its way any more. */
  async hold(): Promise<void> {
    this.#isHeld = true
    await this.#work
    await Promise.all(this.#running.values())
  }

  goOn(): void {
    this.#isHeld = false
    this.#goOn()
  }

  /** What is not delivered stays in the documents. */
  stop(): void {
    this.#isStopped = true
    this.#backoff.skip()
    this.#sweepBackoff.skip()
    for (const lane of this.#lanes.values()) lane.stop()
  }

  #goOn(): void {
    if (this.#due.size > 0 && !this.#isStopped && !this.#isHeld) this.#work ??= this.#deliverAll()
  }

  async #deliverAll(): Promise<void> {
    // One turn later, so that what is due in the same turn is read together.
    await nextTurn()
    for (let ids = this.#take(); ids.length > 0; ids = this.#take()) {
      try {
        const found = await this.#options.store.outboxes(ids)
        for (const [id, messages] of found) this.#running.set(id, this.#deliver(id, messages))
        this.#backoff.reset()
      } catch (error) {
        for (const id of ids) this.#due.add(id)
        await this.#onStoreAway(error, this.#backoff)
      }
    }
    this.#work = undefined
  }

  /** A batch of what is due and not on its way already. */
  #take(): string[] {
    const ids: string[] = []
    if (this.#isStopped || this.#isHeld) return ids
    for (const id of this.#due) {
      if (ids.length === BATCH || this.#running.size + ids.length >= MOST_RUNNING) break
      if (this.#running.has(id)) continue
      this.#due.delete(id)
      ids.push(id)
    }
    return ids
  }

  /** Never rejects. A receiver that takes its time holds up no other document. */
  async #deliver(id: string, messages: readonly OutboxMessage[]): Promise<void> {
    const each = [...byReceiver(messages)].map(([to, its]) => this.#deliverTo(id, to, its))
    const failed = (await Promise.allSettled(each)).find(result => result.status === 'rejected')
    if (failed) {
      this.#due.add(id)
      await this.#onStoreAway(failed.reason, this.#backoff)
    }
    this.#running.delete(id)
    this.#goOn()
  }

  /** Each receiver for itself: one that is away, or takes its time, holds up neither others nor the removal of what they have. */
  async #deliverTo(id: string, to: string, messages: readonly OutboxMessage[]): Promise<void> {
    const sent = await this.#sendInOrder(id, to, messages)
    if (sent.length > 0) await this.#clearing.add(id, sent)
  }

  /** Until one does not arrive. */
  async #sendInOrder(id: string, to: string, messages: readonly OutboxMessage[]): Promise<OutboxMessage[]> {
    const lane = this.#laneTo(to)
    const sent: OutboxMessage[] = []
    lane.enter()
    for (const message of messages) {
      if (lane.isAway || !(await this.#send(lane, id, message))) {
        lane.keep(id)
        break
      }
      sent.push(message)
    }
    if (lane.leave()) this.#lanes.delete(to)
    return sent
  }

  async #send(lane: Lane, id: string, { n, to, body }: OutboxMessage): Promise<boolean> {
    const { log } = this.#options
    try {
      const why = await this.#receive(to, body, { sender: id, number: n })
      if (why !== undefined)
        log.error({ uid: id, to, number: n, body, why }, 'a message that can never be delivered was dropped')
      const { waiting } = lane
      if (lane.arrived() >= FAILURES_TO_TELL) log.info({ to, waiting }, 'messages are delivered again')
      return true
    } catch (error) {
      if (lane.failed() === FAILURES_TO_TELL)
        log.warn(
          { err: error, to, waiting: lane.waiting },
          'messages cannot be delivered; they are kept, retrying',
        )
      return false
    }
  }

  async #receive(to: string, body: string, stamp: Stamp): Promise<string | undefined> {
    const { receivers } = this.#options
    const slash = to.indexOf('/')
    const kind = to.slice(0, slash)
    if (!Object.hasOwn(receivers, kind)) return `nothing receives "${kind}"`
    return receivers[kind]!(to.slice(slash + 1), body, stamp)
  }

  #laneTo(to: string): Lane {
    let lane = this.#lanes.get(to)
    if (!lane) {
      lane = new Lane(ids => {
        for (const id of ids) this.add(id)
      })
      this.#lanes.set(to, lane)
    }
    return lane
  }

  async #onStoreAway(error: unknown, backoff: Backoff): Promise<void> {
    if (this.#isStopped) return
    this.#options.log.warn({ err: error }, 'store unreachable; what waits in outboxes is delivered later')
    await backoff.wait()
  }
}

function byReceiver(messages: readonly OutboxMessage[]): Map<string, OutboxMessage[]> {
  const lists = new Map<string, OutboxMessage[]>()
  for (const message of messages) {
    const list = lists.get(message.to)
    if (list) list.push(message)
    else lists.set(message.to, [message])
  }
  return lists
}

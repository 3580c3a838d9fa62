// The threads of the node, for those who look into them: one diagnosis at a time on each, and none that holds a large heap
// for long unless it is told to.

import { setTimeout as sleep } from 'node:timers/promises'
import { showAddress } from '../../core/address.ts'
import { AppError, hasCode } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { Ref } from '../../core/service/ref.ts'
import { whySilent } from '../../setup/ask-threads.ts'
import type { CommandContext } from '../../setup/commands.ts'
import type { Threads as Services } from '../look/threads.ts'
import { type Diagnosis, diagnosisName } from './diagnosis.ts'

/** ms that a thread may take for what it does at once, and for a snapshot. */
const ANSWER_WITHIN = 3000
const HEAP_WITHIN = 600_000
const MB = 1024 * 1024
/** MB of heap from which on what holds the thread has to be forced. */
const LARGE = 200
/** ms that a snapshot holds a thread for each MB of its heap: measured. */
const MS_PER_MB = 60

export interface Pause {
  what: string
  force: boolean
  context: CommandContext
}

export class Threads {
  readonly node: Node
  /** Slot -> what is in progress there. */
  readonly #running = new Map<number, string>()
  readonly #services: Pick<Services, 'find'>

  constructor(node: Node, services: Pick<Services, 'find'>) {
    this.node = node
    this.#services = services
  }

  /** Main's and those that serve. */
  get slots(): number[] {
    return [...new Set([0, ...this.node.slots])]
  }

  /** Throws BAD_MESSAGE when there is no such thread. */
  check(slot: number): void {
    if (!this.slots.includes(slot))
      throw new AppError('BAD_MESSAGE', `thread: expected ${this.slots.join(', ')}, got ${slot}`)
  }

  /** Of a thread that answers. `within`: ms that it may take. */
  async diagnosis(slot: number, within = ANSWER_WITHIN): Promise<Ref<Diagnosis>> {
    this.check(slot)
    return (await this.node.query<Diagnosis>(diagnosisName(slot), ANSWER_WITHIN)).within(within)
  }

  /** Runs `work` while nothing else is in progress on the thread; throws TRY_AGAIN when something is. */
  async alone<T>(slot: number, what: string, work: () => Promise<T>): Promise<T> {
    this.check(slot)
    const other = this.#running.get(slot)
    if (other !== undefined)
      throw new AppError('TRY_AGAIN', `thread ${slot}: expected nothing in progress, got ${other}`)
    this.#running.set(slot, what)
    try {
      return await work()
    } catch (error) {
      if ((error as Error).name === 'AbortError') throw new AppError('BAD_MESSAGE', `${what} was ended`)
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_NOT_RUNNING')
        throw new AppError('THREAD_LOST', `thread ${slot} has ended`)
      if (hasCode(error, 'TIMEOUT')) throw new AppError('TIMEOUT', whySilent(this.node, slot))
      throw error
    } finally {
      this.#running.delete(slot)
    }
  }

  /** Writes the heap of a thread into `path`, says for how long that holds the thread, and returns for how long (ms) it did. */
  async writeHeap(slot: number, path: string, { context }: Pause): Promise<number> {
    const thread = await this.diagnosis(slot, HEAP_WITHIN)
    const megabytes = await this.heapOf(slot)
    context.print(`thread ${slot} is held for about ${secondsFor(megabytes)} s: its heap has ${megabytes} MB`)
    context.signal.throwIfAborted()
    return thread.call.writeHeap(path)
  }

  /** Throws BAD_MESSAGE when the heap is large and nothing forces it. */
  async checkPause(slot: number, { what, force }: Pause): Promise<void> {
    const megabytes = await this.heapOf(slot)
    if (force || megabytes <= LARGE) return
    const pause = `thread ${slot} would be held for about ${secondsFor(megabytes)} s`
    throw new AppError(
      'BAD_MESSAGE',
      `heap: expected at most ${LARGE} MB for ${what} without --force, got ${megabytes} MB; ${pause}`,
    )
  }

  /** MB. */
  async heapOf(slot: number): Promise<number> {
    return Math.round((await (await this.diagnosis(slot)).call.heapUsed()) / MB)
  }

  /** By its address as it is shown, its name, or the account or uid of a player who is online. Throws BAD_MESSAGE. */
  async find(text: string): Promise<{ slot: number; service: string }> {
    const { slot, address } = await this.#services.find(text)
    return { slot, service: showAddress(address) }
  }
}

const secondsFor = (megabytes: number): number => Math.ceil((megabytes * MS_PER_MB) / 1000)

/** Rejects with an AbortError as soon as whoever asked is gone. */
export const waitFor = async (seconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(seconds * 1000, undefined, { signal })
}

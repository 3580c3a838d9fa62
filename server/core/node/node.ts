// The node: main's thread and its workers. It starts them, replaces one that dies, and stops everything in order: exit
// hooks, last registered first, under one deadline.
//
//   starting ── ready() ──→ ready ── stop() ──→ stopping
//      │                    ↓ ↑ drain()          ↑
//      │                  draining ── stop() ───→┤
//      └─────── stop() ─────────────────────────→┘
//
// Of the first workers one that dies before it was ready is not replaced: startWorkers rejects instead.

import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { backoffMs } from '../../lib/backoff.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import { MAX_SLOTS } from '../../lib/snowflake.ts'
import { type Address, MAIN_LIFE, makeAddress, REGISTRY } from '../address.ts'
import { AppError, StartError } from '../errors.ts'
import { type ExitHook, isDoneBy } from '../exit-hooks.ts'
import type { Logger } from '../log/log.ts'
import { Scope, type ScopeHost } from '../service/scope.ts'
import type { Registry, Services } from '../thread/registry.ts'
import { Thread } from '../thread/thread.ts'
import { inspectWorker } from '../watch/inspection.ts'
import { createStatus } from '../watch/monitor.ts'
import { WATCH_LIMITS, type WatchLimits } from '../watch/watch-limits.ts'
import { WorkerHandle } from './worker-handle.ts'

export interface NodeOptions {
  id: number
  log: Logger
  services?: Services
  /** Messages are checked to be cloneable and frozen. */
  development?: boolean
  /** When slow handlers and stuck threads are logged; WATCH_LIMITS by default. */
  watch?: Partial<WatchLimits>
  /** A time of day that can be moved, for tests (lib/clock.ts); the system's when left out. */
  time?: SharedArrayBuffer | undefined
}

export interface WorkerKind {
  /** The file that a worker runs; it calls runWorker. */
  url: URL
  /** How many; 0 starts none. */
  count: number
  /** MB of each worker's JavaScript heap; Node's default for 0 or undefined. */
  heap?: number
  data: unknown
}

/** `draining`: it serves those who are there, and lets nobody else in. */
export type NodeState = 'starting' | 'ready' | 'draining' | 'stopping'

export interface StopReport {
  problems: string[]
  /** Slots of workers that had not left at the deadline. */
  stuck: number[]
}

const MAIN_SLOT = 0

/** A worker that dies younger than this (ms) is replaced only after a wait, which doubles each time. */
const YOUNG = 5000
const STEPS = { first: 100, longest: 5000 }

/** ms that a worker has to end once its time to leave is over. */
const GRACE = 2000

const noWorker = (slot: number, slots: readonly number[]): string =>
  slots.length === 0
    ? 'worker: there is none, the main thread serves the players; restart the server instead'
    : `worker: expected one of ${slots.join(', ')}, got ${slot}`

/** A request passes through some forty small functions between frame and reply, which exceeds V8's default inlining budget
 * half-way: with a larger one an echo is 5 % faster. */
const INLINING = ['--max-inlined-bytecode-size=1000', '--max-inlined-bytecode-size-cumulative=4000']

export class Node extends Scope {
  readonly slot = MAIN_SLOT
  readonly thread: Thread
  readonly #status = createStatus()
  readonly #development: boolean
  readonly #watch: WatchLimits
  readonly #time: SharedArrayBuffer | undefined
  readonly #workers = new Map<number, WorkerHandle>()
  readonly #onLost: ((slot: number, life: number) => unknown)[] = []
  /** Life of a worker that was told to leave -> settled when another serves in its place. */
  readonly #ordered = new Map<number, Deferred<void>>()
  /** Slot -> how many young workers have died there in a row. */
  readonly #failures = new Map<number, number>()
  #kind: WorkerKind | undefined
  #lastLife = MAIN_LIFE
  #state: NodeState = 'starting'
  #report: Promise<StopReport> | undefined

  private constructor(options: NodeOptions) {
    super()
    this.#development = options.development ?? true
    this.#watch = { ...WATCH_LIMITS, ...options.watch }
    this.#time = options.time
    this.thread = new Thread({
      nodeId: options.id,
      slot: 0,
      life: MAIN_LIFE,
      log: options.log,
      services: options.services ?? {},
      development: this.#development,
      status: this.#status,
      watch: this.#watch,
      time: this.#time,
    })
    const { monitor } = this.thread
    monitor.onLabel = label => this.#workers.get(1)?.tell({ kind: 'label', label })
    monitor.inspector.open = async slot => inspectWorker(this.workerIn(slot).threadId)
  }

  static async start(options: NodeOptions): Promise<Node> {
    for (const flag of INLINING) setFlagsFromString(flag)
    const node = new Node(options)
    await node.thread.start(node)
    return node
  }

  /** Starts the workers. Rejects with what kept one from starting; the caller then stops the node. */
  async startWorkers(kind: WorkerKind): Promise<void> {
    if (kind.count >= MAX_SLOTS) throw new StartError(`a node has at most ${MAX_SLOTS - 1} workers`)
    this.#kind = kind
    this.onExit('workers', deadline => this.#leave(deadline))
    const slots = Array.from({ length: kind.count }, (_, i) => i + 1)
    await Promise.all(slots.map(slot => this.#startWorker(slot, { isFirst: true }).ready))
  }

  /** The slots whose threads serve players: the workers, or main alone. */
  get slots(): number[] {
    return this.#kind?.count ? [...this.#workers.keys()].sort((a, b) => a - b) : [0]
  }

  /** The slot of the thread with this life; undefined when it has ended. */
  slotOf(life: number): number | undefined {
    if (life === MAIN_LIFE) return MAIN_SLOT
    return [...this.#workers.values()].find(worker => worker.life === life)?.slot
  }

  /** The services that have names. */
  names(): Promise<Record<string, Address>> {
    return this.ref<Registry>(makeAddress(MAIN_LIFE, REGISTRY)).call.list()
  }

  /** The life of the thread in this slot; undefined when there is none. */
  lifeIn(slot: number): number | undefined {
    return slot === MAIN_SLOT ? MAIN_LIFE : this.#workers.get(slot)?.life
  }

  /** Resolves when the thread in this slot serves. Rejects when there is none, or when it ends before. */
  async untilReady(slot: number): Promise<void> {
    if (slot === MAIN_SLOT) return
    await this.workerIn(slot).ready
  }

  /** Throws THREAD_LOST when there is none. */
  workerIn(slot: number): WorkerHandle {
    const worker = this.#workers.get(slot)
    if (!worker) throw new AppError('THREAD_LOST', `no worker in slot ${slot}`)
    return worker
  }

  get state(): NodeState {
    return this.#state
  }

  get isStopping(): boolean {
    return this.#state === 'stopping'
  }

  onExit(name: string, run: ExitHook['run']): void {
    this.thread.exitHooks.add(name, run)
  }

  /** Every thread runs its reload hooks: reopens its log file, rereads its certificates. */
  async reload(reason: string): Promise<void> {
    if (this.isStopping) return
    this.thread.log.info({ reason }, 'reloading')
    for (const worker of this.#workers.values()) worker.tell({ kind: 'reload' })
    await this.thread.reloadHooks.run(this.thread.log)
  }

  /** `hear` runs (and is waited for) after a worker has ended and before its place is taken; the last registered first. */
  onWorkerLost(hear: (slot: number, life: number) => unknown): void {
    this.#onLost.unshift(hear)
  }

  protected override get scopeHost(): ScopeHost {
    return this.thread
  }

  /**
   * Has the worker in this slot leave in order, within `ms`; another takes its place. Resolves when that serves. Throws
   * BAD_MESSAGE where there is none, TRY_AGAIN for one that does not serve yet, TIMEOUT when it does not leave.
   */
  async restart(slot: number, ms: number): Promise<void> {
    const worker = this.#workers.get(slot)
    if (!worker)
      throw new AppError(
        'BAD_MESSAGE',
        noWorker(
          slot,
          [...this.#workers.keys()].sort((a, b) => a - b),
        ),
      )
    // The first ones are waited for by the start, which would fail.
    if (!worker.isReady) throw new AppError('TRY_AGAIN', `worker ${slot} is still starting; try again`)
    const successor = this.#ordered.get(worker.life) ?? createDeferred<void>()
    this.#ordered.set(worker.life, successor)
    successor.promise.catch(() => undefined)
    worker.tell({ kind: 'leave', ms, isStop: false })
    if (!(await isDoneBy(performance.now() + ms + GRACE, worker.gone)))
      throw new AppError('TIMEOUT', `worker ${slot} has not left within ${ms} ms: its code does not return`)
    await successor.promise
  }

  /** From now on it lets nobody in who is not there; or does so again. */
  drain(isDraining: boolean): void {
    if (this.#state === 'ready' && isDraining) this.#state = 'draining'
    if (this.#state === 'draining' && !isDraining) this.#state = 'ready'
  }

  /** Everything on it has been started. */
  ready(): void {
    if (this.#state === 'starting') this.#state = 'ready'
  }

  /** Stops once, however often it is called; `ms` bounds the whole. */
  stop(ms = 8000): Promise<StopReport> {
    this.#state = 'stopping'
    this.#report ??= this.#stop(ms)
    return this.#report
  }

  async #stop(ms: number): Promise<StopReport> {
    const deadline = performance.now() + ms
    const workers = [...this.#workers.values()]
    const failed = await this.thread.exitHooks.run(deadline)
    for (const { hook, error } of failed) this.thread.log.error({ err: error, hook }, 'an exit hook failed')
    const stuck = [...this.#workers.keys()]
    for (const slot of stuck) {
      const doing = this.thread.monitor.doing(slot)
      this.thread.log.fatal({ stuck: slot, ...doing }, 'a worker did not leave in time')
    }
    const late = await this.thread.close(deadline)
    this.thread.monitor.inspector.close()
    const problems = failed.map(({ hook, error }) => `${hook}: ${error}`)
    for (const worker of workers) problems.push(...worker.problems)
    return { problems: [...problems, ...late.map(name => `${name} had not ended at the deadline`)], stuck }
  }

  async #leave(deadline: number): Promise<void> {
    const ms = Math.max(0, deadline - performance.now() - 200)
    const workers = [...this.#workers.values()]
    for (const worker of workers) worker.tell({ kind: 'leave', ms, isStop: true })
    await Promise.all(workers.map(worker => worker.gone))
  }

  #startWorker(slot: number, { isFirst }: { isFirst: boolean }): WorkerHandle {
    const started = performance.now()
    const { url, data, heap = 0 } = this.#kind!
    const life = ++this.#lastLife
    const peers = [...this.#workers.values()]
    const shared = {
      development: this.#development,
      status: this.#status,
      watch: this.#watch,
      time: this.#time,
    }
    const worker = new WorkerHandle(this.thread, { url, data, heap, slot, life, ...shared }, peers)
    this.#workers.set(slot, worker)
    if (slot === 1) for (const label of this.thread.monitor.allLabels()) worker.tell({ kind: 'label', label })
    worker.ready.catch(error => isFirst || this.#onNotReady(slot, error))
    void worker.gone.then(async () => {
      const age = performance.now() - started
      await this.#onGone(worker)
      const ordered = this.#ordered.get(worker.life)
      if (ordered) this.#replaceAsOrdered(worker, ordered)
      else if (worker.isReady || !isFirst) await this.#replace(slot, age)
    })
    return worker
  }

  #onNotReady(slot: number, { message }: Error): void {
    if (this.isStopping) return
    this.thread.log.error({ worker: slot, reason: message }, 'a new worker could not start')
  }

  async #onGone(worker: WorkerHandle): Promise<void> {
    this.#workers.delete(worker.slot)
    await this.thread.links.untilLost(worker.life)
    this.thread.monitor.forget(worker.slot)
    await this.#tellLost(worker)
  }

  async #replace(slot: number, age: number): Promise<void> {
    if (this.isStopping) return
    const wait = this.#nextWait(slot, age)
    this.thread.log.error({ worker: slot, wait }, 'a worker has ended, another takes its place')
    if (wait > 0) await sleep(wait, undefined, { ref: false })
    if (!this.isStopping) this.#startWorker(slot, { isFirst: false })
  }

  #replaceAsOrdered({ slot, life }: WorkerHandle, { resolve, reject }: Deferred<void>): void {
    this.#ordered.delete(life)
    if (this.isStopping) return resolve()
    this.thread.log.info({ worker: slot }, 'a worker has left as it was told, another takes its place')
    this.#startWorker(slot, { isFirst: false }).ready.then(resolve, reject)
  }

  async #tellLost({ slot, life }: WorkerHandle): Promise<void> {
    for (const hear of this.#onLost) {
      try {
        await hear(slot, life)
      } catch (error) {
        this.thread.log.error({ err: error, worker: slot }, 'could not clean up after a worker')
      }
    }
  }

  /** How long (ms) to wait before a worker that died at `age` is replaced. */
  #nextWait(slot: number, age: number): number {
    if (age >= YOUNG) {
      this.#failures.delete(slot)
      return 0
    }
    const failures = this.#failures.get(slot) ?? 0
    this.#failures.set(slot, failures + 1)
    return backoffMs(failures, STEPS)
  }
}

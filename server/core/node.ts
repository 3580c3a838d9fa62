// The node: main's thread and its workers. It starts them, puts a new one in the place of one that dies, and stops
// everything in order: exit hooks, last registered first, under one deadline.

import { setTimeout as sleep } from 'node:timers/promises'
import { MAIN_LIFE } from './address.ts'
import type { ExitHook } from './exit.ts'
import type { Logger } from './log.ts'
import { createStatus } from './monitor.ts'
import type { LaunchOptions, Ref, ServiceScope } from './ref.ts'
import type { Services } from './registry.ts'
import type { Service, ServiceClass } from './service.ts'
import { Thread } from './thread.ts'
import { WorkerHandle } from './worker-handle.ts'

export interface NodeOptions {
  id: number
  log: Logger
  services?: Services
  /** Messages are checked to be cloneable and frozen. */
  development?: boolean
}

export interface WorkerKind {
  /** The file a worker runs; it calls runWorker. */
  url: URL
  /** How many; 0 starts none. */
  count: number
  data: unknown
}

export interface StopReport {
  problems: string[]
  /** Slots of workers that had not left at the deadline. */
  stuck: number[]
}

/** A worker that dies within this time of its start is replaced only after a wait, which doubles each time. */
const YOUNG = 5000
const FIRST_WAIT = 100
const LONGEST_WAIT = 5000

export class Node implements ServiceScope {
  readonly thread: Thread
  readonly #status = createStatus()
  readonly #development: boolean
  readonly #workers = new Map<number, WorkerHandle>()
  readonly #onLost: ((slot: number, life: number) => unknown)[] = []
  readonly #waits = new Map<number, number>()
  #kind: WorkerKind | undefined
  #lastLife = MAIN_LIFE
  #stopping: Promise<StopReport> | undefined

  private constructor(options: NodeOptions) {
    this.#development = options.development ?? true
    this.thread = new Thread({
      nodeId: options.id,
      slot: 0,
      life: MAIN_LIFE,
      log: options.log,
      services: options.services ?? {},
      development: this.#development,
      status: this.#status,
    })
  }

  static async start(options: NodeOptions): Promise<Node> {
    const node = new Node(options)
    await node.thread.open()
    return node
  }

  /** Starts the workers; rejects with what kept one from starting. */
  async startWorkers(kind: WorkerKind): Promise<void> {
    this.#kind = kind
    this.onExit('workers', deadline => this.#leave(deadline))
    const slots = Array.from({ length: kind.count }, (_, i) => i + 1)
    await Promise.all(slots.map(slot => this.#startWorker(slot).ready))
  }

  /** The slots whose threads serve players: the workers, or main alone. */
  get slots(): number[] {
    return this.#kind?.count ? [...this.#workers.keys()].sort((a, b) => a - b) : [0]
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined
  }

  onExit(name: string, run: ExitHook['run']): void {
    this.thread.exitHooks.add(name, run)
  }

  /** `hear` runs (and is waited for) after a worker has ended and before its place is taken. */
  onWorkerLost(hear: (slot: number, life: number) => unknown): void {
    this.#onLost.push(hear)
  }

  ref<S>(address: number): Ref<S> {
    return this.thread.ref(address)
  }

  query<S>(name: string, deadline?: number): Promise<Ref<S>> {
    return this.thread.query(name, deadline)
  }

  launch<S extends Service<O>, O>(
    type: ServiceClass<S, O>,
    options: NoInfer<O>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>> {
    return this.thread.launch<S, O>(type, options, launch)
  }

  launchOn<S>(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>> {
    return this.thread.launchOn(slot, type, options, launch)
  }

  /** Stops once, however often it is asked; `ms` bounds the whole. */
  stop(ms = 8000): Promise<StopReport> {
    this.#stopping ??= this.#stop(ms)
    return this.#stopping
  }

  async #stop(ms: number): Promise<StopReport> {
    const problems = await this.thread.exitHooks.run(performance.now() + ms)
    for (const { hook, error } of problems) this.thread.log.error({ err: error, hook }, 'an exit hook failed')
    const stuck = [...this.#workers.keys()]
    for (const slot of stuck) {
      this.thread.log.fatal(
        { stuck: slot, ...this.thread.monitor.doing(slot) },
        'a worker did not leave in time',
      )
    }
    await this.thread.close()
    return { problems: problems.map(({ hook, error }) => `${hook}: ${error}`), stuck }
  }

  async #leave(deadline: number): Promise<void> {
    const ms = Math.max(0, deadline - performance.now() - 200)
    const workers = [...this.#workers.values()]
    for (const worker of workers) worker.tell({ kind: 'leave', ms })
    await Promise.all(workers.map(worker => worker.gone))
  }

  #startWorker(slot: number): WorkerHandle {
    const started = performance.now()
    const { url, data } = this.#kind!
    const life = ++this.#lastLife
    const peers = [...this.#workers.values()]
    const options = { url, data, slot, life, development: this.#development, status: this.#status }
    const worker = new WorkerHandle(this.thread, options, peers)
    this.#workers.set(slot, worker)
    worker.ready.catch(() => undefined)
    void worker.gone.then(() => this.#onGone(worker, performance.now() - started))
    return worker
  }

  async #onGone(worker: WorkerHandle, age: number): Promise<void> {
    this.#workers.delete(worker.slot)
    this.thread.lose(worker.life)
    for (const other of this.#workers.values()) other.tell({ kind: 'lost', life: worker.life })
    for (const hear of this.#onLost) await hear(worker.slot, worker.life)
    if (this.isStopping) return
    this.thread.log.error({ worker: worker.slot }, 'a worker has ended, another takes its place')
    if (age < YOUNG) await sleep(this.#nextWait(worker.slot), undefined, { ref: false })
    else this.#waits.delete(worker.slot)
    if (!this.isStopping) this.#startWorker(worker.slot)
  }

  #nextWait(slot: number): number {
    const wait = Math.min(LONGEST_WAIT, (this.#waits.get(slot) ?? FIRST_WAIT / 2) * 2)
    this.#waits.set(slot, wait)
    return wait
  }
}

// Main's side of one worker thread: starts it, connects it with the others, tells it what to do, and knows its end. Why a
// worker leaves (an order, an error of its own, a failed start) makes no difference here: `gone` resolves when it has.

import { type CPUProfileHandle, MessageChannel, Worker } from 'node:worker_threads'
import { StartError } from '../errors.ts'
import type { Thread } from '../thread/thread.ts'
import type { WatchLimits } from '../watch/watch-limits.ts'
import type { FromWorker, ToWorker, WorkerSeed } from './worker-thread.ts'

export interface WorkerOptions {
  url: URL
  slot: number
  life: number
  development: boolean
  status: SharedArrayBuffer
  watch: WatchLimits
  time: SharedArrayBuffer | undefined
  data: unknown
  /** MB; 0 for Node's default. */
  heap: number
}

export class WorkerHandle {
  readonly slot: number
  readonly life: number
  /** Resolves when the worker serves; rejects with what keeps it from that. */
  readonly ready: Promise<void>
  /** Resolves when the thread has ended. */
  readonly gone: Promise<void>
  readonly #worker: Worker
  readonly #main: Thread
  /** What went wrong while it left. */
  problems: readonly string[] = []
  #isReady = false

  constructor(main: Thread, options: WorkerOptions, peers: readonly WorkerHandle[]) {
    this.slot = options.slot
    this.life = options.life
    this.#main = main
    const { ports, transfer } = connectAll(main, options, peers)
    const { url, heap, ...rest } = options
    const resourceLimits = heap > 0 ? { maxOldGenerationSizeMb: heap } : {}
    const seed: WorkerSeed<unknown> = { ...rest, nodeId: main.nodeId, peers: ports }
    this.#worker = new Worker(url, { workerData: seed, transferList: transfer, resourceLimits })
    this.ready = new Promise((resolve, reject) => this.#listen(resolve, reject))
    this.gone = new Promise(resolve => {
      this.#worker.once('exit', () => resolve())
    })
  }

  /** Node's number of the thread. */
  get threadId(): number {
    return this.#worker.threadId
  }

  /** Begins to count what the thread runs, also when it is stuck; `stop` gives the text of a .cpuprofile file. */
  startCpuProfile(): Promise<CPUProfileHandle> {
    return this.#worker.startCpuProfile('gatehouse')
  }

  /** Whether it has ever been ready. */
  get isReady(): boolean {
    return this.#isReady
  }

  tell(message: ToWorker, transfer: MessagePort[] = []): void {
    this.#worker.postMessage(message, transfer as never)
  }

  #listen(resolve: () => void, reject: (error: Error) => void): void {
    this.#worker.on('message', (message: FromWorker) => this.#onMessage(message, resolve, reject))
    this.#worker.on('error', error => {
      this.#main.log.fatal({ err: error, worker: this.slot }, 'a worker crashed')
      reject(error)
    })
    this.#worker.once('exit', () => reject(new Error(`worker ${this.slot} ended before it was ready`)))
  }

  #onMessage(message: FromWorker, resolve: () => void, reject: (error: Error) => void): void {
    if (message.kind === 'ready') {
      this.#isReady = true
      resolve()
    } else if (message.kind === 'failed') {
      reject(message.isStartError ? new StartError(message.message) : new Error(message.message))
    } else if (message.kind === 'leaving') reject(new Error(message.error))
    else if (message.kind === 'label') this.#main.monitor.learnLabel(this.slot, message.label)
    else this.problems = message.problems
  }
}

/** Channels from the new worker to main and to each other worker. */
function connectAll(main: Thread, { slot, life }: WorkerOptions, peers: readonly WorkerHandle[]) {
  const ports: WorkerSeed<unknown>['peers'] = []
  const toMain = new MessageChannel()
  main.connect(slot, life, toMain.port1)
  ports.push({ slot: main.slot, life: main.life, port: toMain.port2 })
  for (const peer of peers) {
    const channel = new MessageChannel()
    peer.tell({ kind: 'peer', slot, life, port: channel.port1 }, [channel.port1 as never])
    ports.push({ slot: peer.slot, life: peer.life, port: channel.port2 })
  }
  return { ports, transfer: ports.map(p => p.port) }
}

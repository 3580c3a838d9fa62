// Main's side of the build thread: started by the first job, ended when there has been none for a while, so that what
// it used is given back. A thread that dies fails the jobs it had, and the next job starts another.

import { Worker } from 'node:worker_threads'
import type { FileBytes, Job, JobAnswer, JobResult } from './build-thread.ts'

interface Waiting {
  resolve(result: JobResult): void
  reject(error: Error): void
}

/** Files go over without a copy. */
const memoryOf = (files: FileBytes): ArrayBuffer[] =>
  [...files.values()].flatMap(bytes => (typeof bytes === 'string' ? [] : [bytes.buffer as ArrayBuffer]))

export class Builder {
  readonly #idleAfter: number
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #idleTimer: NodeJS.Timeout | undefined
  #lastId = 0

  /** The thread ends after `idleAfter` ms without a job. */
  constructor(idleAfter = 3000) {
    this.#idleAfter = idleAfter
  }

  /** Rejects with what the job threw, or with how the thread died. */
  run(job: Job): Promise<JobResult> {
    clearTimeout(this.#idleTimer)
    this.#worker ??= this.#start()
    this.#worker.ref()
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker!.postMessage({ id, job }, job.kind === 'build' ? memoryOf(job.files) : [])
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer)
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./build-thread.ts', import.meta.url), { name: 'tables' })
    worker.on('message', (answer: JobAnswer) => this.#onAnswer(answer))
    worker.on('error', error => this.#onEnd(worker, error))
    worker.on('exit', () => this.#onEnd(worker, new Error('the build thread has ended')))
    return worker
  }

  #onAnswer(answer: JobAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('result' in answer) waiting?.resolve(answer.result)
    else waiting?.reject(new Error(answer.error))
    if (this.#waiting.size > 0) return
    this.#worker?.unref()
    this.#idleTimer = setTimeout(() => void this.close(), this.#idleAfter).unref()
  }

  #onEnd(worker: Worker, error: Error): void {
    if (this.#worker === worker) this.#worker = undefined
    if (this.#worker) return
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

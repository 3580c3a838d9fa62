// What each thread does for those who look into it: counts its memory, samples its allocations, writes its heap. One of it
// runs on every thread, also on main.

import { writeFile } from 'node:fs/promises'
import { type HeapProfiler, Session } from 'node:inspector'
import { getHeapStatistics, writeHeapSnapshot } from 'node:v8'
import { Service } from '../../core/service/service.ts'
import type { Thread } from '../../core/thread/thread.ts'
import type { StackReport } from '../../core/watch/stack.ts'
import { bytesByService } from './profile/by-service.ts'

export const diagnosisName = (slot: number): string => `.diagnose/${slot}`

export interface ThreadMemory {
  /** Bytes. */
  used: number
  limit: number
  external: number
  services: { type: string; count: number; waiting: number; sampled: number }[]
}

/** Bytes between two samples: all the time, and for `allocations`. A sample costs some 30 us, and a busy thread allocates
 * hundreds of MB a second. */
const COARSE = 4 * 1024 * 1024
const FINE = 32_768
/** Node's own, of everyone who may read it. */
const PRIVATE = 0o600

export class Diagnosis extends Service<{ thread: Thread }> {
  static concurrent = true
  readonly #session = new Session()

  protected override onStart(): void {
    this.#session.connect()
    this.#sample(COARSE)
  }

  protected override onExit(): void {
    this.#session.disconnect()
  }

  async memory(): Promise<ThreadMemory> {
    const { used_heap_size: used, heap_size_limit: limit, external_memory: external } = getHeapStatistics()
    const types = this.#countTypes()
    const sampled = await this.#sampled(new Set(types.keys()))
    const names = new Set([...types.keys(), ...sampled.keys()])
    const services = [...names].map(type => ({
      type,
      count: types.get(type)?.count ?? 0,
      waiting: types.get(type)?.waiting ?? 0,
      sampled: sampled.get(type) ?? 0,
    }))
    return { used, limit, external, services: services.sort((a, b) => b.sampled - a.sampled) }
  }

  heapUsed(): number {
    return getHeapStatistics().used_heap_size
  }

  /** Holds the thread until the file is written; returns for how many ms. */
  writeHeap(path: string): number {
    const started = performance.now()
    this.options.thread.monitor.holds.during(() => {
      writeHeapSnapshot(path, { exposeNumericValues: true } as never)
      this.#forgetIds()
    })
    return Math.round(performance.now() - started)
  }

  startAllocations(): void {
    this.#session.post('HeapProfiler.stopSampling')
    this.#sample(FINE)
  }

  /** `path`: undefined when nobody wants to know any more. */
  async stopAllocations(path: string | undefined): Promise<void> {
    const profile = await new Promise<object>((resolve, reject) =>
      this.#session.post('HeapProfiler.stopSampling', (error, found) =>
        error ? reject(error) : resolve(found.profile),
      ),
    )
    this.#sample(COARSE)
    if (path !== undefined) await writeFile(path, JSON.stringify(profile), { mode: PRIVATE })
  }

  /** Of this thread itself. */
  startCpu(): void {
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.start')
  }

  /** As stopAllocations. */
  async stopCpu(path: string | undefined): Promise<void> {
    const profile = await new Promise<object>((resolve, reject) =>
      this.#session.post('Profiler.stop', (error, found) => (error ? reject(error) : resolve(found.profile))),
    )
    this.#session.post('Profiler.disable')
    if (path !== undefined) await writeFile(path, JSON.stringify(profile), { mode: PRIVATE })
  }

  /** Of another thread: of main's, if this is worker 1. */
  stackOf(slot: number): Promise<StackReport | undefined> {
    return this.options.thread.monitor.stuck.stackOf(slot)
  }

  /** V8 collects garbage first, which holds the thread. Nothing while there is no profile, as for a moment around `allocations`. */
  async #sampled(types: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
    let profile: HeapProfiler.SamplingHeapProfile | undefined
    this.options.thread.monitor.holds.during(() =>
      this.#session.post('HeapProfiler.getSamplingProfile', (error, found) => {
        profile = error ? undefined : found.profile
      }),
    )
    return profile ? bytesByService(profile.head, types) : new Map()
  }

  #sample(samplingInterval: number): void {
    this.#session.post('HeapProfiler.startSampling', { samplingInterval })
  }

  /** A snapshot leaves V8 to follow every object that moves, which collections pay for, until a session is done with it. */
  #forgetIds(): void {
    const session = new Session()
    session.connect()
    session.post('HeapProfiler.enable')
    session.post('HeapProfiler.disable')
    session.disconnect()
  }

  #countTypes(): Map<string, { count: number; waiting: number }> {
    const types = new Map<string, { count: number; waiting: number }>()
    for (const { type, queue } of this.options.thread.cells.values()) {
      const sum = types.get(type) ?? { count: 0, waiting: 0 }
      types.set(type, { count: sum.count + 1, waiting: sum.waiting + queue.size })
    }
    return types
  }
}

// How loaded a thread is, while somebody looks: CPU time, how late its loop is, garbage collections.

import {
  constants,
  type EventLoopUtilization,
  type IntervalHistogram,
  monitorEventLoopDelay,
  PerformanceObserver,
  performance,
} from 'node:perf_hooks'

/** Times in ms, sizes in MB, parts in percent of the time measured. */
export interface ThreadLoad {
  cpu: number
  utilisation: number
  p50: number
  p99: number
  max: number
  heap: number
  external: number
  gc: number
  /** The long ones among them. */
  fullGc: number
}

/** ms between two looks at the loop; it is what a loop without any delay shows. */
const RESOLUTION = 10
const MB = 1024 * 1024

export class LoadMeter {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION })
  readonly #collections: PerformanceObserver
  #gc = 0
  #fullGc = 0
  #cpu = process.threadCpuUsage()
  #loop: EventLoopUtilization = performance.eventLoopUtilization()
  #since = performance.now()

  constructor() {
    this.#delay.enable()
    this.#collections = new PerformanceObserver(list => this.#note(list.getEntries()))
    this.#collections.observe({ entryTypes: ['gc'] })
  }

  /** Since the last time. */
  take(): ThreadLoad {
    this.#note(this.#collections.takeRecords())
    const ms = performance.now() - this.#since
    const { user, system } = process.threadCpuUsage(this.#cpu)
    const { heapUsed, external } = process.memoryUsage()
    const load = {
      cpu: percent((user + system) / 1000, ms),
      utilisation: percent(performance.eventLoopUtilization(this.#loop).utilization, 1),
      p50: this.#late(this.#delay.percentile(50)),
      p99: this.#late(this.#delay.percentile(99)),
      max: this.#late(this.#delay.max),
      heap: Math.round(heapUsed / MB),
      external: Math.round(external / MB),
      gc: Math.round(this.#gc * 10) / 10,
      fullGc: Math.round(this.#fullGc * 10) / 10,
    }
    this.#begin()
    return load
  }

  close(): void {
    this.#delay.disable()
    this.#collections.disconnect()
  }

  #begin(): void {
    this.#delay.reset()
    this.#gc = this.#fullGc = 0
    this.#cpu = process.threadCpuUsage()
    this.#loop = performance.eventLoopUtilization()
    this.#since = performance.now()
  }

  #note(entries: readonly PerformanceEntry[]): void {
    for (const entry of entries as readonly { duration: number; detail?: { kind?: number } }[]) {
      const { duration, detail: { kind } = {} } = entry
      this.#gc += duration
      if (kind === constants.NODE_PERFORMANCE_GC_MAJOR) this.#fullGc += duration
    }
  }

  /** What the histogram has, in ns, as ms of delay. Before its first look it has nothing. */
  #late(ns: number): number {
    if (this.#delay.count === 0) return 0
    return Math.round(Math.max(0, ns / 1e6 - RESOLUTION) * 100) / 100
  }
}

const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10

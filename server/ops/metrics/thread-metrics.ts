// What every thread shows of itself: its loop, its heap, garbage collection, services, and what it sends to other threads.

import {
  type IntervalHistogram,
  monitorEventLoopDelay,
  PerformanceObserver,
  performance,
} from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { type Metric, readCounter, readGauge } from '../../core/metrics/metric.ts'
import type { Thread } from '../../core/thread/thread.ts'

/** ms between two looks at the loop. */
const RESOLUTION = 20
const EACH = { isPerThread: true }

/** Watches this thread until it ends. */
export function threadMetrics(thread: Thread): Record<string, Metric> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  delay.enable()
  const collections = new Collections()
  thread.exitHooks.add('thread metrics', () => {
    delay.disable()
    collections.stop()
  })
  return { ...ofLoop(delay), ...ofMemory(collections), ...ofServices(thread) }
}

/** Of garbage. */
class Collections {
  seconds = 0
  count = 0
  readonly #observer = new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) {
      this.seconds += duration / 1000
      this.count++
    }
  })

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] })
  }

  stop(): void {
    this.#observer.disconnect()
  }
}

/** Each scrape begins anew, by its last reading. */
function ofLoop(delay: IntervalHistogram): Record<string, Metric> {
  const late = (percentile: number): number =>
    Math.max(0, (delay.percentile(percentile) || 0) / 1e9 - RESOLUTION / 1000)
  const longest = (): number => {
    const seconds = late(100)
    delay.reset()
    return seconds
  }
  return {
    gatehouse_loop_delay_median_seconds: readGauge(
      'how late the loop of a thread was since the last scrape: the median',
      () => late(50),
      EACH,
    ),
    gatehouse_loop_delay_p99_seconds: readGauge(
      'the same: 99 of 100 times it was less late',
      () => late(99),
      EACH,
    ),
    gatehouse_loop_delay_max_seconds: readGauge('the same: the longest', longest, EACH),
    gatehouse_loop_busy_seconds_total: readCounter(
      'time that the loop of a thread was not idle',
      () => performance.eventLoopUtilization().active / 1000,
      EACH,
    ),
  }
}

function ofMemory(collections: Collections): Record<string, Metric> {
  return {
    gatehouse_gc_seconds_total: readCounter(
      'time that a thread has collected garbage',
      () => collections.seconds,
      EACH,
    ),
    gatehouse_gc_runs_total: readCounter('garbage collections of a thread', () => collections.count, EACH),
    gatehouse_heap_used_bytes: readGauge(
      'JavaScript heap of a thread that is in use',
      () => getHeapStatistics().used_heap_size,
      EACH,
    ),
    gatehouse_heap_limit_bytes: readGauge(
      'JavaScript heap that a thread may have',
      () => getHeapStatistics().heap_size_limit,
      EACH,
    ),
    gatehouse_external_bytes: readGauge(
      'memory outside of the heap that objects of a thread hold',
      () => getHeapStatistics().external_memory,
      EACH,
    ),
  }
}

function ofServices(thread: Thread): Record<string, Metric> {
  const { traffic, failures } = thread
  return {
    gatehouse_services: readGauge('services of a thread', () => thread.cells.queues().services, EACH),
    gatehouse_mailbox_messages: readGauge(
      'messages that wait in all mailboxes of a thread',
      () => thread.cells.queues().waiting,
      EACH,
    ),
    gatehouse_mailbox_longest_messages: readGauge(
      'messages that wait in the fullest mailbox of a thread',
      () => thread.cells.queues().longest,
      EACH,
    ),
    gatehouse_thread_calls_total: readCounter('calls from a thread to others', () => traffic.calls, EACH),
    gatehouse_thread_sends_total: readCounter(
      'messages without an answer from a thread to others',
      () => traffic.sends,
      EACH,
    ),
    gatehouse_thread_batches_total: readCounter(
      'batches in which calls, messages and answers have left a thread',
      () => traffic.batches,
      EACH,
    ),
    gatehouse_service_errors_total: readCounter(
      'unexpected errors of services, by type of service',
      () => failures.samples('service'),
      { labels: ['service'] },
    ),
  }
}

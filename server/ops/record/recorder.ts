// What is recorded on a thread while somebody looks: the service `.record/<slot>`, one on every thread. Whoever begins a
// recording ends it; when the last has ended, the thread runs as if nobody had ever looked.

import { type Address, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { LogOutlet } from '../../core/log/log-outlet.ts'
import type { Cell } from '../../core/service/cell.ts'
import { Service } from '../../core/service/service.ts'
import type { Thread } from '../../core/thread/thread.ts'
import { labelOf, textOf } from '../look/look.ts'
import { type Edge, Graph } from './graph.ts'
import { LineQueue, type TakenLines } from './line-queue.ts'
import { LoadMeter, type ThreadLoad } from './load.ts'
import { Observers } from './observers.ts'
import { type Timing, type TimingKey, Timings } from './timings.ts'
import { type Span, Tracer } from './tracer.ts'

export const recorderName = (slot: number): string => `.record/${slot}`

export interface RecorderOptions {
  thread: Thread
  outlet: LogOutlet
}

interface Recording {
  take(): unknown
  close(): void
}

export class Recorder extends Service<RecorderOptions> {
  static concurrent = true
  readonly #observers = new Observers(this.options.thread.monitor)
  readonly #recordings = new Map<number, Recording>()
  readonly #lines = new LineQueue(this.options.outlet)

  protected override onExit(): void {
    for (const id of [...this.#recordings.keys()]) this.end(id)
  }

  // `id`: by which it is taken and ended; whoever begins it chooses one that nobody else has.

  timings(id: number, by: TimingKey): void {
    this.#observe(id, new Timings(by))
  }

  /** `to`: only what is sent to this service, and by each sender apart. */
  graph(id: number, to?: Address): void {
    const { cells } = this.options.thread
    const nameOf = (address: Address) => {
      const cell = cells.get(address)
      return cell && (to === undefined ? labelOf(cell) : whoIs(cell))
    }
    this.#observe(id, new Graph(nameOf, to))
  }

  /** Messages of this service, and what is done for them. */
  trace(id: number, address: Address): void {
    this.#observe(id, new Tracer(address, this.options.thread.cells))
  }

  load(id: number): void {
    this.#recordings.set(id, new LoadMeter())
  }

  /** Log lines, as JSON. Returns the newest of those before. */
  lines(id: number): string[] {
    const { past, ...recording } = this.#lines.open()
    this.#recordings.set(id, recording)
    return past
  }

  // What was recorded since the last time. They throw when it has ended.

  takeTimings(id: number): Timing[] {
    return this.#take(id) as Timing[]
  }

  takeEdges(id: number): Edge[] {
    return this.#take(id) as Edge[]
  }

  takeLoad(id: number): ThreadLoad {
    return this.#take(id) as ThreadLoad
  }

  takeSpans(id: number): Span[] {
    return this.#take(id) as Span[]
  }

  takeLines(id: number): TakenLines {
    return this.#take(id) as TakenLines
  }

  end(id: number): void {
    this.#recordings.get(id)?.close()
    this.#recordings.delete(id)
  }

  /** The level of log lines: of services with this name, class or address, or of everything (''), for `ms`. Returns whether
   * there is such a service here. */
  level(who: string, level: string, ms: number): boolean {
    const { thread } = this.options
    thread.levels.set(who, level, ms)
    thread.applyLevels()
    setTimeout(() => thread.applyLevels(), ms + 1).unref()
    const isIt = ({ name, type, address }: Cell): boolean =>
      name === who || type === who || (who.startsWith(':') && showAddress(address) === who)
    return who === '' || [...thread.cells.values()].some(isIt)
  }

  protected override inspect(): object {
    return { recordings: this.#recordings.size }
  }

  #observe(id: number, observer: Timings | Graph | Tracer): void {
    this.#observers.add(observer)
    const close = () => {
      this.#observers.remove(observer)
      if (observer instanceof Tracer) observer.close()
    }
    this.#recordings.set(id, { take: () => observer.take(), close })
  }

  #take(id: number): unknown {
    const recording = this.#recordings.get(id)
    if (!recording) throw new AppError('SERVICE_DEAD', 'this recording has ended')
    return recording.take()
  }
}

/** `.market`, `Agent:2.0000001f account ann, uid 7`. */
function whoIs({ name, type, address, about }: Cell): string {
  const said = textOf(about)
  return `${name ?? `${type}${showAddress(address)}`}${said && ` ${said}`}`
}

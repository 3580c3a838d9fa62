// One recording on every thread, as main sees it. It keeps true: what was begun is ended, on every thread that is still there;
// a thread that has taken the place of a lost one is recorded too; whoever looks is told of each that does not answer, once
// until it does again.

import type { Address } from '../../core/address.ts'
import type { Ref } from '../../core/service/ref.ts'
import { serviceOf } from '../../setup/ask-threads.ts'
import type { CommandContext } from '../../setup/commands.ts'
import type { Threads } from '../look/threads.ts'
import { type Recorder, recorderName } from './recorder.ts'

export interface RecordingKind<T> {
  begin(recorder: Ref<Recorder>, id: number): Promise<void>
  take(recorder: Ref<Recorder>, id: number): Promise<T>
}

export class Recordings<T> {
  readonly #threads: Threads
  readonly #kind: RecordingKind<T>
  /** By the recorder's address. */
  readonly #begun = new Map<Address, { recorder: Ref<Recorder>; id: number }>()
  /** Slots of threads that did not answer the last time. */
  #silent: ReadonlySet<number> = new Set()

  private constructor(threads: Threads, kind: RecordingKind<T>) {
    this.#threads = threads
    this.#kind = kind
  }

  /** Records while `use` runs. */
  static async during<T, R>(
    threads: Threads,
    kind: RecordingKind<T>,
    use: (recordings: Recordings<T>) => Promise<R>,
  ): Promise<R> {
    const recordings = new Recordings(threads, kind)
    try {
      await threads.ask(slot => recordings.#begin(slot))
      return await use(recordings)
    } finally {
      recordings.#end()
    }
  }

  /** What each thread has recorded since the last time; nothing yet of one that is new. */
  async take(context: Pick<CommandContext, 'print'>): Promise<{ slot: number; taken: T }[]> {
    const answers = await this.#threads.ask(async slot => {
      const begun = await this.#begin(slot)
      return begun && this.#kind.take(begun.recorder, begun.id)
    })
    this.#remark(answers, context)
    return answers.flatMap(({ slot, answer }) => (answer === undefined ? [] : [{ slot, taken: answer }]))
  }

  #remark(answers: readonly { slot: number }[], { print }: Pick<CommandContext, 'print'>): void {
    const silent = this.#threads.silent(answers)
    for (const { slot, why } of silent) if (!this.#silent.has(slot)) print(why)
    this.#silent = new Set(silent.map(({ slot }) => slot))
  }

  /** undefined for one that has just begun. */
  async #begin(slot: number): Promise<{ recorder: Ref<Recorder>; id: number } | undefined> {
    const recorder = await recorderOn(this.#threads, slot)
    const known = this.#begun.get(recorder.address)
    if (known) return known
    const id = this.#threads.newId()
    // First, so that it is ended even if the thread answers too late.
    this.#begun.set(recorder.address, { recorder, id })
    await this.#kind.begin(recorder, id)
    return undefined
  }

  #end(): void {
    for (const { recorder, id } of this.#begun.values()) recorder.send.end(id)
  }
}

export const recorderOn = ({ node }: Threads, slot: number): Promise<Ref<Recorder>> =>
  serviceOf<Recorder>(node, recorderName(slot))

export const timingsOf = (by: Parameters<Recorder['timings']>[1]) => ({
  begin: (recorder: Ref<Recorder>, id: number) => recorder.call.timings(id, by),
  take: (recorder: Ref<Recorder>, id: number) => recorder.call.takeTimings(id),
})

/** `to`: only what is sent to this service. */
export const edgesOf = (to: Address | undefined) => ({
  begin: (recorder: Ref<Recorder>, id: number) => recorder.call.graph(id, to),
  take: (recorder: Ref<Recorder>, id: number) => recorder.call.takeEdges(id),
})

export const LOAD = {
  begin: (recorder: Ref<Recorder>, id: number) => recorder.call.load(id),
  take: (recorder: Ref<Recorder>, id: number) => recorder.call.takeLoad(id),
}

/** `hearPast` is given what a thread has kept of the lines before. */
export const linesOf = (hearPast: (lines: readonly string[]) => void) => ({
  begin: async (recorder: Ref<Recorder>, id: number) => hearPast(await recorder.call.lines(id)),
  take: (recorder: Ref<Recorder>, id: number) => recorder.call.takeLines(id),
})

export const spansOf = (address: Address) => ({
  begin: (recorder: Ref<Recorder>, id: number) => recorder.call.trace(id, address),
  take: (recorder: Ref<Recorder>, id: number) => recorder.call.takeSpans(id),
})

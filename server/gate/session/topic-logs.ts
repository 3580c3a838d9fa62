// The logs of one slave's topics: one per topic and format, while a session of that format is in the topic. Where there is
// none, a publication costs a look and an addition.

import type { Frames } from '../peer.ts'
import type { Stream } from './stream.ts'
import { TopicLog } from './topic-log.ts'

interface OfTopic {
  binary: TopicLog | undefined
  text: TopicLog | undefined
}

export class TopicLogs {
  /** One more with each publication on this thread: says what came first, where it is compared. */
  readonly order = { last: 0 }
  readonly #logs = new Map<string, OfTopic>()
  readonly #max: number

  /** `max`: bytes that each log keeps. */
  constructor(max: number) {
    this.#max = max
  }

  /** To be called with each publication. `sender`: does not get it. */
  publish(
    topic: string,
    frames: Frames,
    sender: { id: number; stream: Stream | undefined } | undefined,
  ): void {
    const order = ++this.order.last
    const logs = this.#logs.get(topic)
    if (!logs) return
    const except = sender?.id ?? 0
    logs.binary?.add(order, frames.binary, except, frames.latest)
    logs.text?.add(order, frames.text, except, frames.latest)
    sender?.stream?.noteExcept(topic)
  }

  /** A session is in the topic from now on. */
  enter(topic: string, isBinary: boolean): TopicLog {
    let logs = this.#logs.get(topic)
    if (!logs) {
      logs = { binary: undefined, text: undefined }
      this.#logs.set(topic, logs)
    }
    const kind = isBinary ? 'binary' : 'text'
    logs[kind] ??= new TopicLog(topic, isBinary, this.#max)
    logs[kind].members++
    return logs[kind]
  }

  /** A session has left: with the last one nothing more is kept; sessions that still lack something keep the log. */
  exit(log: TopicLog): void {
    if (--log.members > 0) return
    const logs = this.#logs.get(log.topic)
    if (!logs) return
    logs[log.isBinary ? 'binary' : 'text'] = undefined
    if (!logs.binary && !logs.text) this.#logs.delete(log.topic)
  }
}

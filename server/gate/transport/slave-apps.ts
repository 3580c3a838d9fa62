// The Apps of one slave: one, plus, after a certificate was renewed, the older ones until their last connection is gone.
// A topic belongs to one App, so what is published goes to each of them; there is nearly always only one.

import type { Format, Frames } from '../peer.ts'
import { topicOf } from '../topic/topics.ts'
import type { TemplatedApp } from './uws.ts'

/** ms that a client has to finish a handshake that it began on an App. */
const HANDSHAKE = 10_000

interface Elder {
  app: TemplatedApp
  connections: number
  /** Whether it may be closed at all, and when. */
  isClosable: boolean
  closableAt: number
}

export class SlaveApps {
  readonly #formats: readonly Format[]
  readonly #isListening: boolean
  #app: TemplatedApp
  #elders: Elder[] = []
  /** Connection -> its App, if that is not the newest. */
  readonly #elderOf = new Map<number, Elder>()
  #isClosed = false
  #now = 0

  /** `isListening`: the first App listens itself, so it is kept. */
  constructor(app: TemplatedApp, formats: readonly Format[], { isListening }: { isListening: boolean }) {
    this.#app = app
    this.#formats = formats
    this.#isListening = isListening
  }

  get isRenewed(): boolean {
    return this.#elders.length > 0
  }

  publish(topic: string, frames: Frames): void {
    this.#publishOn(this.#app, topic, frames)
    for (const { app } of this.#elders) this.#publishOn(app, topic, frames)
  }

  /** On all Apps except that of `connection`. */
  publishBeside(connection: number, topic: string, frames: Frames): void {
    if (this.#elders.length === 0) return
    const elder = this.#elderOf.get(connection)
    if (elder) this.#publishOn(this.#app, topic, frames)
    for (const other of this.#elders) if (other !== elder) this.#publishOn(other.app, topic, frames)
  }

  /** `app` serves new connections from now on; `connections` are all open ones. */
  replace(app: TemplatedApp, connections: Iterable<number>): void {
    const isClosable = !(this.#isListening && this.#elders.length === 0)
    const elder = { app: this.#app, connections: 0, isClosable, closableAt: this.#now + HANDSHAKE }
    this.#elders.push(elder)
    this.#app = app
    for (const id of connections) if (!this.#elderOf.has(id)) this.#join(id, elder)
  }

  opened(connection: number, app: TemplatedApp): void {
    if (app === this.#app) return
    const elder = this.#elders.find(each => each.app === app)
    if (elder) this.#join(connection, elder)
  }

  closed(connection: number): void {
    const elder = this.#elderOf.get(connection)
    if (!elder) return
    elder.connections--
    this.#elderOf.delete(connection)
  }

  /** `connection` goes on with the socket of `line`. */
  hand(line: number, connection: number): void {
    this.closed(connection)
    const elder = this.#elderOf.get(line)
    this.closed(line)
    if (elder) this.#join(connection, elder)
  }

  /** Closes the Apps that are no longer needed. `now`: coarse, in ms. */
  sweep(now: number): void {
    this.#now = now
    if (this.#elders.length === 0) return
    const isOver = (elder: Elder) => elder.isClosable && elder.connections === 0 && elder.closableAt <= now
    for (const { app } of this.#elders.filter(isOver)) app.close()
    this.#elders = this.#elders.filter(elder => !isOver(elder))
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const { app } of this.#elders) app.close()
    this.#app.close()
  }

  #join(connection: number, elder: Elder): void {
    this.#elderOf.set(connection, elder)
    elder.connections++
  }

  #publishOn(app: TemplatedApp, topic: string, frames: Frames): void {
    for (const format of this.#formats) {
      const { isBinary } = format
      app.publish(topicOf(topic, format), isBinary ? frames.binary : frames.text, isBinary)
    }
  }
}

// The server that this page came from: the messages that it runs, and whether it is there. After it was away, or on
// another look, its messages may be others; whoever shows them hears of it.

import type { SchemaAnswer } from '../../../protocol/page-api.ts'
import { Store } from '../../ui/store.ts'
import { Protocols } from './protocols.ts'

/** How often a server that is away is looked for, in ms. */
const EVERY = 500

export class ServerInfo extends Store {
  #protocols: Protocols
  #isAway = false
  #looking: ReturnType<typeof setTimeout> | undefined
  /** Called when the server is there again, and its messages are known. */
  onBack: () => void = () => undefined
  /** Called when its messages have become others. */
  onMessages: () => void = () => undefined

  private constructor(protocols: Protocols) {
    super()
    this.#protocols = protocols
    document.addEventListener('visibilitychange', () => document.hidden || void this.refresh())
  }

  /** Rejects where the server gives no messages, or such as can't be read. */
  static async load(): Promise<ServerInfo> {
    return new ServerInfo(new Protocols(await askForMessages()))
  }

  get protocols(): Protocols {
    return this.#protocols
  }

  /** It did not answer when it was last asked. */
  get isAway(): boolean {
    return this.#isAway
  }

  /** Asks for the messages again. */
  async refresh(): Promise<void> {
    try {
      this.#take(await askForMessages())
    } catch {
      this.lookForIt() // it may be restarting
    }
  }

  /** Looks for it until it is there. */
  lookForIt(): void {
    if (this.#looking !== undefined) return
    this.#looking = setTimeout(() => void this.#look(), EVERY)
  }

  async #look(): Promise<void> {
    this.#looking = undefined
    const isReady = await fetch('/healthz').then(
      response => response.ok,
      () => false,
    )
    if (isReady) await this.refresh()
    this.#isAway = !isReady
    this.changed()
    if (isReady) this.onBack()
    else this.lookForIt()
  }

  #take(answer: SchemaAnswer): void {
    const old = this.#protocols.answer
    if (JSON.stringify(answer) === JSON.stringify(old)) return
    this.#protocols = new Protocols(answer)
    if (answer.hash !== old.hash) this.onMessages()
    this.changed()
  }
}

async function askForMessages(): Promise<SchemaAnswer> {
  const response = await fetch('/api/schema')
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return (await response.json()) as SchemaAnswer
}

// What is done on this thread for the messages of one service, wherever that one is: messages here whose chain of calls leads
// back to it, what these ask of stores and of others, and the frames of its connection.

import { AsyncLocalStorage } from 'node:async_hooks'
import { type Address, showAddress } from '../../core/address.ts'
import type { Chain } from '../../core/service/message.ts'
import { type Observed, Observer } from '../../core/watch/observer.ts'
import { ticks } from '../../lib/clock.ts'
import { labelOf } from '../look/look.ts'

export interface Span {
  kind: 'message' | 'call' | 'send' | 'store' | 'frame' | 'reply'
  /** Of a message: its service and turn, `:2.0000001f#17`. */
  id: string | undefined
  /** The message that it was done for; undefined for one of the traced service itself. */
  parent: string | undefined
  /** The service, store or connection. */
  who: string
  command: string
  /** Ticks. */
  start: number
  end: number
  hasFailed: boolean
  bytes?: number
  /** Of a call or send: who gets it. */
  to?: Address
}

/** Those that are not taken. */
const MOST = 10_000

const idOf = ({ address, turn }: { address: Address; turn: number }): string =>
  `${showAddress(address)}#${turn}`

export class Tracer extends Observer {
  readonly #traced: Address
  readonly #cells: Pick<ReadonlyMap<Address, Observed>, 'get'>
  /** Whose code runs: also what goes on after a wait. */
  readonly #current = new AsyncLocalStorage<Span | undefined>()
  readonly #running: { service: Observed; span: Span | undefined }[] = []
  readonly #waiting = new WeakMap<object, Span>()
  /** Frames whose message has not begun. */
  #frames: Span[] = []
  #spans: Span[] = []

  constructor(traced: Address, cells: Pick<ReadonlyMap<Address, Observed>, 'get'>) {
    super()
    this.#traced = traced
    this.#cells = cells
  }

  take(): Span[] {
    const taken = this.#spans
    this.#spans = []
    return taken
  }

  close(): void {
    this.#current.disable()
  }

  override began(service: Observed, command: string, from: Chain | undefined): void {
    const span = this.#begin(service, command, from)
    this.#running.push({ service, span })
    this.#current.enterWith(span)
  }

  override waits(service: Observed, handler: object): void {
    const span = this.#leave(service)
    if (span) this.#waiting.set(handler, span)
  }

  override ended(service: Observed, handler: object | undefined): void {
    const span = handler ? this.#waiting.get(handler) : this.#leave(service)
    if (span) span.end = ticks()
    if (span) this.#keep(span)
  }

  override failed(): void {
    const span = this.#current.getStore()
    if (span) span.hasFailed = true
  }

  /** A call of which the receiver knows the chain is seen there; so is a send, but perhaps much later. */
  override called(
    from: Chain | undefined,
    to: Address,
    command: string,
    isSend: boolean,
  ): (() => void) | undefined {
    const parent = this.#current.getStore()?.id
    if (parent === undefined || (from && !isSend)) return undefined
    const span = {
      ...this.#span({ kind: isSend ? 'send' : 'call', parent, who: showAddress(to), command }),
      to,
    }
    if (!isSend) return this.#ending(span)
    this.#keep(span)
    return undefined
  }

  override framed(connection: number, kind: 'frame' | 'reply', message: string, bytes: number): void {
    const cell = this.#cells.get(this.#traced)
    if ((cell?.about as { connection?: number } | undefined)?.connection !== connection) return
    const who = `connection ${connection}`
    const span = {
      ...this.#span({ kind, parent: this.#current.getStore()?.id, who, command: message }),
      bytes,
    }
    if (kind === 'reply') this.#keep(span)
    else this.#frames.push(span)
  }

  override stored(store: string, operation: string): (() => void) | undefined {
    const parent = this.#current.getStore()?.id
    if (parent === undefined) return undefined
    const span = this.#span({ kind: 'store', parent, who: store, command: operation })
    return this.#ending(span)
  }

  #ending(span: Span): () => void {
    return () => {
      span.end = ticks()
      this.#keep(span)
    }
  }

  #begin(service: Observed, command: string, from: Chain | undefined): Span | undefined {
    const isOwn = service.address === this.#traced
    if (!isOwn && !this.#leadsBack(from)) return undefined
    const id = idOf({ address: service.address, turn: service.turnNumber })
    const parent = isOwn ? undefined : idOf(from!)
    const span = { ...this.#span({ kind: 'message', parent, who: labelOf(service), command }), id }
    if (isOwn) this.#takeFrame(id, command)
    return span
  }

  #leadsBack(from: Chain | undefined): boolean {
    for (let c = from; c; c = c.parent) if (c.address === this.#traced) return true
    return false
  }

  /** The frame that this message came in. */
  #takeFrame(parent: string, command: string): void {
    const i = this.#frames.findIndex(frame => frame.command === command)
    if (i < 0) return
    this.#keep({ ...this.#frames[i]!, parent })
    this.#frames = this.#frames.slice(i + 1)
  }

  #leave(service: Observed): Span | undefined {
    const i = this.#running.findLastIndex(each => each.service === service)
    if (i < 0) return undefined
    const { span } = this.#running[i]!
    this.#running.length = i
    this.#current.enterWith(this.#running[i - 1]?.span)
    return span
  }

  #span(given: Pick<Span, 'kind' | 'parent' | 'who' | 'command'>): Span {
    const now = ticks()
    return { id: undefined, ...given, start: now, end: now, hasFailed: false }
  }

  #keep(span: Span): void {
    if (this.#spans.length < MOST) this.#spans.push(span)
  }
}

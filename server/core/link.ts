// The way between two threads: everything said in one turn of the loop crosses in one postMessage, as one flat array.
//
//   CALL id address command args chain | SEND 0 address command args 0 | DONE id value 0 0 0 | FAIL id code message cause 0

import type { MessagePort } from 'node:worker_threads'
import type { ErrorCode } from '../../protocol/errors.ts'
import type { Address } from './address.ts'
import { AppError } from './errors.ts'
import { type Answer, type Chain, causeText, flattenChain, Message, unflattenChain } from './message.ts'

const CALL = 1
const SEND = 2
const DONE = 3
const FAIL = 4
const WIDTH = 6

/** The thread at this end of a link. */
export interface LinkHost {
  receive(address: Address, message: Message): void
  /** A message that nobody waits for could not be sent. */
  reportUnsent(address: Address, command: string, error: AppError): void
  /** The other thread is gone, and everything that it said was received. */
  onLinkClosed(life: number): void
}

export class Link {
  readonly life: number
  readonly #port: MessagePort
  readonly #host: LinkHost
  readonly #waiting = new Map<number, Answer>()
  #out: unknown[] = []
  #lastId = 0
  #isOpen = true

  constructor(life: number, port: MessagePort, host: LinkHost) {
    this.life = life
    this.#port = port
    this.#host = host
    port.on('message', (batch: unknown[]) => this.#onBatch(batch))
    port.on('close', () => this.#onClose())
  }

  /** Returns the number under which the answer can be forgotten. */
  call(address: Address, command: string, args: unknown[], chain: Chain | undefined, answer: Answer): number {
    const id = ++this.#lastId
    if (!this.#isOpen) {
      answer.fail(lostError())
      return id
    }
    this.#waiting.set(id, answer)
    this.#push(CALL, id, address, command, args, flattenChain(chain))
    return id
  }

  send(address: Address, command: string, args: unknown[]): void {
    if (this.#isOpen) this.#push(SEND, 0, address, command, args, undefined)
  }

  forget(id: number): void {
    this.#waiting.delete(id)
  }

  /** Sends what was said in this turn; called by itself, and before a thread ends. */
  flush(): void {
    const batch = this.#out
    if (batch.length === 0) return
    this.#out = []
    try {
      this.#port.postMessage(batch)
    } catch {
      this.#postEach(batch)
    }
  }

  /** The port closes when the other thread ends, after its last words: everyone who still waits for it is told. */
  #onClose(): void {
    this.#isOpen = false
    for (const answer of this.#waiting.values()) answer.fail(lostError())
    this.#waiting.clear()
    this.#host.onLinkClosed(this.life)
  }

  #push(kind: number, id: number, a: unknown, b: unknown, c: unknown, d: unknown): void {
    if (this.#out.length === 0) setImmediate(() => this.flush())
    this.#out.push(kind, id, a, b, c, d)
  }

  /** One entry of the batch can't be cloned: the others go, and whoever waits for that one is told. */
  #postEach(batch: unknown[]): void {
    for (let i = 0; i < batch.length; i += WIDTH) {
      const entry = batch.slice(i, i + WIDTH)
      try {
        this.#port.postMessage(entry)
      } catch (error) {
        this.#refuse(entry, error)
      }
    }
  }

  #refuse(entry: unknown[], error: unknown): void {
    const [kind, id, address, command] = entry as [number, number, Address, string]
    const refusal = new AppError('NOT_CLONEABLE', undefined, { cause: error })
    if (kind === CALL) this.#settle(id)?.fail(refusal)
    else if (kind === SEND) this.#host.reportUnsent(address, command, refusal)
    else this.#port.postMessage(failEntry(id, refusal))
  }

  #settle(id: number): Answer | undefined {
    const answer = this.#waiting.get(id)
    this.#waiting.delete(id)
    return answer
  }

  #onBatch(batch: unknown[]): void {
    for (let i = 0; i < batch.length; i += WIDTH) {
      const id = batch[i + 1] as number
      switch (batch[i]) {
        case CALL:
        case SEND:
          this.#onMessage(batch, i)
          break
        case DONE:
          this.#settle(id)?.done(batch[i + 2])
          break
        default:
          this.#settle(id)?.fail(readFailure(batch, i))
      }
    }
  }

  #onMessage(batch: unknown[], i: number): void {
    const answer = batch[i] === CALL ? new RemoteAnswer(this, batch[i + 1] as number) : undefined
    const chain = unflattenChain(batch[i + 5] as number[] | undefined)
    const message = new Message(batch[i + 3] as string, batch[i + 4] as unknown[], undefined, chain, answer)
    this.#host.receive(batch[i + 2] as Address, message)
  }

  /** For RemoteAnswer only. */
  answer(id: number, value: unknown): void {
    if (this.#isOpen) this.#push(DONE, id, value, undefined, undefined, undefined)
  }

  /** For RemoteAnswer only. */
  answerFailure(id: number, error: AppError): void {
    const [kind, , code, message, cause] = failEntry(id, error)
    if (this.#isOpen) this.#push(kind, id, code, message, cause, undefined)
  }
}

class RemoteAnswer implements Answer {
  readonly #link: Link
  readonly #id: number

  constructor(link: Link, id: number) {
    this.#link = link
    this.#id = id
  }

  done(value: unknown): void {
    this.#link.answer(this.#id, value)
  }

  fail(error: AppError): void {
    this.#link.answerFailure(this.#id, error)
  }
}

type FailEntry = [typeof FAIL, number, ErrorCode, string, string, undefined]

const failEntry = (id: number, error: AppError): FailEntry => [
  FAIL,
  id,
  error.code,
  error.message,
  causeText(error),
  undefined,
]

function readFailure(batch: unknown[], i: number): AppError {
  const [code, message, cause] = batch.slice(i + 2, i + 5) as [ErrorCode, string, string]
  return new AppError(code, message, cause ? { cause: new Error(cause) } : undefined)
}

const lostError = (): AppError => new AppError('THREAD_LOST')

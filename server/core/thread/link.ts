// The way between two threads: everything said in one turn of the loop crosses in one postMessage (batch.ts), and is
// heard in the order in which it was said. Who waits for an answer when the other thread ends is told.

import type { MessagePort } from 'node:worker_threads'
import { type Address, idOf, makeAddress } from '../address.ts'
import { AppError } from '../errors.ts'
import { type Answer, type Chain, Message } from '../service/message.ts'
import {
  type Batch,
  CALL,
  DONE,
  entrySize,
  FAIL,
  failEntry,
  HEAD,
  NAME,
  readChain,
  readFailure,
  SEND,
  writeChain,
} from './batch.ts'

/** A batch of so many places does not wait for the end of the turn: both threads work at the same time. */
const FULL = 64

/** The thread at this end of a link. */
export interface LinkHost {
  readonly life: number
  receive(address: Address, message: Message): void
  /** A message that nobody waits for could not be sent. */
  reportUnsent(address: Address, command: string, error: AppError): void
  /** The other thread is gone, and everything that it said was received. */
  onLinkClosed(life: number): void
}

export class Link {
  readonly life: number
  readonly #ownLife: number
  readonly #port: MessagePort
  readonly #host: LinkHost
  readonly #waiting = new Map<number, Answer>()
  /** Commands that were told, by this side and by the other. */
  readonly #told = new Map<string, number>()
  readonly #heard: string[] = []
  #out: Batch = []
  #lastId = 0
  #isOpen = true

  constructor(life: number, port: MessagePort, host: LinkHost) {
    this.life = life
    this.#ownLife = host.life
    this.#port = port
    this.#host = host
    port.on('message', (batch: Batch) => this.#onBatch(batch))
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
    this.#write(CALL, id, address, command, args, chain)
    return id
  }

  send(address: Address, command: string, args: unknown[]): void {
    if (this.#isOpen) this.#write(SEND, 0, address, command, args, undefined)
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

  #write(
    kind: typeof CALL | typeof SEND,
    id: number,
    address: Address,
    command: string,
    args: unknown[],
    chain: Chain | undefined,
  ): void {
    const name = this.#told.get(command) ?? this.#tell(command)
    const out = this.#begin()
    const start = out.push(kind, id, idOf(address), name, 0, args.length)
    if (chain) out[start - 2] = writeChain(out, chain)
    for (let i = 0; i < args.length; i++) out.push(args[i])
    if (out.length > FULL) this.flush()
  }

  #tell(command: string): number {
    const name = this.#told.size
    this.#told.set(command, name)
    this.#begin().push(NAME, name, command)
    return name
  }

  /** What goes out at the end of this turn of the loop. */
  #begin(): Batch {
    if (this.#out.length === 0) setImmediate(() => this.flush())
    return this.#out
  }

  /** One entry of the batch can't be cloned: the others go, and whoever waits for that one is told. */
  #postEach(batch: Batch): void {
    for (let i = 0; i < batch.length; i += entrySize(batch, i)) {
      const entry = batch.slice(i, i + entrySize(batch, i))
      try {
        this.#port.postMessage(entry)
      } catch (error) {
        this.#refuse(entry, error)
      }
    }
  }

  #refuse([kind, id, service, name]: Batch, error: unknown): void {
    const refusal = new AppError('NOT_CLONEABLE', undefined, { cause: error })
    if (kind === CALL) this.#settle(id as number)?.fail(refusal)
    else if (kind === DONE) this.#port.postMessage(failEntry(id as number, refusal))
    else {
      const command = [...this.#told.keys()][name as number] ?? '?'
      this.#host.reportUnsent(makeAddress(this.life, service as number), command, refusal)
    }
  }

  #settle(id: number): Answer | undefined {
    const answer = this.#waiting.get(id)
    this.#waiting.delete(id)
    return answer
  }

  #onBatch(batch: Batch): void {
    for (let i = 0; i < batch.length; i += entrySize(batch, i)) {
      const id = batch[i + 1] as number
      switch (batch[i]) {
        case CALL:
        case SEND:
          this.#onMessage(batch, i)
          break
        case DONE:
          this.#settle(id)?.done(batch[i + 2])
          break
        case FAIL:
          this.#settle(id)?.fail(readFailure(batch, i))
          break
        default:
          this.#heard[id] = batch[i + 2] as string
      }
    }
  }

  #onMessage(batch: Batch, i: number): void {
    const answer = batch[i] === CALL ? new RemoteAnswer(this, batch[i + 1] as number) : undefined
    const command = this.#heard[batch[i + 3] as number]!
    const chainLength = batch[i + 4] as number
    const start = i + HEAD + chainLength
    const args = batch.slice(start, start + (batch[i + 5] as number))
    const chain = readChain(batch, i + HEAD, chainLength)
    const address = makeAddress(this.#ownLife, batch[i + 2] as number)
    this.#host.receive(address, new Message(command, args, undefined, chain, answer))
  }

  /** For RemoteAnswer only. */
  answer(id: number, value: unknown): void {
    if (this.#isOpen && this.#begin().push(DONE, id, value) > FULL) this.flush()
  }

  /** For RemoteAnswer only. */
  answerFailure(id: number, error: AppError): void {
    if (this.#isOpen) this.#begin().push(...failEntry(id, error))
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

const lostError = (): AppError => new AppError('THREAD_LOST')

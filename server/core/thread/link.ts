// The connection between two threads: all that is sent in one turn of the loop crosses in one postMessage (batch.ts), and
// arrives in the order it was sent. When the other thread ends, every call that waits for it fails.

import type { MessagePort } from 'node:worker_threads'
import { type Address, idOf, makeAddress } from '../address.ts'
import { AppError } from '../errors.ts'
import type { Traffic } from '../metrics/traffic.ts'
import { type Answer, type Chain, Message } from '../service/message.ts'
import type { Parcel } from '../talk/outlet.ts'
import { UrgentMessage } from '../talk/urgent-mailbox.ts'
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
  URGENT_CALL,
  URGENT_SEND,
  writeChain,
} from './batch.ts'

/** A batch of this many places is sent before the turn ends, so that both threads work at the same time. Measured with 64 calls
 * waiting: with 128 a quarter slower, with 40 or 64 a tenth. */
const FULL = 80

/** What a link needs of the thread at this end. */
export interface LinkHost {
  readonly life: number
  readonly traffic: Traffic
  receive(address: Address, message: Message): void
  receiveUrgent(address: Address, message: UrgentMessage): void
  /** A message without a caller could not be sent. */
  reportUnsent(address: Address, command: string, error: AppError): void
  /** The other thread has ended, and everything that it sent has been received. */
  onLinkClosed(life: number): void
}

export class Link {
  readonly life: number
  readonly #ownLife: number
  readonly #port: MessagePort
  readonly #host: LinkHost
  readonly #waiting = new Map<number, Answer>()
  /** The numbers of the commands that this side has named, and the commands that the other side has. */
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

  /** Returns the id by which forget() knows the call. */
  call(address: Address, command: string, args: unknown[], chain: Chain | undefined, answer: Answer): number {
    const id = ++this.#lastId
    if (!this.#isOpen) {
      answer.fail(lostError())
      return id
    }
    this.#waiting.set(id, answer)
    this.#host.traffic.calls++
    this.#write(CALL, id, address, command, args, chain)
    return id
  }

  send(address: Address, command: string, args: unknown[], from: Chain | undefined): void {
    if (!this.#isOpen) return
    this.#host.traffic.sends++
    this.#write(SEND, 0, address, command, args, from)
  }

  /** As call() or send(). Returns the id by which forget() knows the call. */
  pass({ address, command, args, chain, answer, isUrgent }: Parcel): number {
    if (!answer) {
      if (this.#isOpen) this.#write(isUrgent ? URGENT_SEND : SEND, 0, address, command, args, chain)
      this.#host.traffic.sends++
      return 0
    }
    if (!isUrgent || !this.#isOpen) return this.call(address, command, args, chain, answer)
    const id = ++this.#lastId
    this.#waiting.set(id, answer)
    this.#host.traffic.calls++
    this.#write(URGENT_CALL, id, address, command, args, chain)
    return id
  }

  forget(id: number): void {
    this.#waiting.delete(id)
  }

  /** Sends what this turn has collected. Called by the link itself, and before the thread ends. */
  flush(): void {
    const batch = this.#out
    if (batch.length === 0) return
    this.#out = []
    this.#host.traffic.batches++
    try {
      this.#port.postMessage(batch)
    } catch {
      this.#postEach(batch)
    }
  }

  /** The port closes when the other thread has ended and its last messages have arrived. */
  #onClose(): void {
    this.#isOpen = false
    for (const answer of this.#waiting.values()) answer.fail(lostError())
    this.#waiting.clear()
    this.#host.onLinkClosed(this.life)
  }

  #write(
    kind: typeof CALL | typeof SEND | typeof URGENT_CALL | typeof URGENT_SEND,
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

  /** The batch that goes out at the end of this turn of the loop. */
  #begin(): Batch {
    if (this.#out.length === 0) setImmediate(() => this.flush())
    return this.#out
  }

  /** An entry of the batch cannot be cloned: the others are sent, and the caller of that one is told. */
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
    if (kind === CALL || kind === URGENT_CALL) this.#takeAnswer(id as number)?.fail(refusal)
    else if (kind === DONE) this.#port.postMessage(failEntry(id as number, refusal))
    else {
      const command = [...this.#told.keys()][name as number] ?? '?'
      this.#host.reportUnsent(makeAddress(this.life, service as number), command, refusal)
    }
  }

  #takeAnswer(id: number): Answer | undefined {
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
          this.#onMessage(batch, i, CALL)
          break
        case DONE:
          this.#takeAnswer(id)?.done(batch[i + 2])
          break
        case FAIL:
          this.#takeAnswer(id)?.fail(readFailure(batch, i))
          break
        case URGENT_CALL:
        case URGENT_SEND:
          this.#onMessage(batch, i, URGENT_CALL)
          break
        default:
          this.#heard[id] = batch[i + 2] as string
      }
    }
  }

  /** An entry of the kind `call` is answered. */
  #onMessage(batch: Batch, i: number, call: typeof CALL | typeof URGENT_CALL): void {
    const answer = batch[i] === call ? new RemoteAnswer(this, batch[i + 1] as number) : undefined
    const command = this.#heard[batch[i + 3] as number]!
    const chainLength = batch[i + 4] as number
    const start = i + HEAD + chainLength
    const args = batch.slice(start, start + (batch[i + 5] as number))
    const chain = readChain(batch, i + HEAD, chainLength)
    const address = makeAddress(this.#ownLife, batch[i + 2] as number)
    if (call === CALL) this.#host.receive(address, new Message(command, args, undefined, chain, answer))
    else this.#host.receiveUrgent(address, new UrgentMessage(command, args, undefined, chain, answer))
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

// One connection to a server's console: a line out, lines in, until `<CMD OK>` or `<CMD Error>`. One command at a time.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { StartError } from '../../core/errors.ts'

export interface Outcome {
  isOk: boolean
  /** What came with `<CMD Error>`. */
  reason: string
}

type Hear = (line: string) => void

/** What a console says first that wants a token. */
const LOCKED = /^Show a token first/
const END = /^<CMD (OK|Error)> ?(.*)$/

export class ConsoleClient {
  readonly #socket: Socket
  /** Lines that nobody has asked for yet: the greeting. */
  readonly #early: string[] = []
  #text = ''
  #hear: Hear | undefined
  /** Runs when the connection has ended. */
  readonly ended: Promise<void>

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('utf8')
    socket.on('data', text => this.#read(text as unknown as string))
    socket.on('error', () => undefined)
    this.ended = once(socket, 'close').then(() => undefined)
  }

  /** Throws StartError with one line when nothing listens there. */
  static async open(host: string, port: number): Promise<ConsoleClient> {
    const socket = connect({ host, port })
    try {
      await once(socket, 'connect')
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const reason = code === 'ECONNREFUSED' ? 'nothing listens there; is the server running?' : message
      throw new StartError(`no console at ${host}:${port}: ${reason}`)
    }
    return new ConsoleClient(socket)
  }

  /** The first line of the server; and whether it wants a token. Throws StartError when there is none. */
  async greeting(): Promise<{ text: string; isLocked: boolean }> {
    const text = this.#early.shift() ?? (await this.#nextLine())
    return { text, isLocked: LOCKED.test(text) }
  }

  /** Resolves when the command has ended; `hear` gets each line of its answer. Throws StartError when the connection is lost. */
  async ask(line: string, hear: Hear): Promise<Outcome> {
    const done = new Promise<Outcome>(resolve => {
      this.#hear = text => {
        const [, end, reason = ''] = END.exec(text) ?? []
        if (end) resolve({ isOk: end === 'OK', reason })
        else hear(text)
      }
    })
    this.#socket.write(`${line}\n`)
    const outcome = await Promise.race([done, this.ended])
    this.#hear = undefined
    if (!outcome) throw lost()
    return outcome
  }

  /** Ends a command that goes on over time. */
  interrupt(): void {
    this.#socket.write('\n')
  }

  close(): void {
    this.#socket.destroy()
  }

  async #nextLine(): Promise<string> {
    const line = new Promise<string>(resolve => {
      this.#hear = resolve
    })
    const first = await Promise.race([line, this.ended])
    this.#hear = undefined
    if (first === undefined) throw lost()
    return first
  }

  #read(text: string): void {
    const lines = (this.#text + text).split('\n')
    this.#text = lines.pop()!
    for (const line of lines) {
      if (this.#hear) this.#hear(line)
      else this.#early.push(line)
    }
  }
}

const lost = (): StartError => new StartError('the server has closed the connection')

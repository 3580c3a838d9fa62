// One connection to the console: lines come in, each is run after the one before it, its result goes out, then `<CMD OK>`
// or `<CMD Error>` with the reason. An empty line ends a command that goes on over time. A line that looks like HTTP
// ends the connection: a web page must not reach the console.
//
//   locked ── a token ──→ idle ── a line ──→ running ── the command has ended ──→ idle
//     └──────────────────┴── the socket is gone, HTTP, or too much at once ──→ closed

import type { Socket } from 'node:net'
import type { CommandResult, CommandTable } from '../../setup/commands.ts'
import type { CommandRunner } from '../command/run-command.ts'
import { ConsoleLock, type ConsoleLockOptions } from './console-lock.ts'
import { readCommand } from './read-command.ts'
import { showResult } from './show.ts'

export interface ConsoleSessionOptions {
  socket: Socket
  commands: CommandTable
  runner: CommandRunner
  greeting: string
  lock: ConsoleLockOptions
}

/** Characters of a line, and of output that nobody reads. */
const LONGEST_LINE = 65_536
const MOST_UNREAD = 4_194_304
/** ms for a token where one is wanted. */
const TOKEN_WITHIN = 10_000
/** Lines that may wait for the command in progress. */
const MOST_LINES = 1000
const HTTP = /^[A-Z]{3,20} \S.* HTTP\/\d/

export class ConsoleSession {
  readonly #socket: Socket
  readonly #options: ConsoleSessionOptions
  readonly #address: string
  readonly #lock: ConsoleLock
  #tokenTimer: NodeJS.Timeout | undefined
  readonly #lines: string[] = []
  #text = ''
  #running: AbortController | undefined
  /** The other side sends nothing more. */
  #hasAll = false

  constructor(options: ConsoleSessionOptions) {
    const { socket, greeting, lock } = options
    this.#options = options
    this.#socket = socket
    this.#address = `console ${socket.remoteAddress}:${socket.remotePort}`
    this.#lock = new ConsoleLock(lock, socket.remoteAddress ?? '')
    socket.setEncoding('utf8')
    socket.on('data', text => this.#read(text as unknown as string))
    socket.on('end', () => this.#end())
    socket.on('error', () => undefined)
    socket.on('close', () => this.close())
    this.#say(this.#lock.isLocked ? 'Show a token first: token TEXT' : greeting)
    if (this.#lock.isLocked) this.#tokenTimer = setTimeout(() => this.close(), TOKEN_WITHIN)
  }

  close(): void {
    clearTimeout(this.#tokenTimer)
    this.#lines.length = 0
    this.#running?.abort()
    this.#socket.destroy()
  }

  #read(text: string): void {
    const lines = (this.#text + text).split('\n')
    this.#text = lines.pop()!
    if (this.#text.length > LONGEST_LINE || this.#lines.length + lines.length > MOST_LINES)
      return this.#refuse('expected lines of at most 64 KB, and at most 1000 at a time')
    for (const line of lines) this.#hear(line.trim())
  }

  #hear(line: string): void {
    if (HTTP.test(line)) return this.close()
    if (line !== '') this.#lines.push(line)
    else if (this.#lines.length === 0) this.#running?.abort()
    if (!this.#running) void this.#runAll()
  }

  #end(): void {
    this.#hasAll = true
    this.#hear(this.#text.trim())
    if (!this.#running) this.#socket.end()
  }

  async #runAll(): Promise<void> {
    for (let line = this.#lines.shift(); line !== undefined; line = this.#lines.shift()) {
      this.#running = new AbortController()
      await this.#run(line, this.#running.signal)
    }
    this.#running = undefined
    if (this.#hasAll) this.#socket.end()
  }

  async #run(line: string, signal: AbortSignal): Promise<void> {
    const token = this.#lock.tokenIn(line)
    if (token !== undefined) return this.#unlock(token)
    if (this.#lock.isLocked) return this.close()
    const [text, isJson] = withoutJson(line)
    const print = (part: CommandResult) => this.#print(isJson ? JSON.stringify(part) : showResult(part))
    try {
      const { commands, runner } = this.#options
      const asked = readCommand(commands, text)
      await this.#lock.check(asked.name, asked.command.scope)
      const by = this.#lock.by ?? this.#address
      const result = await runner.run(asked, { by, signal, print })
      if (result !== undefined) print(result)
      this.#say('<CMD OK>')
    } catch (error) {
      this.#say(`<CMD Error> ${showResult((error as Error).message).replaceAll('\n', ' ')}`)
    }
  }

  /** Of what is wrong with a token nothing is said but that it is. */
  async #unlock(token: string): Promise<void> {
    const wasLocked = this.#lock.isLocked
    const isRight = await this.#lock.open(token).catch(() => false)
    if (!isRight) return this.#refuse('this token is not known, or not for the console')
    clearTimeout(this.#tokenTimer)
    if (wasLocked) this.#say(this.#options.greeting)
    this.#say('<CMD OK>')
  }

  #print(text: string): void {
    if (text !== '') this.#say(text)
    if (this.#socket.writableLength > MOST_UNREAD) this.#refuse('the output is not read')
  }

  #refuse(reason: string): void {
    this.#say(`<CMD Error> ${reason}`)
    this.#socket.end()
    this.close()
  }

  #say(text: string): void {
    if (this.#socket.writable) this.#socket.write(`${text}\n`)
  }
}

/** `--json` goes with every command. */
function withoutJson(line: string): [text: string, isJson: boolean] {
  const text = line.replace(/\s--json$/, '')
  return [text, text !== line]
}

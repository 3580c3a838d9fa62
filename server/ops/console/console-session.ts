// One connection to the console: lines come in, each is run after the one before it, its result goes out, then `<CMD OK>`
// or `<CMD Error>` with the reason. An empty line ends a command that goes on over time. A line that looks like HTTP
// ends the connection: a web page must not reach the console.
//
//   idle ── a line ──→ running ── the command has ended ──→ idle
//     └──────────────────┴── the socket is gone, HTTP, or too much at once ──→ closed

import type { Socket } from 'node:net'
import type { CommandResult, CommandTable } from '../../setup/commands.ts'
import type { CommandRunner } from '../command/run-command.ts'
import { readCommand } from './read-command.ts'
import { showResult } from './show.ts'

export interface ConsoleSessionOptions {
  socket: Socket
  commands: CommandTable
  runner: CommandRunner
  greeting: string
}

/** Characters of a line, and of output that nobody reads. */
const LONGEST_LINE = 65_536
const MOST_UNREAD = 4_194_304
/** Lines that may wait for the command in progress. */
const MOST_LINES = 1000
const HTTP = /^[A-Z]{3,20} \S.* HTTP\/\d/

export class ConsoleSession {
  readonly #socket: Socket
  readonly #options: ConsoleSessionOptions
  readonly #by: string
  readonly #lines: string[] = []
  #text = ''
  #running: AbortController | undefined
  /** The other side sends nothing more. */
  #hasAll = false

  constructor(options: ConsoleSessionOptions) {
    const { socket, greeting } = options
    this.#options = options
    this.#socket = socket
    this.#by = `console ${socket.remoteAddress}:${socket.remotePort}`
    socket.setEncoding('utf8')
    socket.on('data', text => this.#read(text as unknown as string))
    socket.on('end', () => this.#end())
    socket.on('error', () => undefined)
    socket.on('close', () => this.close())
    this.#say(greeting)
  }

  close(): void {
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
    const [text, isJson] = withoutJson(line)
    const print = (part: CommandResult) => this.#print(isJson ? JSON.stringify(part) : showResult(part))
    try {
      const { commands, runner } = this.#options
      const result = await runner.run(readCommand(commands, text), { by: this.#by, signal, print })
      if (result !== undefined) print(result)
      this.#say('<CMD OK>')
    } catch (error) {
      this.#say(`<CMD Error> ${showResult((error as Error).message).replaceAll('\n', ' ')}`)
    }
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

// Lines of a person, or of a pipe, for the console: edited, completed and remembered on a terminal. Ctrl-C ends the command
// that runs, else the line, else the shell; Ctrl-D ends the shell when what was asked is answered.

import { createInterface, type Interface } from 'node:readline'
import { styleText } from 'node:util'
import { StartError } from '../../core/errors.ts'
import { complete, type KnownCommand } from './completion.ts'
import type { ConsoleClient } from './console-client.ts'
import { keepHistory, readHistory } from './history.ts'

export interface ShellOptions {
  client: ConsoleClient
  known: readonly KnownCommand[]
  isJson: boolean
  /** Where lines are remembered. */
  historyFile: string
  /** Of the terminal. */
  hasColours: boolean
}

export class ConsoleShell {
  readonly #options: ShellOptions
  readonly #lines: Interface
  readonly #isTerminal = process.stdin.isTTY === true
  readonly #waiting: string[] = []
  #isRunning = false
  #isOver = false
  #hasFailed = false
  #history: string[] = []
  #onDone: ((isOk: boolean) => void) | undefined

  constructor(options: ShellOptions) {
    this.#options = options
    this.#history = this.#isTerminal ? readHistory(options.historyFile) : []
    this.#lines = createInterface({
      input: process.stdin,
      output: process.stdout,
      terminal: this.#isTerminal,
      history: [...this.#history],
      prompt: this.#paint('cyan', '> '),
      completer: (line: string) => complete(options.known, line),
    })
  }

  /** Resolves with whether every command has succeeded, when there are no more lines. Rejects when the connection is lost. */
  run(): Promise<boolean> {
    this.#lines.on('history', history => {
      this.#history = history as string[]
    })
    this.#lines.on('line', line => this.#hear(line.trim()))
    this.#lines.on('SIGINT', () => this.#interrupt())
    const done = new Promise<boolean>((resolve, reject) => {
      this.#onDone = resolve
      void this.#options.client.ended.then(() => {
        if (!this.#isOver) reject(new StartError('the server has closed the connection'))
      })
    })
    this.#lines.on('close', () => this.#end())
    this.#prompt()
    return done
  }

  close(): void {
    this.#isOver = true
    this.#lines.close()
    if (this.#isTerminal) keepHistory(this.#options.historyFile, this.#history)
  }

  #hear(line: string): void {
    if (line === 'exit' || line === 'quit') return this.#lines.close()
    if (line !== '') this.#waiting.push(line)
    else if (this.#isRunning) this.#options.client.interrupt()
    if (!this.#isRunning) void this.#runAll().catch(() => undefined)
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true
    for (let line = this.#waiting.shift(); line !== undefined; line = this.#waiting.shift())
      await this.#ask(line)
    this.#isRunning = false
    if (this.#isOver) this.#onDone?.(!this.#hasFailed)
    else this.#prompt()
  }

  async #ask(line: string): Promise<void> {
    const { client, isJson } = this.#options
    const asked = isJson && !line.endsWith(' --json') ? `${line} --json` : line
    const { isOk, reason } = await client.ask(asked, text => console.log(text))
    if (isOk) return
    this.#hasFailed = true
    console.error(this.#paint('red', reason))
  }

  #interrupt(): void {
    if (this.#isRunning) return this.#options.client.interrupt()
    if (this.#lines.line === '') return this.#lines.close()
    console.log()
    this.#lines.write(null, { ctrl: true, name: 'e' })
    this.#lines.write(null, { ctrl: true, name: 'u' })
    this.#prompt()
  }

  #end(): void {
    this.#isOver = true
    if (this.#isTerminal) console.log()
    if (!this.#isRunning) this.#onDone?.(!this.#hasFailed)
  }

  #prompt(): void {
    if (this.#isTerminal) this.#lines.prompt()
  }

  #paint(colour: 'cyan' | 'red', text: string): string {
    return this.#options.hasColours ? styleText(colour, text, { validateStream: false }) : text
  }
}

// The server as a process of its own: through node, through npm, or in a terminal of its own (util-linux's `script`),
// with free ports and a store in a folder that the caller gives.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type ClientOptions, openClient, type RawClient } from '../client/raw-client.ts'
import { ROOMS } from '../games/rooms.ts'
import { inTerminal } from '../terminal.ts'

export const ROOT = resolve(import.meta.dirname, '../../..')

export interface ProcessOptions {
  args?: readonly string[]
  /** Default node. A terminal starts npm in a pty, so that keys can be pressed. */
  via?: 'node' | 'npm' | 'terminal'
  env?: Record<string, string>
  /** The project's folder unless said. */
  cwd?: string
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

export class ServerProcess {
  readonly child: ChildProcess
  /** Resolves when the process that was started has ended and its output was read. */
  readonly ended: Promise<Ended>
  /** Everything that was written, by both streams. */
  readonly lines: string[] = []
  #errors = ''
  readonly #hearers = new Set<() => void>()

  constructor(child: ChildProcess) {
    this.child = child
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Ended)
    void this.ended.then(() => this.#tell())
    child.stderr!.on('data', bytes => {
      this.#errors += bytes
    })
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', line => {
        this.lines.push(line)
        this.#tell()
      })
    }
  }

  get errors(): string {
    return this.#errors
  }

  /** The ready line's fields: { gate, web, pid, … }. Rejects when the process ends first. */
  async ready(): Promise<{ gate: number; web: number; pid: number }> {
    const line = await this.line(text => text.includes('"msg":"ready"'))
    return JSON.parse(line.slice(line.indexOf('{')))
  }

  /** The first line, past or future, that `matches`. */
  async line(matches: (text: string) => boolean): Promise<string> {
    let isOver = false
    void this.ended.then(() => {
      isOver = true
    })
    for (;;) {
      const found = this.lines.find(matches)
      if (found !== undefined) return found
      if (isOver) throw new Error(`the server ended:\n${this.lines.join('\n')}`)
      await new Promise<void>(hear => this.#hearers.add(hear))
    }
  }

  async connect(options?: Omit<ClientOptions, 'port'>): Promise<RawClient> {
    return openClient({ port: (await this.ready()).gate, ...options })
  }

  /** To the process that was started: npm's, the terminal's or the server's own. */
  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal)
  }

  /** Types into the terminal. */
  type(keys: string): void {
    this.child.stdin!.write(keys)
  }

  #tell(): void {
    for (const hear of this.#hearers) hear()
    this.#hearers.clear()
  }
}

/** The settings that let servers run beside each other, with the kit's own game. */
export const freeSettings = (folder: string): string[] =>
  [
    `game=${ROOMS}`,
    'gate.host=127.0.0.1',
    'gate.port=0',
    'web.port=0',
    'console.port=0',
    `console.folder=${folder}/diagnose`,
    `store.path=${folder}/store`,
    `save.unsaved=${folder}/unsaved`,
    `audit.file=${folder}/audit.jsonl`,
    `table.history=${folder}/tables`,
    `code.history=${folder}/code`,
    'log.pretty=false',
  ].flatMap(set => ['--set', set])

export function startProcess({
  args = [],
  via = 'node',
  env = {},
  cwd = ROOT,
}: ProcessOptions): ServerProcess {
  const [command, ...rest] = commandOf(via, args)
  const bin = resolve(ROOT, 'node_modules/.bin')
  const child = spawn(command!, rest, {
    cwd,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...env },
    stdio: 'pipe',
  })
  return new ServerProcess(child)
}

function commandOf(via: ProcessOptions['via'], args: readonly string[]): string[] {
  const npm = ['npm', 'start', '--silent', '--', ...args]
  if (via === 'npm') return npm
  if (via === 'terminal') return inTerminal(npm.map(quote).join(' '))
  return ['node', resolve(ROOT, 'server/start.js'), ...args]
}

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

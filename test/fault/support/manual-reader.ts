// Somebody who reads the manual and types in what it shows, in a copy of the project.

import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { applyDiff, type Block, commandsIn, fileOf, schemaOf } from '../../support/manual.ts'
import { CHECK_TYPES, copyProject } from '../../support/server/project-copy.ts'

/** Pages that are followed from their beginning to their end. */
export const FOLLOWED = ['README.md', 'docs/en/tutorial.md']

const FREE = ['gate.port=0', 'web.port=0', 'console.port=0', 'log.level=info', 'log.pretty=false']

export interface Running {
  child: ChildProcess
  web: number
  gate: number
}

/** A copy of the project, and a reader at its terminal. */
export class Reader {
  readonly #folder = copyProject()

  /** Throws with what the command has written when it fails. */
  async run(command: string): Promise<void> {
    const started = promisify(execFile)('sh', ['-c', command], { cwd: this.#folder, timeout: 250_000 })
    await started.catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${command}\n${error.stdout}\n${error.stderr}`)
    })
  }

  /** Types in what a block shows: the files that it writes, the commands that it runs. */
  async type(block: Block): Promise<void> {
    const file = join(this.#folder, fileOf(block))
    if (block.language === 'sproto') appendFileSync(file, `\n${schemaOf(block)}`)
    else if (block.language === 'diff') writeFileSync(file, applyDiff(readFileSync(file, 'utf8'), block))
    else if (block.language === 'ts') this.#write(file, block.text)
    else if (block.language === 'sh') for (const command of commandsIn(block)) await this.#do(command)
  }

  async #do(command: string): Promise<void> {
    if (/^npm (ci|start|run dev)$/.test(command)) return
    const [, program] = /^node_modules\/\.bin\/node (\S+)$/.exec(command) ?? []
    if (program) await this.#runClient(command, join(this.#folder, program))
    else await this.run(command)
  }

  /** A client's program names the port of a server that runs beside it. */
  async #runClient(command: string, file: string): Promise<void> {
    await this.withServer('npm start', async ({ gate }) => {
      this.#write(file, readFileSync(file, 'utf8').replace('8888', String(gate)))
      await this.run(command)
    })
  }

  #write(file: string, text: string): void {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** Types and lint, as `npm run check` does. */
  async check(): Promise<void> {
    await this.run(`node_modules/.bin/node ${CHECK_TYPES.join(' ')}`)
    await this.run('node_modules/.bin/biome check server protocol test/game')
  }

  /** Starts the server that `command` starts, on free ports, does `work`, and stops it; it has to end with 0. */
  async withServer(command: string, work: (server: Running) => Promise<void>): Promise<void> {
    const sets = FREE.map(set => `--set ${set}`).join(' ')
    const full = `${command}${command.includes(' -- ') ? '' : ' --'} ${sets}`
    const child = spawn('sh', ['-c', `exec ${full}`], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit') as Promise<[number | null]>
    try {
      await work({ child, ...(await portsOf(child)) })
    } finally {
      child.stdout.resume()
      child.kill('SIGTERM')
    }
    expect((await exited)[0]).toBe(0)
  }

  /** Saves a file of the designers; resolves when the server has taken it. */
  async saveTable(): Promise<void> {
    const file = join(this.#folder, 'data/sign.csv')
    writeFileSync(file, readFileSync(file, 'utf8').replace('1,150,', '1,151,'))
    const versions = () =>
      execFileSync('npm', ['run', '--silent', 'tables', '--', 'versions'], {
        cwd: this.#folder,
        encoding: 'utf8',
      })
    await expect.poll(versions, { timeout: 30_000 }).toMatch(/^ *2 /m)
  }
}

async function portsOf(child: ChildProcess): Promise<{ web: number; gate: number }> {
  for await (const line of createInterface({ input: child.stdout! }))
    if (line.includes('"msg":"ready"')) return JSON.parse(line) as { web: number; gate: number }
  throw new Error('the server did not start')
}

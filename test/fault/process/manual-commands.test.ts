// The manual is true: who follows the README or the tutorial to the end has a message that works, and every command of
// the other pages runs. Each in a copy of the project.

import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { connect } from '../../../protocol/client/index.ts'
import {
  applyDiff,
  type Block,
  commandsIn,
  commandsOf,
  english,
  fileOf,
  type Page,
  schemaOf,
} from '../../support/manual.ts'
import { CHECK_TYPES, copyProject } from '../../support/server/project-copy.ts'

const FREE = ['gate.port=0', 'web.port=0', 'console.port=0', 'log.level=info', 'log.pretty=false']

interface Running {
  child: ChildProcess
  web: number
  gate: number
}

/** A copy of the project, and a reader at its terminal. */
class Reader {
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
    await this.run(CHECK_TYPES)
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

/** Of the demo. */
interface DemoMessages {
  requests: {
    login: { body: { acc: string }; reply: object }
    sign: { body: undefined; reply: object }
    guild_create: { body: { name: string }; reply: object }
  }
  pushes: object
}

/** A player, so that there is one to show, who founds a guild. */
async function play({ gate }: Running, guild?: string): Promise<void> {
  const game = await connect<DemoMessages>(`ws://127.0.0.1:${gate}`, {
    login: request => request.login({ acc: 'hanxi' }),
  })
  await game.request.sign()
  if (guild !== undefined) await game.request.guild_create({ name: guild })
  game.close()
}

const pageOf = (file: string): Page => english.find(page => page.file === file)!

const FOLLOWED = ['README.md', 'docs/en/tutorial.md']

describe('who types in what a page shows, in its order, has a project that works', () => {
  test.each(FOLLOWED)(
    '%s',
    async file => {
      const reader = new Reader()
      for (const block of pageOf(file).blocks) await reader.type(block)
      await reader.check()
    },
    300_000,
  )
})

const commands = english.filter(({ file }) => !FOLLOWED.includes(file)).flatMap(commandsOf)

/** What takes minutes, installs, or needs a database. */
const isLong = (command: string): boolean =>
  /^npm (ci|test|run (check|bench|fault|dev|format|docs))\b|mongodb:\/\//.test(command)
const isServer = (command: string): boolean =>
  /^npm start\b/.test(command) && !/--(print-config|help)/.test(command)
/** What talks to the server that the last `npm start` before it starts. */
const isClient = (command: string): boolean => /^curl\b/.test(command)
/** What is said of versions of the tables, of which there must be two, and to the server that has them. */
const isOfVersions = (command: string): boolean =>
  /^npm run tables -- (versions|diff|rollback|replace)\b/.test(command)
/** What is said to the console of a server at its usual port. */
const isOfCode = (command: string): boolean => command.startsWith('npm run code')

/** What plays for a while on the server beside it. */
const isOfBots = (command: string): boolean => command.startsWith('npm run bots')
/** Other projects are written into the copy, for once. */
const inside = (command: string): string => command.replace(/--out \.\.\//, '--out var/outside/')

describe('the commands of the other pages run', () => {
  test('those that start a server, with what is said to it', async () => {
    const reader = new Reader()
    for (const [i, command] of commands.entries()) {
      if (/^mkdir\b/.test(command)) await reader.run(command)
      if (!isServer(command)) continue
      const after = commands.slice(i + 1)
      const next = after.findIndex(isServer)
      await reader.withServer(command, async server => {
        if (!command.includes('tls')) await play(server)
        for (const client of after.slice(0, next < 0 ? undefined : next).filter(isClient))
          await reader.run(client.replaceAll('8889', String(server.web)).replace(/^curl/, 'curl -sSf'))
      })
    }
  }, 300_000)

  test('those beside a server, and without one', async () => {
    const reader = new Reader()
    await reader.withServer('npm start', async server => {
      await play(server, 'wolves')
      await reader.saveTable()
      for (const command of commands.filter(isOfVersions)) await reader.run(command)
      for (const command of commands.filter(isOfBots))
        await reader.run(`${command} --seconds 1 --url ws://127.0.0.1:${server.gate}`)
    })
    const others = commands.filter(
      each =>
        ![isLong, isServer, isClient, isOfVersions, isOfCode, isOfBots].some(is => is(each)) &&
        !/^mkdir\b/.test(each),
    )
    expect(others.length).toBeGreaterThan(4)
    // Settings of a game that a page adds: the page's snippets are not in this copy.
    for (const command of others.filter(each => !each.includes('settings.')))
      await reader.run(inside(command))
  }, 300_000)
})

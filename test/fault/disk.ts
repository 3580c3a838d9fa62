// The store's disk, a small tmpfs, fills under roles, boards, stored rooms and the seat,
// with threads 0 and 2 in turns. Nothing that was confirmed may be lost, no thread may end, players are told TRY_AGAIN or
// wait, everything goes on by itself when there is room again, and a stop is clean. Every third round is stopped while
// the disk is full: what was not saved is in save.unsaved, on another disk, and the next start applies it; every sixth
// has that folder on the same disk, and finds it in the log. What was said and not stored is in the log each time.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import { DiskPlayer } from './support/disk-player.ts'
import { enterOwnMounts, SmallDisk } from './support/small-disk.ts'

const PLAYERS = 12
const KINDS = ['work', 'score', 'say'] as const
const MEGABYTES = 24
/** Changes of each role that wait when the server is stopped: more than fits into what was freed. */
const TOUCHES = 25
/** ms without a write that fails. */
const FOUND_ROOM = 8000
/** Messages that a room keeps: the default. */
const HISTORY = 100
const LONGEST_STOP = 9000
const SETTINGS = [
  'game=test/fault/support/disk-game.ts',
  'gate.messageRate=1000000',
  'gate.messageBurst=1000000',
  'room.messageRate=1000000',
  'room.messageBurst=1000000',
  'room.roomRate=1000000',
  'room.roomBurst=1000000',
]

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

export async function run(times: number): Promise<void> {
  if (!enterOwnMounts()) {
    const missing = 'disk: neither a user namespace nor root, so no small disk can be mounted: left out'
    if (process.env.CI === 'true') throw new Error(missing)
    console.log(missing)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-disk-'))
  const disk = new SmallDisk(join(folder, 'disk'), MEGABYTES)
  try {
    const players = Array.from({ length: PLAYERS }, (_, i) => new DiskPlayer(`player${i}`, KINDS[i % 3]!))
    for (let round = 0; round < times; round++) await new Round(folder, disk, players, round).run()
    await checkLast(folder, disk, players)
  } finally {
    disk.unmount()
    rmSync(folder, { recursive: true, force: true })
  }
}

class Round {
  readonly #folder: string
  readonly #disk: SmallDisk
  readonly #players: readonly DiskPlayer[]
  readonly #name: string
  readonly #server: ServerProcess
  readonly #isStoppedFull: boolean
  readonly #unsaved: string
  readonly #isOnSameDisk: boolean

  constructor(folder: string, disk: SmallDisk, players: readonly DiskPlayer[], round: number) {
    this.#folder = folder
    this.#disk = disk
    this.#players = players
    const threads = round % 2 === 0 ? 0 : 2
    this.#isStoppedFull = round % 3 === 2
    this.#isOnSameDisk = this.#isStoppedFull && Math.floor(round / 3) % 2 === 1
    this.#unsaved = this.#isOnSameDisk ? join(disk.folder, 'unsaved') : join(folder, 'unsaved')
    this.#name = `  ${round + 1}: threads ${threads}${this.#isStoppedFull ? ', stopped while full' : ''}${this.#isOnSameDisk ? ', unsaved on the same disk' : ''}`
    // Half of the other rounds let LMDB run into the end of the disk, where some writes still find room.
    const minFree = this.#isStoppedFull || Math.floor(round / 2) % 2 === 0 ? 16_777_216 : 0
    this.#server = start(folder, disk, [
      `threads=${threads}`,
      `save.unsaved=${this.#unsaved}`,
      `store.minFree=${minFree}`,
    ])
  }

  async run(): Promise<void> {
    try {
      const { gate } = await this.#server.ready()
      await this.#all(player => player.enter(gate))
      for (const player of this.#players) player.play()
      await sleep(200 + Math.random() * 300)
      this.#disk.fill()
      await this.#fails()
      await sleep(500 + Math.random() * 700)
      if (this.#isStoppedFull) await this.#stopFull()
      else await this.#goOn(gate)
      this.#checkLog()
    } finally {
      this.#disk.empty()
      this.#server.kill('SIGKILL')
      await this.#server.ended
    }
  }

  /** A store that had grown before may find room for everything in what it has freed. */
  async #fails(): Promise<void> {
    const failed = this.#server.line(line => line.includes('the store cannot be written'))
    const isFailed = await Promise.race([failed.then(() => true), sleep(FOUND_ROOM).then(() => false)])
    if (!isFailed && this.#isStoppedFull) this.#fail('a full disk was not noticed')
    if (!isFailed) console.log(`${this.#name}: everything found room in what was free in the store`)
  }

  /** There is room again: everything goes on by itself, also a login that comes while the disk is full. */
  async #goOn(gate: number): Promise<void> {
    const late = new DiskPlayer(`late${gate}`, 'work')
    const entering = late.enter(gate)
    await sleep(200)
    this.#disk.empty()
    await Promise.all([entering, this.#all(player => player.confirmOne())])
    await this.#all(player => player.endPlay())
    await this.#stop(0)
  }

  /** Players who wait are answered by the end of their connection. */
  async #stopFull(): Promise<void> {
    const others = this.#players.filter(({ kind }) => kind !== 'work')
    await Promise.all(others.map(player => player.endPlay()))
    for (let i = 0; i < TOUCHES; i++) await Promise.all(others.map(player => player.touch()))
    for (const player of others) player.mustHave = player.touched
    const ends = this.#players.map(player => player.endPlay().catch(ignoreClose))
    await this.#stop(undefined)
    await Promise.all(ends)
    this.#disk.empty()
    this.#forgetLogged()
    if (this.#isOnSameDisk) this.#takeFromLog()
    else if (!existsSync(this.#unsaved) || readdirSync(this.#unsaved).every(name => !name.endsWith('.json')))
      this.#fail('nothing is in save.unsaved')
  }

  /** What was said last and is not stored has to be in the log; what is older than a history is long is forgotten anyway. */
  #forgetLogged(): void {
    const lines = this.#server.lines.filter(text => text.includes('"message not stored"'))
    const numbers = lines.map(line => (JSON.parse(line) as { entry: { number: number } }).entry.number)
    if (numbers.length === 0) return
    const oldest = Math.max(...numbers) - HISTORY
    for (const { said } of this.#players)
      for (const number of said.keys()) if (number <= oldest || numbers.includes(number)) said.delete(number)
  }

  /** As an operator would: the text of the log into a file. */
  #takeFromLog(): void {
    const lines = this.#server.lines.filter(line => line.includes('"unsaved":"'))
    if (lines.length === 0) throw new Error(`${this.#name}: nothing is in the log`)
    mkdirSync(join(this.#folder, 'unsaved'), { recursive: true })
    const texts = new Map<string, string>()
    for (const line of lines) {
      const { uid, unsaved } = JSON.parse(line) as { uid: string; unsaved: string }
      texts.set(uid, (texts.get(uid) ?? '') + unsaved)
    }
    for (const [uid, text] of texts)
      writeFileSync(join(this.#folder, 'unsaved', `unsaved-log-${uid}.json`), text)
  }

  async #stop(expected: number | undefined): Promise<void> {
    const started = performance.now()
    this.#server.kill('SIGTERM')
    const late = sleep(2 * LONGEST_STOP).then(() => this.#fail('does not end'))
    const { code, signal } = await Promise.race([this.#server.ended, late])
    const took = Math.round(performance.now() - started)
    if (signal !== null || (expected !== undefined && code !== expected) || took > LONGEST_STOP)
      this.#fail(`ended with ${code}, ${signal} after ${took} ms`)
    const refusals = this.#players.reduce((sum, player) => sum + player.refusals, 0)
    console.log(`${this.#name}: stopped in ${took} ms, ${refusals} times TRY_AGAIN in all`)
  }

  #checkLog(): void {
    const bad = ['uncaught', 'a worker has ended', 'a worker died', 'Unhandled']
    const line = this.#server.lines.find(line => bad.some(text => line.includes(text)))
    if (line) this.#fail(line)
  }

  #fail(what: string): never {
    throw new Error(`${this.#name}: ${what}\n${this.#server.lines.slice(-60).join('\n')}`)
  }

  async #all(work: (player: DiskPlayer) => Promise<void>): Promise<void> {
    const over = this.#server.ended.then(() => this.#fail('the server ended'))
    await Promise.race([Promise.all(this.#players.map(work)), over])
  }
}

function ignoreClose(error: Error): void {
  if (!error.message.startsWith('closed with')) throw error
}

function start(folder: string, disk: SmallDisk, sets: readonly string[]): ServerProcess {
  const all = [...SETTINGS, `store.path=${join(disk.folder, 'store')}`, ...sets]
  return startProcess({ args: [...freeSettings(folder), ...all.flatMap(set => ['--set', set])] })
}

async function checkLast(folder: string, disk: SmallDisk, players: readonly DiskPlayer[]): Promise<void> {
  const server = start(folder, disk, ['threads=2', `save.unsaved=${join(folder, 'unsaved')}`])
  try {
    const { gate } = await server.ready()
    await Promise.all(players.map(player => player.enter(gate)))
    server.kill('SIGTERM')
    const { code } = await server.ended
    if (code !== 0) throw new Error(`the last server ended with ${code}:\n${server.lines.join('\n')}`)
  } finally {
    server.kill('SIGKILL')
  }
}

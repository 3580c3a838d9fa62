// The heroes' players, in a process of their own: each is a game's client, with a session where the server has any, which hears patches
// and sends an input for each tick. It does not read what is in patches, which is the clients' work. Its parent asks what has come so
// far, or that so many of them stop reading for a while.

import { makeGame } from '../../../../protocol/client/index.ts'
import { FIELD, type FieldMessages, headsProtocol } from './field.ts'
import { ThinSocket } from './thin-socket.ts'

export type CrowdAsk = 'count' | 'resume' | { stop: number }

export interface CrowdCount {
  players: number
  /** Patches that came, all their bytes, and inputs that went. */
  patches: number
  bytes: number
  inputs: number
  /** ms of this process's processor. */
  cpu: number
}

const AT_ONCE = 50

class Steering {
  patches = 0
  inputs = 0
  socket!: ThinSocket
  readonly #game
  readonly #acc: string
  #view = 0
  #tick = 0

  constructor(url: string, acc: string, hasSession: boolean) {
    this.#acc = acc
    this.#game = makeGame<FieldMessages>(url, {
      protocol: headsProtocol,
      ...(!hasSession && { session: false, heartbeat: 0 }),
      login: request => request.login({ acc }),
      socket: to => {
        this.socket = new ThinSocket(to)
        return this.socket
      },
    })
    this.#game.on.field(({ patch }) => {
      this.patches++
      this.#tick = patch.tick
    })
  }

  async enter(id: string): Promise<void> {
    await this.#game.open()
    const { view } = await this.#game.request.room_join({ id })
    this.#view = view
  }

  /** As predict() does it. */
  steer(): void {
    const number = ++this.inputs
    const head = { view: this.#view, number, seen: Math.max(0, this.#tick - 2.5), applied: this.#tick }
    const turn = ((number + this.#acc.length) % 40) / 10 - 2
    this.#game.send.steer({ head, turn, go: true }, { droppable: true })
  }
}

const [url = '', room = '', count = '0', kind] = process.argv.slice(2)
const players = Array.from(
  { length: Number(count) },
  (_, i) => new Steering(url, `player${i}`, kind !== 'bare'),
)
for (let i = 0; i < players.length; i += AT_ONCE)
  await Promise.all(players.slice(i, i + AT_ONCE).map(player => player.enter(room)))
const begun = performance.now()
let stopped = 0
/** The tick up to which inputs have gone. */
let last = 0
const phaseOf = (ticks: number) => Math.floor(ticks * players.length)
setInterval(steer, 1)
process.on('message', (ask: CrowdAsk) => {
  if (ask === 'count') process.send!(countAll())
  else if (ask === 'resume') for (const { socket } of players.slice(0, stopped)) socket.resume()
  else for (const { socket } of players.slice(0, ask.stop)) socket.stop()
  stopped = typeof ask === 'object' ? ask.stop : ask === 'resume' ? 0 : stopped
})
process.once('disconnect', () => process.exit(0))
process.send!({ entered: players.length })

/** Each of them sends in its own part of a tick; what was missed is left out. */
function steer(): void {
  const ticks = (performance.now() - begun) / FIELD.tick
  const [from, to] = [phaseOf(last), phaseOf(ticks)]
  for (let due = Math.max(from, to - players.length); due < to; due++) {
    const i = due % players.length
    if (i >= stopped) players[i]!.steer()
  }
  last = ticks
}

function countAll(): CrowdCount {
  const sum = (of: (player: Steering) => number) => players.reduce((all, player) => all + of(player), 0)
  const { user, system } = process.cpuUsage()
  return {
    players: players.length,
    patches: sum(player => player.patches),
    bytes: sum(({ socket }) => socket.bytes),
    inputs: sum(player => player.inputs),
    cpu: (user + system) / 1000,
  }
}

// A whole server in the test's process, with the project's game unless told otherwise: real threads, sockets and stores in a
// folder that is gone afterwards. What the test holds in its hands: players, the time of day, the stores, services, faults.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GameMessages } from '../../protocol/client/connect.ts'
import type { Messages } from '../../protocol/client/index.ts'
import type { AgentsService } from '../../server/agent/agents-service.ts'
import { hasCode } from '../../server/core/errors.ts'
import type { Ref } from '../../server/core/service/ref.ts'
import { loadGame } from '../../server/kit/load-game.ts'
import { type Server, startServer } from '../../server/server.ts'
import type { RoleDocument } from '../../server/store/role-store.ts'
import { Player, type PlayerOptions } from '../support/client/player.ts'
import { type Settings, TestServer, testConfig } from '../support/server/server.ts'
import { until } from '../support/until.ts'
import { GameClock, type Moment } from './clock.ts'
import { endWithTest } from './ending.ts'
import { Faults } from './faults.ts'
import { type Answers, type AnyCommands, StandIn } from './stand-in.ts'
import { troubleOf } from './trouble.ts'

/** Settings by section, as in etc/*.ts, and what only a test gives. */
export interface StartGameOptions extends Settings {
  /** What the time of day is at the start. */
  now?: Moment
  /** Services that the game then doesn't start by itself. */
  standIns?: readonly StandIn<never>[]
  /** An earlier server's `folder`, with its stores; by default a new one, which is gone afterwards. */
  folder?: string
}

/** The project's game. */
export const DEMO = 'server/game/index.ts'

/** So that a role on the disk is nearly up to date: ms between two saves. */
const SAVE_INTERVAL = 50

interface Parts<M extends Messages> {
  server: Server
  folder: string
  ownsFolder: boolean
  clock: GameClock
  faults: Faults
  players: PlayerOptions<M>
  start(): Promise<Server>
}

export class GameServer<M extends Messages = GameMessages> extends TestServer {
  /** The time of day, on all threads. */
  readonly clock: GameClock
  /** `fail()`, `hang()` and `heal()` of all stores; `store.stores` are the stores themselves. */
  readonly store: Faults
  readonly #parts: Parts<M>
  readonly #players = new Set<Player<M>>()

  constructor(parts: Parts<M>) {
    super(parts.server, parts.folder, parts.ownsFolder)
    this.#parts = parts
    this.clock = parts.clock
    this.store = parts.faults
  }

  /** A player who is logged in. */
  async player(acc: string, options: Partial<PlayerOptions<M>> = {}): Promise<Player<M>> {
    const player = await Player.open<M>(this.url, acc, { ...this.#parts.players, ...options })
    this.#players.add(player)
    return player
  }

  async players<const A extends readonly string[]>(
    ...accs: A
  ): Promise<{ -readonly [I in keyof A]: Player<M> }> {
    return (await Promise.all(accs.map(acc => this.player(acc)))) as { -readonly [I in keyof A]: Player<M> }
  }

  /** What is stored of a player, by account, as soon as everything that has changed until now is. */
  async role<R = Record<string, unknown>>(acc: string): Promise<R & RoleDocument> {
    await this.until(({ unsaved }) => unsaved === 0)
    const found = await this.store.stores.roles.find({ acc: acc.normalize('NFC') })
    if (!found) throw new Error(`there is no role of the account ${acc}`)
    return found as R & RoleDocument
  }

  /** A service of this server, by name. */
  service<S>(name: string): Promise<Ref<S>> {
    return this.server.node.query<S>(name)
  }

  /** Launches what stands in for a service that nobody has started. One that the game starts: startGame's `standIns`. */
  async standIn<S = AnyCommands>(name: string, answers: Answers<S>): Promise<StandIn<S>> {
    const stand = new StandIn<S>(name, answers)
    await stand.launch(this.server.node).catch(error => {
      if (!hasCode(error, 'NAME_TAKEN')) throw error
      throw new TypeError(`${name} is running: give its stand-in to startGame: { standIns: [standIn(…)] }`)
    })
    return stand
  }

  /** An error that nothing catches ends the worker; resolves when another serves in its slot. */
  async loseWorker(slot: number): Promise<void> {
    const { node } = this.server
    if (slot === 0 || !node.slots.includes(slot))
      throw new TypeError(
        `slot: expected one of the workers ${node.slots.filter(each => each > 0).join(', ')}, got ${slot}`,
      )
    const agents = async () => (await node.query<AgentsService>(`.agents/${slot}`, 30_000)).address
    const lost = await agents()
    this.store.loseWorker(slot)
    await until(agents, found => found !== lost)
    await this.until(() => node.slots.includes(slot))
    await node.untilReady(slot)
  }

  /** Stops in order and starts again on the same stores, at the same time of day, on other ports. */
  async restart(): Promise<void> {
    this.#closePlayers()
    await this.server.stop()
    this.goOnWith(await this.#parts.start())
  }

  /** Every player leaves; resolves when nothing of any is left, and throws with what is. */
  override async emptied(ms?: number): Promise<void> {
    this.#closePlayers()
    await this.closeClients()
    await super.emptied(ms)
  }

  override async stop() {
    this.store.heal()
    this.#closePlayers()
    return super.stop()
  }

  #closePlayers(): void {
    for (const player of this.#players) player.close()
    this.#players.clear()
  }
}

/** Starts a server; in a vitest test it stops with the test, elsewhere by `stop()`. */
export async function startGame<M extends Messages = GameMessages>(
  options: StartGameOptions = {},
): Promise<GameServer<M>> {
  const { now, standIns = [], folder: given, ...settings } = options
  const folder = given ?? mkdtempSync(join(tmpdir(), 'gatehouse-'))
  const [clock, faults] = [new GameClock(now), new Faults()]
  const config = testConfig(
    { game: DEMO, ...settings, save: { interval: SAVE_INTERVAL, ...settings.save } },
    folder,
  )
  const start = async () => {
    const server = await startServer(config, { time: clock.time, stores: faults, standIns })
    clock.attach(server.node)
    return server
  }
  try {
    const { protocol } = await loadGame(config.game)
    const parts = { folder, ownsFolder: given === undefined, clock, faults, players: { protocol }, start }
    const game = new GameServer<M>({ ...parts, server: await start() })
    const tell = () => troubleOf(game.complaints())
    await endWithTest(() => game.stop(), tell)
    return game
  } catch (error) {
    if (given === undefined) rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

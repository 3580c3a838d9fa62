// The server as a process of its own, for what no server in the test's process can show: a `kill -9`, after which everything
// that was said to be stored has to be there.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GameMessages } from '../../protocol/client/connect.ts'
import type { Messages } from '../../protocol/client/index.ts'
import { loadGame } from '../../server/kit/load-game.ts'
import { Player, type PlayerOptions } from '../support/client/player.ts'
import { freeSettings, type ServerProcess, startProcess } from '../support/server/process.ts'
import type { Settings } from '../support/server/server.ts'
import { endWithTest } from './ending.ts'
import { DEMO } from './game-server.ts'

export class GameProcess<M extends Messages = GameMessages> {
  readonly folder = mkdtempSync(join(tmpdir(), 'gatehouse-'))
  readonly #args: string[]
  readonly #players: PlayerOptions<M>
  #process: ServerProcess | undefined
  #url = ''

  constructor(settings: Settings, players: PlayerOptions<M>) {
    this.#args = [...freeSettings(this.folder), ...setsOf(settings)]
    this.#players = players
  }

  get url(): string {
    return this.#url
  }

  /** What it has written until now. */
  get lines(): readonly string[] {
    return this.#process?.lines ?? []
  }

  /** Starts it, also after a kill: on the same stores, on another port. */
  async start(): Promise<void> {
    this.#process = startProcess({ args: this.#args })
    this.#url = `ws://127.0.0.1:${(await this.#process.ready()).gate}`
  }

  player(acc: string, options: Partial<PlayerOptions<M>> = {}): Promise<Player<M>> {
    return Player.open<M>(this.#url, acc, { ...this.#players, ...options })
  }

  /** Ends it at once, as a power cut does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Stops it in order, and removes its folder. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#process?.kill(signal)
    await this.#process?.ended
  }
}

/** Starts a server process with the project's game unless told otherwise; in a vitest test it stops with the test. */
export async function startGameProcess<M extends Messages = GameMessages>(
  settings: Settings = {},
): Promise<GameProcess<M>> {
  const { game = DEMO } = settings
  const { protocol } = await loadGame(game)
  const server = new GameProcess<M>({ ...settings, game }, { protocol })
  await endWithTest(() => server.stop())
  await server.start()
  return server
}

/** As on the command line. */
const setsOf = (settings: Settings): string[] =>
  Object.entries(settings)
    .flatMap(([section, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([key, each]) => [`${section}.${key}`, each])
        : [[section, value]],
    )
    .flatMap(([key, value]) => ['--set', `${key}=${JSON.stringify(value)}`])

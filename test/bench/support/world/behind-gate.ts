// A field with its players: a server in a process of its own, ours or the bare one, and the players in another. Both can be held, so
// that two fields are measured in turns on one machine.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Game, makeGame } from '../../../../protocol/client/index.ts'
import type { CrowdAsk, CrowdCount } from './crowd.ts'
import { FIELD, type FieldMessages, fieldProtocol } from './field.ts'
import { ThinSocket } from './thin-socket.ts'

export interface Spent {
  /** Of a core: 0.25 is a quarter. */
  user: number
  system: number
  /** A second. */
  patches: number
  inputs: number
  /** A second, for one player. */
  bytes: number
}

export class FieldBehindGate {
  readonly url: string
  readonly room: string
  readonly #server: ChildProcess
  readonly #crowd: ChildProcess
  readonly #close: () => void

  private constructor(parts: {
    url: string
    room: string
    server: ChildProcess
    crowd: ChildProcess
    close(): void
  }) {
    this.url = parts.url
    this.room = parts.room
    this.#server = parts.server
    this.#crowd = parts.crowd
    this.#close = parts.close
  }

  /** The kit's server with one worker, as in production. */
  static async ours(): Promise<FieldBehindGate> {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
    const game = 'game=test/bench/support/world/field-game.ts'
    const words = [
      folder,
      '1',
      game,
      'development=false',
      'gate.host=127.0.0.1',
      'gate.maxClients=2000',
      'log.level=fatal',
    ]
    const { child: server, url } = await start('../gatehouse.ts', words, ['--expose-gc'])
    const host = await clientOf(url, 'host').game
    const { room } = await host.request.room_create({ name: 'field' })
    const crowd = await crowdOf(url, room.id, 'session')
    const close = () => {
      host.close()
      rmSync(folder, { recursive: true, force: true })
    }
    return new FieldBehindGate({ url, room: room.id, server, crowd, close })
  }

  static async bare(): Promise<FieldBehindGate> {
    const { child: server, url } = await start('./bare-server.ts', [], [])
    const crowd = await crowdOf(url, '', 'bare')
    return new FieldBehindGate({ url, room: '', server, crowd, close: () => undefined })
  }

  hold(): void {
    for (const child of [this.#crowd, this.#server]) child.kill('SIGSTOP')
  }

  goOn(): void {
    for (const child of [this.#server, this.#crowd]) child.kill('SIGCONT')
  }

  async measure(ms: number): Promise<Spent> {
    const from = await this.#look()
    await sleep(ms)
    const to = await this.#look()
    const seconds = (to.at - from.at) / 1000
    return {
      user: (to.cpu.user - from.cpu.user) / 1e6 / seconds,
      system: (to.cpu.system - from.cpu.system) / 1e6 / seconds,
      patches: (to.crowd.patches - from.crowd.patches) / seconds,
      inputs: (to.crowd.inputs - from.crowd.inputs) / seconds,
      bytes: (to.crowd.bytes - from.crowd.bytes) / seconds / FIELD.heroes,
    }
  }

  tellCrowd(ask: CrowdAsk): void {
    this.#crowd.send(ask)
  }

  count(): Promise<CrowdCount> {
    return ask(this.#crowd, 'count')
  }

  /** KB of the server's memory that is not backed by a file, after a collection. */
  async memory(): Promise<number> {
    return (await ask<{ anonymous: number }>(this.#server, 'collect')).anonymous
  }

  async close(): Promise<void> {
    this.goOn()
    this.#crowd.disconnect()
    this.#close()
    const exited = once(this.#server, 'exit')
    this.#server.disconnect()
    await exited
  }

  async #look() {
    const crowd = await this.count()
    const { cpu } = await ask<{ cpu: NodeJS.CpuUsage }>(this.#server, 'cpu')
    return { at: performance.now(), crowd, cpu }
  }
}

/** A client that reads all of a patch, and its socket. */
export function clientOf(
  url: string,
  acc: string,
): { game: Promise<Game<FieldMessages>>; socket(): ThinSocket } {
  let socket!: ThinSocket
  const game = makeGame<FieldMessages>(url, {
    protocol: fieldProtocol,
    login: request => request.login({ acc }),
    socket: to => {
      socket = new ThinSocket(to)
      return socket
    },
  })
  const opened = game.open().then(() => game)
  return { game: opened, socket: () => socket }
}

async function start(
  file: string,
  words: string[],
  execArgv: string[],
): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL(file, import.meta.url), words, { execArgv, stdio: 'inherit' })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, url: `ws://127.0.0.1:${port}` }
}

async function crowdOf(url: string, room: string, kind: string): Promise<ChildProcess> {
  const words = [url, room, String(FIELD.heroes), kind]
  const crowd = fork(new URL('./crowd.ts', import.meta.url), words, { stdio: 'inherit' })
  await once(crowd, 'message')
  return crowd
}

async function ask<T>(child: ChildProcess, what: string): Promise<T> {
  child.send(what)
  const [answer] = (await once(child, 'message')) as [T]
  return answer
}

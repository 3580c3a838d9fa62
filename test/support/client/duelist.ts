// A player of the game of duels, whose messages the demo's types know nothing of.

import { makeGame } from '../../../protocol/client/index.ts'
import { duelProtocol } from '../games/duel.ts'
import type { TestServer } from '../server/server.ts'
import { until } from '../until.ts'

type Body = Record<string, unknown>
type Ask = (body?: Body) => Promise<Body>

export class Duelist {
  uid = ''
  readonly news: string[] = []
  readonly request: Record<string, Ask>
  readonly close: () => void

  private constructor(game: { request: unknown; close(): void }) {
    this.request = game.request as Record<string, Ask>
    this.close = () => game.close()
  }

  static async open({ url }: Pick<TestServer, 'url'>, acc: string): Promise<Duelist> {
    let uid = ''
    const game = makeGame(url, {
      protocol: duelProtocol,
      reconnect: false,
      heartbeat: 0,
      login: async (request: never) => {
        uid = (await (request as Record<string, Ask>).login!({ acc })).uid as string
      },
    } as never)
    const duelist = new Duelist(game as never)
    const { on } = game as unknown as { on: Record<string, (hear: (body: Body) => void) => void> }
    on.news!(({ text }) => duelist.news.push(text as string))
    await (game as unknown as { open(): Promise<void> }).open()
    duelist.uid = uid
    return duelist
  }

  ask(name: string, body?: Body): Promise<Body> {
    return this.request[name]!(body)
  }

  async mine(): Promise<{ gold: number; wins: number }> {
    const { gold = 0, wins = 0 } = (await this.ask('mine')) as { gold?: number; wins?: number }
    return { gold, wins }
  }

  async heard(text: string): Promise<void> {
    await until(
      () => this.news,
      news => news.includes(text),
    )
  }
}

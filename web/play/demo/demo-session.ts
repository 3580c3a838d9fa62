// One player's game, written with the typed client as a game would: the daily sign-in and present, the shop, a duel. It
// knows what the server has told, and nothing else.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { Failure } from '../model/log.ts'
import type { PanelMessages } from '../model/panel-messages.ts'
import { failureOf } from '../model/panel-state.ts'

type PanelGame = Game<PanelMessages>

export const HANDS = ['rock', 'paper', 'scissors'] as const
export type Hand = (typeof HANDS)[number]

export type Duel =
  | { phase: 'none' }
  | { phase: 'waiting'; room: string }
  | { phase: 'on'; room: string; opponent: string; hand: Hand | undefined }
  | { phase: 'over'; result: 'won' | 'lost' | 'draw'; gold: number }

export class DemoSession extends Store {
  readonly connection: Connection
  /** undefined: the server has not told. */
  gold: number | undefined
  signs: number | undefined
  present: { gold: number; days: number } | undefined
  /** Offer -> how many can still be bought today. */
  readonly left = new Map<number, number>()
  duel: Duel = { phase: 'none' }
  problem: Failure | undefined
  #game: PanelGame | undefined
  #uid: string | undefined

  constructor(connection: Connection) {
    super()
    this.connection = connection
    connection.subscribe(() => this.#look())
    this.#look()
  }

  sign(): Promise<void> {
    return this.#do(async () => {
      this.signs = (await this.#ask(({ request }) => request.sign({}))).sign_cnt
    })
  }

  takePresent(): Promise<void> {
    return this.#do(async () => {
      this.present = await this.#ask(({ request }) => request.present({}))
    })
  }

  buy(offer: number): Promise<void> {
    return this.#do(async () => {
      const { gold, left } = await this.#ask(({ request }) => request.shop_buy({ offer, count: 1 }))
      this.gold = gold
      this.left.set(offer, left)
    })
  }

  /** Meets an opponent, or waits for one. */
  join(): Promise<void> {
    return this.#do(async () => {
      const acc = this.connection.player ?? ''
      this.#uid = (await this.#ask(({ request }) => request.presence({ acc }))).uid
      const { room } = await this.#ask(({ request }) => request.duel_join({}))
      if (this.duel.phase !== 'on') this.duel = { phase: 'waiting', room }
    })
  }

  show(hand: Hand): Promise<void> {
    return this.#do(async () => {
      if (this.duel.phase === 'on') this.duel = { ...this.duel, hand }
      await this.#ask(({ request }) => request.duel_show({ hand }))
    })
  }

  giveUp(): Promise<void> {
    return this.#do(async () => {
      const { duel } = this
      if (duel.phase !== 'waiting' && duel.phase !== 'on') return
      await this.#ask(({ request }) => request.room_leave({ id: duel.room }))
      this.duel = { phase: 'none' }
    })
  }

  /** A new connection is a new game: what was under way is over. */
  #look(): void {
    const game = this.connection.game as unknown as PanelGame | undefined
    if (!game || game === this.#game) return
    this.#game = game
    this.duel = { phase: 'none' }
    game.on.duel_begun?.(({ room, names }) => {
      const opponent = names.find(name => name !== this.connection.player) ?? ''
      this.#told({ phase: 'on', room, opponent, hand: undefined })
    })
    game.on.duel_over?.(({ winner, gold }) => {
      const result = winner === '' ? 'draw' : winner === this.#uid ? 'won' : 'lost'
      this.#told({ phase: 'over', result, gold })
    })
  }

  #told(duel: Duel): void {
    this.duel = duel
    this.changed()
  }

  #ask<T>(ask: (game: PanelGame) => Promise<T>): Promise<T> {
    const game = this.#game
    return game ? this.connection.asPanel(() => ask(game)) : Promise.reject(new Error('not connected'))
  }

  /** What fails is shown in the panel. */
  async #do(work: () => Promise<void>): Promise<void> {
    try {
      this.problem = undefined
      await work()
    } catch (error) {
      this.problem = failureOf(error as Error)
    }
    this.changed()
  }
}

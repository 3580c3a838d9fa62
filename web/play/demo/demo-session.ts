// One player's game, written with the typed client as a game would: the daily check-in and present, the shop, a duel. It
// knows what the server has told, and nothing else.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { Failure } from '../model/log.ts'
import type { PanelMessages } from '../model/panel-messages.ts'
import { failureOf } from '../model/panel-state.ts'
import type { Offer } from './offers.ts'

type PanelGame = Game<PanelMessages>

export const HANDS = ['rock', 'paper', 'scissors'] as const
export type Hand = (typeof HANDS)[number]

export type Duel =
  | { phase: 'none' }
  | { phase: 'waiting'; room: string }
  | { phase: 'on'; room: string; opponent: string; hand: Hand | undefined }
  | { phase: 'over'; result: 'won' | 'lost' | 'draw'; gold: number }

/** What was asked for: a number is an offer of the shop. */
export type Deed = 'sign' | 'present' | 'duel' | number

export class DemoSession extends Store {
  readonly connection: Connection
  /** undefined: the server has not told. */
  gold: number | undefined
  signs: number | undefined
  /** That of the day; `before`: it was taken before this page looked. */
  present: { gold: number; days: number } | 'before' | undefined
  /** Of the shop; undefined: not known yet. */
  offers: readonly Offer[] | undefined
  /** Offer -> how many can still be bought today. */
  readonly left = new Map<number, number>()
  duel: Duel = { phase: 'none' }
  #refused: { deed: Deed; failure: Failure } | undefined
  #game: PanelGame | undefined
  #told: Record<string, unknown> | undefined
  #acc: string | undefined

  constructor(connection: Connection) {
    super()
    this.connection = connection
    connection.subscribe(() => this.#look())
    this.#look()
  }

  /** Whether something has come that can be shown. */
  get hasContent(): boolean {
    return this.gold !== undefined || this.offers !== undefined
  }

  /** Why this was refused, if it was what was asked last. */
  refusalOf(deed: Deed): Failure | undefined {
    return this.#refused && this.#refused.deed === deed ? this.#refused.failure : undefined
  }

  /** Forgets what was refused. */
  dismiss(): void {
    this.#refused = undefined
    this.changed()
  }

  sign(): Promise<void> {
    return this.#do('sign', async () => {
      this.signs = (await this.#ask(({ request }) => request.sign({}))).sign_cnt
      await this.#askGold()
    })
  }

  takePresent(): Promise<void> {
    return this.#do('present', async () => {
      this.present = await this.#ask(({ request }) => request.present({}))
      await this.#askGold()
    })
  }

  buy(offer: number): Promise<void> {
    return this.#do(offer, async () => {
      const { gold, left } = await this.#ask(({ request }) => request.shop_buy({ offer, count: 1 }))
      this.gold = gold
      this.left.set(offer, left)
    })
  }

  /** Meets an opponent, or waits for one. */
  join(): Promise<void> {
    return this.#do('duel', async () => {
      const { uid } = this.connection.login.told
      const who = typeof uid === 'string' ? { uid } : { acc: this.connection.player ?? '' }
      this.#acc = (await this.#ask(({ request }) => request.presence(who))).acc
      const { room } = await this.#ask(({ request }) => request.duel_join({}))
      if (this.duel.phase !== 'on') this.duel = { phase: 'waiting', room }
    })
  }

  show(hand: Hand): Promise<void> {
    return this.#do('duel', async () => {
      if (this.duel.phase === 'on') this.duel = { ...this.duel, hand }
      await this.#ask(({ request }) => request.duel_show({ hand }))
    })
  }

  giveUp(): Promise<void> {
    return this.#do('duel', async () => {
      const { duel } = this
      if (duel.phase !== 'waiting' && duel.phase !== 'on') return
      await this.#ask(({ request }) => request.room_leave({ id: duel.room }))
      this.duel = { phase: 'none' }
    })
  }

  /** A new connection is a new game: what was under way is over. */
  #look(): void {
    const { told } = this.connection.login
    if (told !== this.#told) this.#begin(told)
    const game = this.connection.game as unknown as PanelGame | undefined
    if (!game || game === this.#game) return
    this.#game = game
    this.duel = { phase: 'none' }
    game.on.duel_begun?.(({ room, names }) => {
      const opponent = names.find(name => name !== (this.#acc ?? this.connection.player)) ?? ''
      this.#entered({ phase: 'on', room, opponent, hand: undefined })
    })
    game.on.duel_over?.(({ winner, gold }) => {
      const isMine = this.connection.isPlayer({ uid: winner, acc: '' })
      this.#entered({ phase: 'over', result: winner === '' ? 'draw' : isMine ? 'won' : 'lost', gold })
      if (isMine) void this.#askGold().then(() => this.changed())
    })
  }

  /** With what the login has told: of another day, or another player. */
  #begin(told: Record<string, unknown>): void {
    this.#told = told
    this.gold = numberIn(told.gold)
    this.signs = numberIn(told.sign_cnt)
    this.present = undefined
    this.left.clear()
    this.#refused = undefined
    this.changed()
  }

  #entered(duel: Duel): void {
    this.duel = duel
    this.changed()
  }

  #ask<T>(ask: (game: PanelGame) => Promise<T>): Promise<T> {
    const game = this.#game
    return game ? this.connection.asPanel(() => ask(game)) : Promise.reject(new Error('not connected'))
  }

  /** A check-in, a present and a duel do not tell how much there is now; a market does. */
  async #askGold(): Promise<void> {
    const item = this.offers?.[0]?.item
    const show = this.#game?.request.market_show
    this.gold =
      item === undefined || !show
        ? undefined
        : (await this.connection.asPanel(() => show({ item })).catch(() => undefined))?.gold
  }

  /** What fails is shown beside what was asked. */
  async #do(deed: Deed, work: () => Promise<void>): Promise<void> {
    try {
      this.#refused = undefined
      await work()
    } catch (error) {
      const failure = failureOf(error as Error)
      if (failure.code === 'ALREADY_GIVEN') this.present = 'before'
      this.#refused = { deed, failure }
    }
    this.changed()
  }
}

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

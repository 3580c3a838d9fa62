// One player's game, written with the typed client as a game would: the daily check-in and present, the shop, a duel. It
// knows what the server has told, and nothing else.

import type { Game } from '../../../protocol/client/index.ts'
import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { Failure } from '../model/log.ts'
import { hear } from '../model/panel-hearing.ts'
import type { Hearing, PanelMessages, RoomMember } from '../model/panel-messages.ts'
import { failureOf, panelStateOf } from '../model/panel-state.ts'
import type { Offer } from './offers.ts'

type PanelGame = Game<PanelMessages>

export const HANDS = ['rock', 'paper', 'scissors'] as const
export type Hand = (typeof HANDS)[number]

/** As the server knows a player. */
interface Who {
  uid: string
  acc: string
}

export type Duel =
  | { phase: 'none' }
  | { phase: 'waiting'; room: string }
  | { phase: 'on'; room: string; opponent: Who; hand: Hand | undefined }
  | { phase: 'over'; result: 'won' | 'lost' | 'draw'; gold: number }

/** What was asked for: a number is an offer of the shop. */
export type Deed = 'sign' | 'present' | 'duel' | number

/** What it is remembered by over a reload. */
const MEMORY = 'duel'

export class DemoSession extends Store {
  readonly connection: Connection
  /** undefined: the server has not told. */
  gold: number | undefined
  signs: number | undefined
  /** That of the day; `before`: it was taken before this page looked. */
  present: { gold: number; days: number } | 'before' | undefined
  #offers: readonly Offer[] | undefined
  /** Offer -> how many can still be bought today. */
  readonly left = new Map<number, number>()
  duel: Duel = { phase: 'none' }
  #refused: { deed: Deed; failure: Failure } | undefined
  #game: PanelGame | undefined
  /** Nothing has been asked with this game yet. */
  #isNew = false
  /** The room of the duel that has ended last. */
  #over: string | undefined
  #told: Record<string, unknown> | undefined
  readonly #hearing: Hearing = {
    sign: (_, { sign_cnt }) => {
      this.signs = sign_cnt
      return this.#askGold()
    },
    present: (_, present) => {
      this.present = present
      return this.#askGold()
    },
    shop_buy: ({ offer }, { gold, left }) => {
      this.gold = gold
      this.left.set(offer, left)
    },
    market_show: (_, { gold }) => {
      this.gold = gold
    },
    duel_join: (_, { room }) => {
      if (this.duel.phase !== 'on') this.#enter({ phase: 'waiting', room })
    },
    duel_show: ({ hand }) => {
      const { duel } = this
      const shown = HANDS.find(each => each === hand)
      if (duel.phase === 'on' && shown) this.#enter({ ...duel, hand: shown })
    },
    room_leave: ({ id }) => {
      if ('room' in this.duel && this.duel.room === id) this.#enter({ phase: 'none' })
    },
  }

  constructor(connection: Connection) {
    super()
    this.connection = connection
    connection.subscribe(() => this.#look())
    hear(connection, this.#hearing, () => this.changed())
    this.#look()
  }

  /** Of the shop; undefined: not known yet. */
  get offers(): readonly Offer[] | undefined {
    return this.#offers
  }

  /** With them it is found out how much gold there is, where no login has told. */
  know(offers: readonly Offer[]): void {
    this.#offers = offers
    if (this.gold === undefined && panelStateOf(this.connection) === 'in')
      void this.#askGold().then(() => this.changed())
  }

  /** Whether something has come that can be shown. */
  get hasContent(): boolean {
    return this.gold !== undefined || this.#offers !== undefined
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
    return this.#do('sign', async () =>
      this.#hearing.sign!({}, await this.#ask(({ request }) => request.sign({}))),
    )
  }

  takePresent(): Promise<void> {
    return this.#do('present', async () =>
      this.#hearing.present!({}, await this.#ask(({ request }) => request.present({}))),
    )
  }

  buy(offer: number): Promise<void> {
    const body = { offer, count: 1 }
    return this.#do(offer, async () =>
      this.#hearing.shop_buy!(body, await this.#ask(({ request }) => request.shop_buy(body))),
    )
  }

  /** Meets an opponent, or waits for one. */
  join(): Promise<void> {
    return this.#do('duel', async () =>
      this.#hearing.duel_join!({}, await this.#ask(({ request }) => request.duel_join({}))),
    )
  }

  show(hand: Hand): Promise<void> {
    return this.#do('duel', async () => {
      await this.#hearing.duel_show!({ hand }, {})
      await this.#ask(({ request }) => request.duel_show({ hand }))
    })
  }

  giveUp(): Promise<void> {
    return this.#do('duel', async () => {
      const { duel } = this
      if (duel.phase !== 'waiting' && duel.phase !== 'on') return
      const body = { id: duel.room }
      await this.#hearing.room_leave!(body, await this.#ask(({ request }) => request.room_leave(body)))
    })
  }

  /** A new connection is a new game: what was under way is over, but for who goes on with the session. */
  #look(): void {
    const { told } = this.connection.login
    if (told !== this.#told) this.#begin(told)
    const game = this.connection.game as unknown as PanelGame | undefined
    if (game && game !== this.#game) this.#listen(game)
    if (!this.#isNew || panelStateOf(this.connection) !== 'in') return
    this.#isNew = false
    void this.#goOn()
  }

  #listen(game: PanelGame): void {
    this.#game = game
    this.#isNew = true
    this.duel = { phase: 'none' }
    game.on.duel_begun?.(({ room, names }) => void this.#meet(room, names))
    game.on.duel_over?.(({ room, winner, gold }) => {
      this.#over = room
      const isMine = this.connection.isPlayer({ uid: winner, acc: '' })
      this.#enter({ phase: 'over', result: winner === '' ? 'draw' : isMine ? 'won' : 'lost', gold })
      if (isMine) void this.#askGold().then(() => this.changed())
    })
  }

  /** `names`: of accounts; which of them is the other's, the members of the duel tell. */
  async #meet(room: string, names: readonly string[]): Promise<void> {
    const others = await this.#others(room).catch(() => [])
    const opponent = others[0] ?? { uid: '', acc: names.find(name => name !== this.connection.player) ?? '' }
    if (room !== this.#over) this.#enter({ phase: 'on', room, opponent, hand: undefined })
  }

  /** The page was loaded again, and the player may still be in a duel. */
  async #goOn(): Promise<void> {
    const kept = this.connection.memory.recalled(MEMORY) as { room: string; hand?: Hand } | undefined
    const others = kept && (await this.#others(kept.room).catch(() => undefined))
    if (!kept || !others || this.duel.phase !== 'none' || kept.room === this.#over) return
    const { room, hand } = kept
    this.#enter(others[0] ? { phase: 'on', room, opponent: others[0], hand } : { phase: 'waiting', room })
  }

  /** Who is in the duel besides this player. Rejects for who is not in it. */
  async #others(id: string): Promise<RoomMember[]> {
    const wanted = { id, start: 0, limit: 2 }
    const { members } = await this.#ask(({ request }) => request.room_members(wanted))
    this.connection.meet(members)
    return members.filter(member => !this.connection.isPlayer(member))
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

  #enter(duel: Duel): void {
    this.duel = duel
    const { room, hand } = { room: undefined, hand: undefined, ...duel }
    this.connection.memory.remember(MEMORY, room && { room, hand })
    this.changed()
  }

  #ask<T>(ask: (game: PanelGame) => Promise<T>): Promise<T> {
    const game = this.#game
    return game ? this.connection.asPanel(() => ask(game)) : Promise.reject(new Error('not connected'))
  }

  /** A check-in, a present and a duel do not tell how much there is now; a market does. */
  async #askGold(): Promise<void> {
    const item = this.#offers?.[0]?.item
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

// One page's game in the arena, written with the client as a game would: a connection of its own, as a player of its own, so that its
// frames don't fill the log. Where players have accounts that is a guest, else who signs in. What is drawn is asked of `view`; what
// changes slowly is told as a store, twice a second.

import { steerHero } from '../../../protocol/arena.ts'
import { RequestError } from '../../../protocol/client/errors.ts'
import type { Game, GameState } from '../../../protocol/client/index.ts'
import { type Predictor, predict, simulate, watch } from '../../../protocol/client/world/index.ts'
import type { Seen, WorldView } from '../../../protocol/client/world/types.ts'
import { Store } from '../../ui/store.ts'
import type { ConnectionSettings } from '../model/connection-settings.ts'
import type { Failure } from '../model/log.ts'
import { Login, type SignsIn } from '../model/login/login.ts'
import type { LoginDesk } from '../model/login/login-desk.ts'
import { failureOf } from '../model/panel-state.ts'
import type { Protocols } from '../model/protocols.ts'
import type { ArenaMessages, Hero, Truth, Wanted } from './arena-messages.ts'

export type ArenaWorld = WorldView<ArenaMessages, 'arena_view'>
export type SeenHero = Seen<Hero>

const EVERY = 500
/** How often the server is asked for all that it knows, in ms. */
const LOOK = 250
/** ms that a cut lasts. */
export const CUT = 10_000

/** What it is played on. */
export interface ArenaPlace {
  readonly protocols: Protocols
  /** Where players have accounts. */
  readonly login: LoginDesk | undefined
}

export class ArenaSession extends Store implements SignsIn {
  readonly network = simulate({})
  readonly settings: ConnectionSettings
  readonly login: Login
  /** Called when the settings were changed. */
  onSettings: () => void = () => undefined
  view: ArenaWorld | undefined
  /** What the server said last of all heroes. */
  truth: Truth | undefined
  failure: Failure | undefined
  /** Nobody plays, and nobody is about to: who wants to has to say so. */
  isOut = false
  /** Why the connection ended for good. */
  ended: { code: number; reason: string } | undefined
  /** Bytes a second, and the largest correction, since the last look. */
  meter = { received: 0, sent: 0, correction: 0 }
  #count = { received: 0, sent: 0, correction: 0 }
  #game: Game<ArenaMessages> | undefined
  #drive: Predictor<Wanted> | undefined
  readonly #place: ArenaPlace
  #isStopped = false
  #isLooking = false
  /** When the network is back. */
  #cutUntil = 0
  #timers: ReturnType<typeof setInterval>[] = []

  /** `settings`: as whom it plays. */
  constructor(place: ArenaPlace, settings: ConnectionSettings) {
    super()
    this.#place = place
    this.settings = settings
    this.login = new Login({
      settings,
      desk: place.login,
      protocols: () => place.protocols,
      change: changed => this.change(changed),
      failed: error => this.#failed(failureOf(error)),
    })
  }

  get state(): GameState {
    return this.login.isAsking ? 'login' : (this.#game?.state ?? 'closed')
  }

  get isAway(): boolean {
    return this.#game !== undefined && this.#game.state !== 'open'
  }

  /** Seconds until the network is back. */
  get cutFor(): number {
    return Math.max(0, Math.ceil((this.#cutUntil - performance.now()) / 1000))
  }

  get pending(): number {
    return this.#drive?.pending ?? 0
  }

  get botCount(): number {
    return this.truth?.heroes.filter(({ is_bot }) => is_bot).length ?? 0
  }

  /** The player's hero as the last patch had it. */
  get own(): SeenHero | undefined {
    for (const hero of this.view?.heroes ?? []) if (this.isOwn(hero)) return hero
    return undefined
  }

  isOwn = ({ uid }: { uid?: string | undefined }): boolean => uid !== undefined && uid === this.login.told.uid

  change(settings: Partial<ConnectionSettings>): void {
    Object.assign(this.settings, settings)
    this.onSettings()
    this.changed()
  }

  /** Plays at once where nothing has to be typed in for that. */
  async start(): Promise<void> {
    this.#timers = [setInterval(() => this.#measure(), EVERY), setInterval(() => this.#look(), LOOK)]
    const { login, protocols } = this.#place
    if (login && this.settings.way === undefined) {
      await login.looked
      this.change({ way: login.ways.includes('device') ? 'device' : (login.ways[0] ?? '') })
    }
    this.isOut = login ? this.login.begin() !== undefined : protocols.asksToken
    if (this.isOut) this.changed()
    else await this.enter()
  }

  /** Signs in as the settings say, and plays; what fails is shown. */
  async enter(): Promise<void> {
    this.#leave()
    this.ended = undefined
    this.failure = this.login.begin()
    this.isOut = this.failure !== undefined
    this.changed()
    if (this.isOut || this.#isStopped) return
    await this.#try(() => this.#begin())
    if (this.view || this.#isStopped) return
    this.#leave()
    this.isOut = true
    this.changed()
  }

  async signOut(): Promise<void> {
    this.#leave()
    await this.login.signOut()
  }

  stop(): void {
    this.#isStopped = true
    for (const timer of this.#timers) clearInterval(timer)
    this.#leave()
  }

  /** The network is away for a while. */
  cut(): void {
    this.#cutUntil = performance.now() + CUT
    this.network.cut(CUT)
    this.changed()
  }

  /** What the player wants now; for each frame. */
  drive(wanted: Wanted): void {
    this.#drive?.(wanted)
  }

  setBots(count: number): Promise<void> {
    return this.#try(async () => {
      const room = this.view?.joined.room.id
      if (room) await this.#game?.request.arena_bots({ room, count })
      await this.#look()
    })
  }

  dismiss(): void {
    this.failure = undefined
    this.changed()
  }

  async #begin(): Promise<void> {
    try {
      await this.login.signIn()
      if (this.#isStopped) return
      this.#game = this.#makeGame()
      await this.#game.open()
    } catch (error) {
      if (error instanceof RequestError) this.login.refused(error)
      throw error
    }
    await this.#join()
  }

  #makeGame(): Game<ArenaMessages> {
    const { protocols } = this.#place
    const game = protocols.makeGame(protocols.gateUrl, {
      socket: this.network.socket,
      trace: ({ direction, data }) => {
        this.#count[direction] += data.length
      },
      login: async request => {
        await this.login.enter(request)
      },
    })
    this.login.watch(game)
    const arena = game as unknown as Game<ArenaMessages>
    game.listen('closed', ({ retryIn, code, reason }) => {
      if (retryIn !== undefined || this.#game !== arena) return
      this.ended = { code, reason }
      this.#leave()
      this.isOut = true
      this.changed()
    })
    return arena
  }

  #leave(): void {
    const game = this.#game
    const room = this.view?.joined.room.id
    this.#game = this.view = this.truth = this.#drive = undefined
    if (!game) return
    const left = room && game.state === 'open' ? game.request.room_leave({ id: room }) : Promise.resolve({})
    void left.catch(() => undefined).then(() => game.close())
  }

  async #join(): Promise<void> {
    const game = this.#game
    if (!game) return
    const view = watch(game, 'arena_view', await game.request.arena_join())
    this.view = view
    this.#drive = predict(view, 'arena_steer', 'heroes', this.isOwn, steerHero)
    this.#drive.onCorrection(size => {
      this.#count.correction = Math.max(this.#count.correction, size)
    })
    view.listen('ended', () => {
      if (this.#game === game) void this.#try(() => this.#join())
    })
    this.changed()
  }

  #measure(): void {
    const { received, sent, correction } = this.#count
    this.meter = { received: (received * 1000) / EVERY, sent: (sent * 1000) / EVERY, correction }
    this.#count = { received: 0, sent: 0, correction: 0 }
    this.changed()
  }

  /** One that is on its way is the answer to all that ask meanwhile. */
  async #look(): Promise<void> {
    const room = this.view?.joined.room.id
    if (this.#isLooking || !room || this.isAway) return
    this.#isLooking = true
    const truth = await this.#game!.request.arena_truth({ room }).catch(() => undefined)
    this.#isLooking = false
    if (truth && this.view) this.truth = truth
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!this.#isStopped && !this.ended) this.#failed(failureOf(error as Error))
    }
  }

  #failed(failure: Failure): void {
    this.failure = failure
    this.changed()
  }
}

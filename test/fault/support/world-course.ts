// One world and its clients, behind a weak network: what each of them has is compared with what the server believes that it has, while
// they play, and with what there is when all have come to rest.

import { createRandom, type Random } from '../../support/client/hostile-frames.ts'
import { until } from '../../support/until.ts'
import { Watcher } from '../../support/world/watcher.ts'

export interface WorldCounts {
  patches: number
  fulls: number
  returns: number
  /** Comparisons while they played. */
  exact: number
}

export interface WorldCourseOptions {
  /** Of the server, and of weak networks before it. */
  url: string
  weak: readonly string[]
  kind: string
  round: number
}

const CLIENTS = 6
const PLAY = 1500
const BOTS = 60

export class WorldCourse {
  readonly counts: WorldCounts = { patches: 0, fulls: 0, returns: 0, exact: 0 }
  readonly #options: WorldCourseOptions
  readonly #random: Random
  readonly #watchers: Watcher[] = []

  constructor(options: WorldCourseOptions) {
    this.#options = options
    this.#random = createRandom(options.round)
  }

  async run(): Promise<WorldCounts> {
    const { url, kind, round } = this.#options
    const host = await Watcher.open(url, `host ${round}`)
    try {
      await host.create(kind, BOTS)
      for (let i = 0; i < CLIENTS; i++) await this.#enter(host.id, i)
      await Promise.all([host, ...this.#watchers].map(watcher => this.#play(watcher)))
      await host.look('freeze', { is_frozen: true })
      for (const watcher of [host, ...this.#watchers]) await this.#rest(watcher)
    } finally {
      for (const { player } of [host, ...this.#watchers]) player.close()
    }
    for (const { mirror } of [host, ...this.#watchers]) {
      this.counts.patches += mirror.patches
      this.counts.fulls += mirror.fulls
    }
    return this.counts
  }

  async #enter(id: string, i: number): Promise<void> {
    const { weak, round } = this.#options
    const format = i % 3 === 0 ? 'text' : 'binary'
    const open = () =>
      Watcher.open(weak[i % weak.length]!, `player ${round} ${i}`, { comesBack: true, format })
    const watcher = await tryAgain(open)
    this.#watchers.push(watcher)
    const { game } = watcher.player
    game.listen('resumed', () => this.counts.returns++)
    game.listen('restarted', () => void watcher.joinAgain().catch(() => undefined))
    await tryAgain(() => watcher.join(id))
  }

  /** Steers, and now and then compares. */
  async #play(watcher: Watcher): Promise<void> {
    const end = performance.now() + PLAY
    while (performance.now() < end) {
      watcher.steer({ turn: this.#random() * 4 - 2, go: this.#random() < 0.7, fire: this.#random() < 0.2 })
      if (this.#random() < 0.05) await this.#compare(watcher)
      await new Promise(resolve => setTimeout(resolve, 20 + this.#random() * 30))
    }
  }

  /** True where it could be compared: nothing was pending, and nothing on its way. */
  async #compare(watcher: Watcher): Promise<boolean> {
    if (watcher.error) throw watcher.error
    const asked = await watcher.look('seen').catch(() => undefined)
    if (watcher.error) throw watcher.error
    if (!asked?.is_clean || asked.tick !== watcher.mirror.tick) return false
    const expected = (JSON.parse(asked.text) as { id: number }[]).map(sorted).sort()
    const has = [...watcher.mirror.entities.values()].map(sorted).sort()
    const { round, kind } = this.#options
    for (const [i, record] of expected.entries())
      if (record !== has[i])
        throw new Error(
          `round ${round}, ${kind}, ${watcher.player.acc}, tick ${asked.tick}: expected ${record}, has ${has[i]}`,
        )
    if (has.length > expected.length)
      throw new Error(`round ${round}: ${watcher.player.acc} has more than it sees`)
    this.counts.exact++
    return true
  }

  /** Nothing moves any more: it comes to have all. */
  async #rest(watcher: Watcher): Promise<void> {
    await until(
      async () => {
        watcher.tell()
        return {
          acc: watcher.player.acc,
          state: watcher.player.game.state,
          isExact: await this.#compare(watcher),
        }
      },
      ({ isExact }) => isExact,
      60_000,
    )
  }
}

/** A connection that is cut before there is a session is lost for good. */
async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 50) throw error
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
}

const sorted = (record: object): string =>
  JSON.stringify(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

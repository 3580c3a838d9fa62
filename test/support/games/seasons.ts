// A game whose seasons keep a state: each step changes several places of it, which must agree in whatever was stored, and `bump`
// answers only when its step is durable.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  AppError,
  defineGameOf,
  defineRole,
  type Guest,
  gameKit,
  type Ref,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const SEASONS = 'test/support/games/seasons.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string } }
      bump 2 { response { round 0 : integer } }
    `,
  },
  { name: 's2c.sproto', text: '' },
]

export const seasonsProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({ seen: z.int().default(0) }) })

interface Game {
  role: RoleOf<typeof role>
}
const { StateService } = gameKit<Game>()

export interface SeasonState {
  round: number
  places: Record<string, number>
  last: number[]
  notes: string[]
}

/** Whether all places of a state are of one and the same step. */
export const isWhole = ({ round, places, last }: Omit<SeasonState, 'notes'>): boolean =>
  round === 0 ? last.length === 0 : places[`p${round % 5}`] === round && last.at(-1) === round

export class Season extends StateService({
  schema: z.object({
    round: z.int().default(0),
    places: z.record(z.string(), z.int()).default({}),
    last: z.array(z.int()).default([]),
    notes: z.array(z.string()).default([]),
  }),
  methods: {
    step() {
      this.round += 1
      this.places[`p${this.round % 5}`] = this.round
      this.last.push(this.round)
      if (this.last.length > 10) this.last.splice(0, 5)
    },
  },
})<{ fails?: boolean } | undefined> {
  step(): number {
    this.state.step()
    return this.state.round
  }

  async bump(): Promise<number> {
    const round = this.step()
    await this.state.save()
    return round
  }

  look(): SeasonState {
    const { round, places, last, notes } = this.state
    return { round, places: { ...places }, last: [...last], notes: [...notes] }
  }

  leave(): void {
    this.exit()
  }

  protected override onStart(): void {
    if (this.options?.fails) throw new AppError('NOT_ALLOWED', 'as the test wants it')
    if (!isWhole(this.state)) throw new Error(`not whole: ${JSON.stringify(this.state)}`)
  }

  protected override onExit(): void {
    this.state.notes.push('left')
  }
}

/** Begins anew whenever it ends by itself. */
export class Phoenix extends Season {
  static restart = 'always' as const
}

/** Uses its state too early. */
export class Hasty extends StateService({ schema: z.object({ round: z.int().default(0) }) }) {
  readonly first = this.state.round
}

export default defineGameOf<Game>({
  role,
  protocol: seasonsProtocol,
  latestWins: new Set(),
  services: { season: Season, phoenix: Phoenix, hasty: Hasty },
  start: [{ service: 'season', name: '.season' }],
  guest: {
    async login(guest: Guest<Game>, { acc }: { acc: string }) {
      const { role } = await guest.login({ acc, token: '' })
      return { uid: role.uid }
    },
  },
  handlers: {
    async bump({ node }: Agent<Game>) {
      const season: Ref<Season> = await node.query<Season>('.season')
      return { round: await season.call.bump() }
    },
  },
})

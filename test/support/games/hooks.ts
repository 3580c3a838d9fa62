// A game that declares all that a game can besides its messages: services that it starts, schedules, days, hooks, settings,
// a seam around requests, rates. What its hooks do is told by the service `.book`, and by what they leave in roles.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  AppError,
  defineGameOf,
  defineRole,
  type GameScope,
  type Guest,
  gameKit,
  type RoleOf,
  secret,
} from '../../../server/kit/index.ts'

export const HOOKS = 'test/support/games/hooks.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string } }
      logout 2 { response {} }
      look 3 { response { logins 0 : integer  left 1 : *string  resets 2 : *integer  daily 3 : integer  greeting 4 : string } }
      echo 4 { request { text 0 : string } response { text 0 : string } }
      limited 5 { request { cost 0 : integer } response {} }
      limitedByAddress 6 { response {} }
      give 7 { request { uid 0 : string } response {} }
      hold 8 { response {} }
      book 9 { response { lines 0 : *string } }
      room 10 { response { id 0 : string } }
      knock 11 { response {} }
      crash 12 { response {} }
    `,
  },
  { name: 's2c.sproto', text: 'day 100 { request { days 0 : integer } }' },
]

export const hooksProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({
  schema: z.object({
    logins: z.int().default(0),
    left: z.array(z.string()).default([]),
    /** How many days each reset was for. */
    resets: z.array(z.int()).default([]),
    daily: z.int().default(0),
  }),
})
type Role = RoleOf<typeof role>

export const hooksSettings = z.object({
  greeting: z.string().default('hello'),
  apiKey: secret(z.string().min(4)).default('none at all'),
  /** What a start, a schedule or a reset fails with. */
  failStart: z.string().default(''),
  failRuns: z.int().min(0).default(0),
  failReset: z.boolean().default(false),
  limits: z.object({ perDay: z.int().min(1).default(3) }).prefault({}),
})

interface Game {
  role: Role
  settings: z.output<typeof hooksSettings>
  rooms: typeof rooms
}
type HookAgent = Agent<Game>
const { defineRoom, Room, Service } = gameKit<Game>()

/** What has happened, in order. */
export class Book extends Service {
  readonly #lines: string[] = []

  add(line: string): void {
    this.#lines.push(line)
  }

  lines(): string[] {
    return [...this.#lines]
  }

  protected override onDaily(days: number): void {
    this.add(`book: ${days} days`)
  }
}

export class Market extends Service<{ stock: number; fails?: string }> {
  protected override async onStart(): Promise<void> {
    if (this.options.fails) throw new Error(this.options.fails)
    const book = await this.node.query<Book>('.book')
    await book.call.add(`market: ${this.options.stock}`)
  }
}

/** One on each thread; ends it when told. */
export class Stats extends Service<{ of: string }> {
  crash(): void {
    setImmediate(() => {
      throw new Error('as the test wants it')
    })
  }
}

class DayRoom extends Room {
  override onDaily(days: number): void {
    this.broadcast('day' as never, { days } as never)
  }
}

const rooms = { days: defineRoom({ room: DayRoom }) }

const note = async ({ node }: { node: HookAgent['node'] }, line: string) =>
  (await node.query<Book>('.book')).call.add(line)

async function runScheduled(
  { node, settings }: GameScope<Game>,
  name: string,
  attempt: number,
): Promise<void> {
  if (attempt <= settings.failRuns) throw new Error(`run ${attempt} fails`)
  await note({ node }, name)
}

export default defineGameOf<Game>({
  role,
  rooms,
  protocol: hooksProtocol,
  latestWins: new Set(),
  services: { Book, Market, Stats },
  start: [
    { service: 'Book', name: '.book' },
    { service: 'Market', name: '.market', options: { stock: 5 }, on: 'one' },
    { service: 'Stats', name: '.stats', options: { of: 'players' }, on: 'every' },
  ],
  timeZone: 'Asia/Shanghai',
  schedule: {
    mail: {
      cron: '0 9 * * *',
      run: (game: GameScope<Game>, { attempt }) => runScheduled(game, 'mail', attempt),
    },
    season: {
      cron: '0 12 * * *',
      missed: 'run',
      run: (game: GameScope<Game>, { attempt }) => runScheduled(game, 'season', attempt),
    },
  },
  daily: {
    at: '05:00',
    role: (mine: Role, days: number, agent: HookAgent | undefined) => {
      mine.daily = 0
      mine.resets.push(days)
      if (agent?.settings.failReset) throw new Error('the reset fails')
    },
  },
  settings: hooksSettings,
  env: { apiKey: 'GATEHOUSE_TEST_API_KEY', 'limits.perDay': 'GATEHOUSE_TEST_PER_DAY' },
  async onLogin(agent) {
    if (agent.account === 'unwanted') throw new AppError('NOT_ALLOWED', 'not you')
    if (agent.account === 'broken') throw new Error('onLogin is broken')
    if (agent.account === 'leaky') throw new Error(`the key is ${agent.settings.apiKey}`)
    if (agent.account === 'endless') await new Promise(() => undefined)
    agent.role.logins += 1
    if (agent.account === 'greeted') agent.push('day' as never, { days: agent.role.logins } as never)
  },
  async onLogout(agent, reason) {
    agent.role.left.push(reason)
    await note(agent, `${agent.account} left: ${reason}`)
    if (agent.account.startsWith('sad')) throw new Error('onLogout is broken')
    if (agent.account === 'clinging') await new Promise(() => undefined)
  },
  around(agent, { name, body }, next) {
    const { text } = (body ?? {}) as { text?: string }
    if (name === 'echo' && text === 'stop') throw new AppError('NOT_ALLOWED', `not ${agent.account}`)
    if (name === 'echo' && text === 'other') return { text: 'another reply' }
    return next()
  },
  rates: {
    limited: { rate: 0.001, burst: 4, cost: ({ cost = 1 }: { cost?: number }) => cost },
    limitedByAddress: { rate: 0.001, burst: 2, by: 'address' },
    knock: { rate: 0.001, burst: 2, by: 'address' },
  },
  guest: {
    async login(guest: Guest<Game>, { acc }: { acc: string }) {
      const agent = await guest.login({ acc, token: '' })
      if (acc === 'hasty') throw new AppError('TRY_AGAIN', 'not now')
      return { uid: agent.uid }
    },
    knock: () => ({}),
  },
  handlers: {
    async logout(agent) {
      await agent.logout()
      return {}
    },
    look({ role: mine, settings }) {
      const { logins, left, resets, daily } = mine
      return { logins, left: [...left], resets: [...resets], daily, greeting: settings.greeting }
    },
    echo: (_agent, { text }: { text: string }) => ({ text }),
    limited: () => ({}),
    limitedByAddress: () => ({}),
    async give(agent, { uid }: { uid: string }) {
      await agent.roles.edit(uid, mine => {
        mine.daily += 1
      })
      return {}
    },
    hold: () => new Promise(() => undefined),
    async book({ node }) {
      return { lines: await (await node.query<Book>('.book')).call.lines() }
    },
    async room(agent) {
      const joined = await agent.rooms.create('days', {
        name: 'a',
        options: undefined,
        data: undefined,
      } as never)
      return { id: (joined as { room: { id: string } }).room.id }
    },
    crash: () => {
      throw new Error('a bug in a handler')
    },
  },
})

// A game with work that is heavy, slow or due later: computations, operations, batches, dates. The service `.works` does
// what a test says; handlers and a room show that they have the same.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  AppError,
  type DateOccasion,
  defineGameOf,
  defineRole,
  type GameScope,
  type Guest,
  gameKit,
  type Operation,
  type RoleOf,
} from '../../../server/kit/index.ts'
import type { DateService } from '../../../server/work/date/date-service.ts'
import type * as computations from './works-compute.ts'

export const WORKS = 'test/support/games/works.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string } }
      look 2 { response { gold 0 : integer  built 1 : *string } }
      primes 3 { request { n 0 : integer  where 1 : string } response { count 0 : integer } }
      start 4 { request { kind 0 : string } response { id 0 : string } }
      status 5 {
        request { id 0 : string }
        response { state 0 : string  progress 1 : integer  result 2 : integer  code 3 : string }
      }
      cancel 6 { request { id 0 : string } response { isDone 0 : boolean } }
      build 7 { request { id 0 : string  seconds 1 : integer  building 2 : string  byService 3 : boolean } response {} }
      move 8 { request { id 0 : string  seconds 1 : integer } response { isDone 0 : boolean } }
      drop 9 { request { id 0 : string } response { isDone 0 : boolean } }
      waiting 11 { response { count 0 : integer } }
      double 10 { request { n 0 : integer } response { n 0 : integer } }
    `,
  },
  {
    name: 's2c.sproto',
    text: 'operation 100 { request { id 0 : string  state 1 : string  progress 2 : integer } }',
  },
]

export const worksProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({
  schema: z.object({
    gold: z.int().default(0),
    built: z.array(z.string()).default([]),
    fails: z.int().default(0),
  }),
})
type Role = RoleOf<typeof role>

const dates = {
  'building ready': (mine: Role, { building }: { building: string }) => {
    mine.built.push(building)
    mine.gold += 1
  },
  'never done': () => {
    throw new AppError('NOT_ALLOWED', 'not today')
  },
}

export interface WorksGame {
  role: Role
  dates: typeof dates
  compute: typeof computations
  rooms: typeof rooms
}
const { batch, defineRoom, Room, Service } = gameKit<WorksGame>()

/** Loads show what each batch had in it. */
const doubles = batch(
  async (numbers: number[], { node }: GameScope<WorksGame>) => {
    const works = await node.query<Works>('.works')
    await works.call.note(numbers.join(' '))
    return numbers.map(n => (n < 0 ? new AppError('NOT_ALLOWED', `not ${n}`) : n * 2))
  },
  { max: 3, wait: 20 },
)

/** Notes what it has reached. */
class WorkRoom extends Room {
  override async onCreate(): Promise<void> {
    const works = await this.node.query<Works>('.works')
    const primes = await this.once('primes', () => this.compute('primes', { n: 100 }))
    const twice = await this.batch(doubles, primes)
    await this.dates.set(
      `room ${this.id}`,
      { days: 1 },
      { service: '.works', command: 'note', data: 'of a room' },
    )
    const operation = this.operations.start(() => twice)
    await works.call.note(`room: ${twice} ${operation !== ''}`)
  }
}
const rooms = { work: defineRoom({ room: WorkRoom }) }

/** Does what a test says. */
export class Works extends Service {
  static concurrent = true
  readonly #notes: string[] = []
  readonly #occasions: DateOccasion[] = []
  failures = 0

  note(text: string): void {
    this.#notes.push(text)
  }

  notes(): string[] {
    return [...this.#notes]
  }

  /** A date has come. */
  close(data: { season: number }, occasion: DateOccasion): void {
    this.#occasions.push(occasion)
    if (this.failures-- > 0) throw new Error('as the test wants it')
    this.note(`season ${data.season} of ${occasion.id}`)
  }

  /** A date has come: what it edits is made once by the date's id. */
  async build({ uid, building }: { uid: string; building: string }, { edit }: DateOccasion): Promise<void> {
    await this.roles.edit(uid, mine => dates['building ready'](mine, { building }), edit)
  }

  occasions(): DateOccasion[] {
    return [...this.#occasions]
  }

  failNext(times: number): void {
    this.failures = times
  }

  primes(n: number): Promise<number> {
    return this.compute('primes', { n })
  }

  fail(code: string): Promise<unknown> {
    return this.compute('fail', { code })
  }

  async addOne(length: number): Promise<{ sums: number[]; left: number }> {
    const numbers = Float64Array.from({ length }, (_, i) => i)
    const sums = await this.compute('addOne', numbers, { transfer: [numbers.buffer] })
    return { sums: [...sums], left: numbers.length }
  }

  /** Cancels a computation that runs; resolves with what it was told. */
  async cancelled(beats: Int32Array): Promise<string> {
    const stop = new AbortController()
    const spinning = this.compute('spin', beats, { signal: stop.signal })
    await counted(beats, 0)
    stop.abort(new Error('not needed any more'))
    return spinning.then(String, String)
  }

  late(beats: Int32Array, within: number): Promise<unknown> {
    return this.compute('spin', beats, { within })
  }

  waitFor(gate: Int32Array): Promise<number> {
    return this.compute('waitFor', gate)
  }

  crash(): Promise<void> {
    return this.compute('crash', undefined)
  }

  hoard(): Promise<number> {
    return this.compute('hoard', undefined)
  }

  unknown(name: string): Promise<unknown> {
    return this.compute(name as 'primes', { n: 1 })
  }

  uncloneable(): Promise<unknown> {
    return this.compute('primes', { n: 1, f: () => 1 } as never)
  }

  setDate(id: string, when: number, what: never): Promise<void> {
    return this.dates.set(id, new Date(when), what)
  }

  moveDate(id: string, when: number): Promise<boolean> {
    return this.dates.move(id, when)
  }

  cancelDate(id: string): Promise<boolean> {
    return this.dates.cancel(id)
  }

  async dueOf(id: string): Promise<number | undefined> {
    return (await this.dates.find(id))?.due
  }

  /** Its errors are not kept. */
  async failOnce(key: string): Promise<string> {
    const broken = () => {
      throw new Error('broken')
    }
    const failed = await Promise.allSettled([this.once(key, broken), this.once(key, () => 'not asked')])
    return `${failed.map(({ status }) => status)} ${await this.once(key, () => 'again')}`
  }

  /** Many ask for one load at a time. */
  async together(key: string, count: number): Promise<number[]> {
    let loads = 0
    const load = async () => {
      await Promise.resolve()
      return ++loads
    }
    return Promise.all(Array.from({ length: count }, () => this.once(key, load)))
  }

  makeRoom(): Promise<string> {
    return this.rooms.create('work', { name: 'a room' } as never)
  }

  async doubles(numbers: number[], client?: string): Promise<(number | string)[]> {
    const asked = numbers.map(n => this.batch(doubles, n, client))
    return (await Promise.allSettled(asked)).map(each =>
      each.status === 'fulfilled' ? each.value : (each.reason as AppError).code,
    )
  }
}

/** Sets a date when it starts, which calls a service that starts after it. */
class Early extends Service {
  protected override async onStart(): Promise<void> {
    await this.dates.set(
      'early',
      { seconds: 0 },
      { service: '.late', command: 'note', data: 'set by a start' },
    )
  }
}

interface Order {
  id: string
  seconds: number
  building: string
  byService?: boolean
}

/** When `counter[place]` is above 0. */
export async function counted(counter: Int32Array, place: number): Promise<void> {
  while (Atomics.load(counter, place) === 0) await Atomics.waitAsync(counter, place, 0, 50).value
}

const works: Record<string, (operation: Operation) => unknown> = {
  count({ progress }) {
    progress(40)
    return 42
  },
  forEver: ({ signal, progress }) => {
    progress(10)
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('told to end'))),
    )
  },
  late: () => new Promise(() => undefined),
  refused() {
    throw new AppError('NOT_ALLOWED', 'not you')
  },
  broken() {
    throw new Error('a bug in an operation')
  },
}

export default defineGameOf<WorksGame>({
  role,
  rooms,
  dates,
  compute: new URL('./works-compute.ts', import.meta.url),
  protocol: worksProtocol,
  latestWins: new Set(),
  services: { Works, Early },
  start: [
    { service: 'Early', name: '.early' },
    { service: 'Works', name: '.works' },
    { service: 'Works', name: '.late' },
  ],
  guest: {
    async login(guest: Guest<WorksGame>, { acc }: { acc: string }) {
      return { uid: (await guest.login({ acc, token: '' })).uid }
    },
  },
  handlers: {
    look: ({ role: { gold, built } }) => ({ gold, built: [...built] }),
    async primes(agent, { n }: { n: number }) {
      return { count: await agent.compute('primes', { n }) }
    },
    start: (agent, { kind }: { kind: string }) => ({
      id: agent.operations.start(works[kind]!, {
        push: 'operation' as never,
        within: kind === 'late' ? 20 : 60_000,
      }),
    }),
    async status(agent, { id }: { id: string }) {
      const found = await agent.operations.find<number>(id)
      if (!found) return { state: 'none' }
      const { state, progress, result, error } = found
      return { state, progress, result, code: error?.code }
    },
    cancel: async (agent, { id }: { id: string }) => ({ isDone: await agent.operations.cancel(id) }),
    async build({ dates: own, uid }, { id, seconds, building, byService }: Order) {
      const call = { service: '.works', command: 'build', data: { uid, building } }
      const edit = { role: uid, name: 'building ready', data: { building } } as const
      await own.set(id, { seconds }, byService ? call : edit)
      return {}
    },
    move: async (agent, { id, seconds }: { id: string; seconds: number }) => ({
      isDone: await agent.dates.move(id, { seconds }),
    }),
    drop: async (agent, { id }: { id: string }) => ({ isDone: await agent.dates.cancel(id) }),
    async waiting({ node }) {
      const service = await node.query<DateService>('.dates')
      return { count: (await service.call.list(0, 1)).total }
    },
    double: async (agent, { n }: { n: number }) => ({ n: await agent.batch(doubles, n) }),
  },
})

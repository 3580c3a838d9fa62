// The kit's own game (rooms.ts) with what tests of moves need: a player says on which thread it is, keeps a word there that the
// game takes along, waits at a latch, or stays by work that does not end.

import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import { lifeOf } from '../../../server/core/address.ts'
import { type Agent, AppError, defineGameOf } from '../../../server/kit/index.ts'
import type { Latch } from '../../core/support/services.ts'
import { type Asks, type Nothing, type Pushes, type Requests, SCHEMA } from './messages.ts'
import rooms from './rooms.ts'
import type { Game } from './rooms-kit.ts'

export const TRAVELS = 'test/support/games/travels.ts'

const OWN = `
  where 200 { response { life 0 : integer } }
  keep 201 { request { text 0 : string } response {} }
  kept 202 { response { text 0 : string } }
  stay 203 { request { stays 0 : boolean } response {} }
  later 204 { response { count 0 : integer } }
  add 205 { response { count 0 : integer } }
  crash 206 { response {} }
  fill 207 { request { mb 0 : integer } response {} }
`

export const travelsProtocol = protocolOf(
  parseSchema(SCHEMA.map(({ name, text }) => ({ name, text: name === 'c2s.sproto' ? text + OWN : text }))),
)

export interface TravelMessages {
  requests: Requests & {
    where: { body: undefined; reply: { life: number } }
    keep: Asks<{ text: string }, Nothing, Nothing>
    kept: { body: undefined; reply: { text: string } }
    stay: Asks<{ stays: boolean }, Nothing, Nothing>
    later: { body: undefined; reply: { count: number } }
    add: { body: undefined; reply: { count: number } }
    crash: { body: undefined; reply: Nothing }
    fill: Asks<{ mb: number }, Nothing, Nothing>
  }
  pushes: Pushes
}

/** Words by their players; on this thread. */
const words = new WeakMap<Agent<Game>, string>()
const ballast: number[][] = []
const stays = new WeakMap<Agent<Game>, () => void>()

/** That the test has launched. */
async function waitAtLatch(agent: Agent<Game>): Promise<void> {
  await (await agent.node.query<Latch>('.latch')).within(60_000).call.pass()
}

export default defineGameOf<Game>({
  ...rooms,
  protocol: travelsProtocol,
  onMove(agent) {
    const text = words.get(agent)
    if (text === 'broken') throw new AppError('NOT_ALLOWED', 'not me')
    return text === 'whole' ? () => text : { text }
  },
  async onMoved(agent, data) {
    const { text } = data as { text?: string }
    if (text === 'slow') await waitAtLatch(agent)
    if (text !== undefined) words.set(agent, `${text}, moved`)
  },
  handlers: {
    ...rooms.handlers,
    where: (agent: Agent<Game>) => ({ life: lifeOf(agent.address) }),
    keep(agent: Agent<Game>, { text }: { text: string }) {
      words.set(agent, text)
      return {}
    },
    kept: (agent: Agent<Game>) => ({ text: words.get(agent) ?? '' }),
    stay(agent: Agent<Game>, { stays: isStaying }: { stays: boolean }) {
      stays.get(agent)?.()
      if (isStaying) agent.fork(() => new Promise<void>(resolve => stays.set(agent, resolve)))
      return {}
    },
    async later(agent: Agent<Game>) {
      await waitAtLatch(agent)
      agent.role.sign_cnt += 1
      return { count: agent.role.sign_cnt }
    },
    add(agent: Agent<Game>) {
      agent.role.gold += 1
      return { count: agent.role.gold }
    },
    /** An error that nothing catches ends this thread. */
    crash() {
      setImmediate(() => {
        throw new Error('as the test wants it')
      })
      return {}
    },
    /** Keeps so much for good. */
    fill(_agent: Agent<Game>, { mb }: { mb: number }) {
      for (let i = 0; i < mb; i++) ballast.push(Array.from({ length: 131_072 }, () => Math.random()))
      return {}
    },
  } as never,
})

/** Settings of a server with this game whose rates nobody meets. */
export const ON_TWO_THREADS = {
  threads: 2,
  game: TRAVELS,
  room: { messageRate: 1e6, messageBurst: 1e6, roomRate: 1e6, roomBurst: 1e6, emptyGrace: 0 },
  gate: { messageRate: 1e6, messageBurst: 1e6 },
}

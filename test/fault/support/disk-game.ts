// A game whose every answer says what has to last: roles, a board, and a room with a stored history. What is stored grows
// with each step, so that a full disk is met soon.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  type BoardHandles,
  defineBoard,
  defineGameOf,
  defineRole,
  type Guest,
  gameKit,
  type RoleOf,
} from '../../../server/kit/index.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { count 0 : integer  score 1 : integer } }
      work 2 { response { count 0 : integer } }
      touch 3 { response { count 0 : integer } }
      score 4 { response { score 0 : integer } }
      say 5 { request { text 0 : string } response { number 0 : integer } }
      heard 6 { response { texts 0 : *string  numbers 1 : *integer } }
    `,
  },
  // Without pushes each message that comes is an answer.
  { name: 's2c.sproto', text: '' },
]

/** Bytes that each step adds. */
const GROWTH = 2000
const LONGEST = 40

const role = defineRole({
  schema: z.object({ count: z.int().default(0), notes: z.array(z.string()).default([]) }),
  methods: {
    step() {
      this.count += 1
      this.notes.push(String(this.count).padEnd(GROWTH + ((this.count * 397) % 8000)))
      if (this.notes.length > LONGEST) this.notes.splice(0, LONGEST / 2)
      return { count: this.count }
    },
  },
})
type Types = { role: RoleOf<typeof role>; boards: BoardHandles<typeof boards>; rooms: typeof rooms }

const { defineRoom, Room } = gameKit<Types>()

class Hall extends Room {}

const boards = { gold: defineBoard<string>({ operator: 'sum' }) }
const rooms = {
  hall: defineRoom({ room: Hall, talks: true, history: 'stored', hasChannels: true, announces: false }),
}

const hallOf = async (agent: Agent<Types>): Promise<string> =>
  agent.rooms.ids[0] ?? (await agent.rooms.joinChannel('hall')).room.id!

export default defineGameOf<Types>({
  role,
  boards,
  rooms,
  protocol: protocolOf(parseSchema(SCHEMA)),
  latestWins: new Set(),
  guest: {
    async login(guest: Guest<Types>, { acc }: { acc: string }) {
      const agent = await guest.login({ acc, token: '' })
      const row = await agent.boards.gold.query(agent.uid)
      return { count: agent.role.count, score: row?.score ?? 0 }
    },
  },
  handlers: {
    async work(agent) {
      const reply = agent.role.step()
      await agent.role.save()
      return reply
    },
    touch: agent => agent.role.step(),
    async score(agent) {
      const { score = 0 } = (await agent.boards.gold.query(agent.uid)) ?? {}
      // A different size each time, so that what was freed before does not always fit.
      const row = await agent.boards.gold.increase(
        agent.uid,
        1,
        'x'.repeat(GROWTH + ((score * 397) % 60_000)),
      )
      return { score: row?.score ?? 0 }
    },
    async say(agent, { text }: { text: string }) {
      return agent.rooms.sayText(await hallOf(agent), text)
    },
    async heard(agent) {
      const { messages } = await agent.rooms.history(await hallOf(agent), undefined, 100)
      return { texts: messages.map(({ text }) => text), numbers: messages.map(({ number }) => number) }
    },
  },
})

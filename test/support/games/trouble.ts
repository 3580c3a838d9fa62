// A game whose players bring their server into trouble: errors thrown to nobody, promises that nobody waits for, too much
// memory, too much log.

import { readFile } from 'node:fs'
import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import { type Agent, defineGameOf, defineRole, type Guest, type RoleOf } from '../../../server/kit/index.ts'

export const TROUBLE = 'test/support/games/trouble.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { count 0 : integer } }
      add 2 { response { count 0 : integer } }
      save 3 { response { count 0 : integer } }
      storm 4 { response {} }
      reject 5 { request { count 0 : integer } response {} }
      hang 6 { response {} }
      talk 7 { request { lines 0 : integer } response {} }
      read 9 { request { path 0 : string } response {} }
      hoard 8 { request { megabytes 0 : integer } response {} }
    `,
  },
  { name: 's2c.sproto', text: '' },
]

export const troubleProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({ count: z.int().default(0) }) })
type Role = RoleOf<typeof role>
type Troubled = Agent<{ role: Role }>

/** What this thread keeps for ever. */
const hoard: object[][] = []

/** About a megabyte of the JavaScript heap. */
const megabyte = (): object[] =>
  Array.from({ length: 16_384 }, (_, i) => ({ a: i, b: i + 1, c: i + 2, d: i + 3 }))

async function failLater(n: number): Promise<void> {
  await Promise.resolve()
  throw new Error(`nobody waits for ${n}`)
}

export default defineGameOf<{ role: Role }>({
  role,
  protocol: troubleProtocol,
  latestWins: new Set(),
  guest: {
    async login(guest: Guest<{ role: Role }>, { acc }: { acc: string }) {
      const { role: mine } = await guest.login({ acc, token: '' })
      return { count: mine.count }
    },
  },
  handlers: {
    add(agent: Troubled) {
      agent.role.count += 1
      return { count: agent.role.count }
    },
    async save(agent: Troubled) {
      await agent.role.save()
      return { count: agent.role.count }
    },
    /** An error that nobody catches, again and again. */
    storm() {
      setInterval(() => {
        throw new Error('the storm goes on')
      }, 200)
      return {}
    },
    reject(_agent: Troubled, { count }: { count: number }) {
      for (let n = 0; n < count; n++) void failLater(n)
      return {}
    },
    read(_agent: Troubled, { path }: { path: string }) {
      readFile(path, () => undefined)
      return {}
    },
    hang: () => new Promise(() => undefined),
    talk(agent: Troubled, { lines }: { lines: number }) {
      for (let n = 0; n < lines; n++) agent.log.info({ n, pad: 'x'.repeat(200) }, 'talk')
      return {}
    },
    hoard(_agent: Troubled, { megabytes }: { megabytes: number }) {
      for (let n = 0; n < megabytes; n++) hoard.push(megabyte())
      return {}
    },
  },
})

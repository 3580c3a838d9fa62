// What a login server elsewhere tells the nodes of a game to do.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../server/lib/clock.ts'
import { Announcer } from '../../server/login/node/announcer.ts'
import { Nodes } from '../../server/login/node/nodes.ts'

const NODE = {
  node: 1,
  life: 'first',
  gate: { url: '', port: 1, tls: false },
  players: 0,
  isOpen: true,
  done: [],
}

async function oneNode() {
  const nodes = new Nodes(systemClock)
  const { signal } = new AbortController()
  const ask = (done: number[] = []) => nodes.hear({ ...NODE, done }, signal)
  const first = ask()
  return { nodes, ask, first }
}

test('who is ended again while a node does what it was told is another order', async () => {
  const { nodes, ask, first } = await oneNode()
  const closed = nodes.close('ann', 100)
  const [told] = await first
  expect(told).toMatchObject({ kind: 'close', account: 'ann', validFrom: 100 })
  const again = nodes.close('ann', 200)
  const [second, ...rest] = await ask([told!.number])
  await closed
  expect([second, rest]).toMatchObject([{ kind: 'close', account: 'ann', validFrom: 200 }, []])
  const last = ask([second!.number])
  await again
  nodes.stop()
  expect(await last).toEqual([])
})

test('who is ended twice before a node asks is one order, of the later moment', async () => {
  const { nodes, ask, first } = await oneNode()
  const before = nodes.close('bob', 50)
  const [told] = await first
  const twice = [nodes.close('ann', 100), nodes.close('ann', 200)]
  const given = await ask([told!.number])
  await before
  expect(given).toMatchObject([{ kind: 'close', account: 'ann', validFrom: 200 }])
  const last = ask([given[0]!.number])
  await Promise.all(twice)
  nodes.stop()
  expect(await last).toEqual([])
})

test('a node whose token the login server refuses says so, and not that nobody answers', async () => {
  const lines: { msg: string; level: number }[] = []
  const server = createServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const announcer = new Announcer({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    token: 'revoked',
    node: 1,
    gate: NODE.gate,
    players: { close: async () => undefined, remove: async () => undefined },
    log: pino({}, { write: line => void lines.push(JSON.parse(line)) }),
    look: async () => ({ players: 0, isOpen: true }),
  })
  onTestFinished(async () => {
    await announcer.stop()
    server.close()
  })
  announcer.start()
  const refused = { level: 50, msg: expect.stringMatching(/refuses login\.token: expected/) }
  await expect.poll(() => lines).toMatchObject([refused])
})

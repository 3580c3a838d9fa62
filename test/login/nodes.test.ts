// What a login server elsewhere tells the nodes of a game to do.

import { expect, test } from 'vitest'
import { systemClock } from '../../server/lib/clock.ts'
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

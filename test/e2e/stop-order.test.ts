import { expect, test } from 'vitest'
import { DEMO } from '../kit/game-server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'

test('a server stops in the reverse order of its start', async () => {
  const { server } = await serverForTest({ game: DEMO, threads: 0, web: { enabled: true } })
  expect(server.node.thread.exitHooks.names).toMatchInlineSnapshot(`
    [
      "accepting",
      "players",
      "gate",
      "agents",
      "schedules",
      "dates",
      "daily",
      "rooms",
      "computations",
      "boards",
      "documents",
      "outboxes of market",
      "outboxes of guild",
      "roles",
      "outboxes",
      "board store",
      "stores",
      "code",
      "certificate",
      "table orders",
      "tables",
      "seat",
      "stores",
      "board store",
      "console",
      "web",
      "thread metrics",
      "heap watch",
    ]
  `)
})

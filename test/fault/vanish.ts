// 1000 clients that vanish at once, as players and at every moment of their logins: within 2 s there are no
// connections, no agents and no roles in memory, and every role is saved.

import { expectNone, Signer, times } from '../support/client/fleet.ts'
import type { RawClient } from '../support/client/raw-client.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'

const CLIENTS = 1000
const LONGEST = 2000

export async function run(count: number): Promise<void> {
  for (const threads of [0, 2]) {
    const server = await startTestServer({ threads })
    try {
      const players = Array.from({ length: CLIENTS }, (_, i) => new Signer(`player ${i}`))
      for (let round = 0; round < count; round++) {
        await vanishAsPlayers(server, players)
        await vanishWhileLoggingIn(server)
      }
      expectNone('complaints of the server', server.complaints())
    } finally {
      await server.stop()
    }
    console.log(`vanish: ${count} times with ${threads} worker threads`)
  }
}

async function vanishAsPlayers(server: TestServer, players: readonly Signer[]): Promise<void> {
  const known = players.map(player => player.told)
  await times(players.length, async i => players[i]!.login(await server.connect()))
  expectNone(
    'not saved when it vanished',
    players.filter((player, i) => player.told !== known[i]),
  )
  await times(players.length, i => players[i]!.sign())
  await vanishAll(
    server,
    players.map(({ client }) => client),
  )
}

/** Each at another moment: some before their login was read, some while they wait for an earlier one to leave. */
async function vanishWhileLoggingIn(server: TestServer): Promise<void> {
  const clients = await times(CLIENTS, () => server.connect())
  const gone = clients.map(async (client, i) => {
    client.sendText('cs_login', { acc: `account ${i % (CLIENTS / 2)}` })
    client.sendText('cs_sign')
    await new Promise(resolve => setTimeout(resolve, i % 100))
    if (i % 3 === 0) await client.close()
    else await client.vanish()
  })
  await Promise.all(gone)
  await server.emptied(LONGEST)
}

async function vanishAll(server: TestServer, clients: readonly RawClient[]): Promise<void> {
  const gone = clients.map(client => client.vanish())
  await Promise.all(gone)
  await server.emptied(LONGEST)
}

// The server with two workers to which players come back (resume.ts), as a child process. Its parent asks how many are relayed.

import type { Slave } from '../../../server/gate/slave.ts'
import { TRAVELS } from '../../support/games/travels.ts'
import { startTestServer } from '../../support/server/server.ts'

const FREE = 1e6
const most = Number(process.argv[2])
const test = await startTestServer({
  threads: 2,
  game: TRAVELS,
  gate: { messageRate: FREE, messageBurst: FREE, maxClients: most },
  session: { maxAway: most },
  auth: { newRolesPerAddress: most, newRoleRate: FREE, newRoleBurst: FREE },
  web: { enabled: true, port: 0 },
})
const { node } = test.server

process.on('message', async () => {
  const gates = node.slots.map(async slot => (await node.query<Slave>(`.gate/${slot}`)).call.count())
  process.send!((await Promise.all(gates)).reduce((sum, gate) => sum + gate.relayed, 0))
})
process.once('disconnect', () => void test.stop().then(() => process.exit(0)))
process.send!({ gate: test.server.gatePort, web: test.server.webPort })

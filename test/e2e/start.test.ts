// The server as a process, from its start to its end; what can go wrong with it is in the fault suite `process`.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freeSettings, ROOT, startProcess } from '../support/server/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a start warns of what is not safe in production, and the ready line names the ports', async () => {
  const server = startProcess({ args: [...freeSettings(temporaryFolder()), '--set', 'gate.host=0.0.0.0'] })
  onTestFinished(() => server.kill('SIGKILL'))
  const ready = await server.ready()
  expect(ready).toMatchObject({ gate: expect.any(Number), web: expect.any(Number), pid: server.child.pid })
  await server.line(line => line.includes('auth.kind is open'))
  expect((await fetch(`http://127.0.0.1:${ready.web}/healthz`)).status).toBe(200)
  server.kill('SIGINT')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})

test('a handler for a message that npm run protocol has not made yet ends the start by one line that names it', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'game.ts')
  writeFileSync(
    file,
    `import { gameKit } from ${JSON.stringify(join(ROOT, 'server/kit/index.ts'))}
export default gameKit().defineGame({ role: {}, guest: {}, handlers: { parcel_open: () => ({}) } })`,
  )
  const server = startProcess({ args: [...freeSettings(folder), '--set', `game=${file}`] })
  onTestFinished(() => server.kill('SIGKILL'))
  expect((await server.ended).code).toBe(1)
  expect(server.lines).toEqual([
    "gatehouse can't start: handlers.parcel_open: expected a request of the schema, got no such message; run npm run protocol after a change of protocol/*.sproto",
  ])
})

// A game of one's own has no message of the demo's: with only a login the kit compiles, and the server runs.

import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import { freeSettings, startProcess } from '../../support/server/process.ts'
import { CHECK_TYPES, copyProject } from '../../support/server/project-copy.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SCHEMA = 'login 1 { request { acc 0 : string } response { uid 0 : string } } #!\n'

const GAME = `
import { z } from 'zod'
import { defineRole, gameKit, type RoleOf } from '../kit/index.ts'

const role = defineRole({ schema: z.object({}) })
const { guestHandlers, defineGame } = gameKit<{ role: RoleOf<typeof role> }>()

export default defineGame({
  role,
  guest: guestHandlers({
    async login(guest, { acc }) {
      const { uid } = await guest.login({ acc, token: '' })
      return { uid }
    },
  }),
  handlers: {},
})
`

test('a copy whose schema has only a login compiles and serves', async () => {
  const copy = copyProject()
  for (const path of ['server/game', 'protocol/types.sproto']) rmSync(join(copy, path), { recursive: true })
  const game = temporaryFolder()
  const write = (path: string, text: string) => writeFileSync(join(copy, path), text)
  write('protocol/c2s.sproto', SCHEMA)
  write('protocol/s2c.sproto', '# Nothing yet.\n')
  mkdirSync(join(copy, 'server/game'))
  write('server/game/index.ts', GAME)
  const config = JSON.parse(readFileSync(join(copy, 'tsconfig.json'), 'utf8'))
  write('tsconfig.json', JSON.stringify({ ...config, include: ['server', 'protocol'] }))
  const run = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: copy })
  await run('protocol/generate.ts')
  expect(await run(...CHECK_TYPES)).toEqual({ stdout: '', stderr: '' })

  const server = startProcess({
    args: [...freeSettings(game), '--set', 'game=server/game/index.ts'],
    via: 'npm',
    cwd: copy,
  })
  onTestFinished(() => server.kill('SIGKILL'))
  const kit = { name: 'kit.sproto', text: readFileSync(join(copy, 'protocol/kit.sproto'), 'utf8') }
  const protocol = protocolOf(parseSchema([kit, { name: 'c2s.sproto', text: SCHEMA }]))
  const client = await server.connect({ protocol })
  expect(await client.askBinary('login', { acc: 'hanxi' })).toMatchObject({
    body: { uid: expect.stringMatching(/^\d+$/) },
  })
  expect(await client.askBinary('heartbeat')).toMatchObject({ body: { time: expect.any(Number) } })
  await client.close()
  server.kill('SIGTERM')
  expect((await server.ended).code).toBe(0)
}, 240_000)

// Scenarios as tests of the game: what is exported runs in a suite as it is.

import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { files } from '../../../protocol/generated/schema.ts'
import { Protocols } from '../../../web/play/model/protocols.ts'
import type { Scenario } from '../../../web/play/script/scenario.ts'
import { scenarioTest } from '../../../web/play/script/to-test.ts'

const root = resolve(import.meta.dirname, '../../..')
const folder = join(root, `test/exported-${process.pid}`)
mkdirSync(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const protocols = new Protocols({
  files,
  hash: '',
  hasTables: false,
  gate: { port: 0, tls: false },
  errors: {},
  closes: {},
  comesAgain: {},
})

const send = { kind: 'send', connection: 1, format: 'binary', repeat: 1, text: '{}' } as const

const EVENING: Scenario = {
  name: "It's evening",
  steps: [
    { ...send, name: 'sign', expect: 'sign_cnt = 1' },
    { ...send, name: 'room_create', text: '{ "name": "signed {{sign.sign_cnt}} `back` $x" }' },
    { ...send, name: 'room_join', connection: 2, text: '{ "id": "{{2.room.id}}" }', expect: 'number = 0' },
    {
      ...send,
      name: 'room_say',
      text: '{ "id": "{{2.room.id}}", "text": "good evening {{n}}" }',
      repeat: 2,
      every: 5,
    },
    {
      kind: 'push',
      name: 'room_message',
      connection: 2,
      ms: 1000,
      expect: 'number = 1\ntext = "good evening 1"',
    },
    { kind: 'wait', ms: 5 },
    {
      ...send,
      name: 'room_join',
      text: '{ "id": "{{room_create.room.id}}" }',
      expect: 'error = ALREADY_IN_ROOM',
    },
  ],
}

test('a scenario runs as a test', async () => {
  const text = scenarioTest(EVENING, { protocols, accounts: ['ann', ''] })
  const file = join(folder, 'evening.test.ts')
  writeFileSync(file, text)
  const run = promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', file],
    {
      cwd: root,
    },
  )
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  expect(stdout).toMatch(/Tests.*1 passed/)
})

test('what a test can not say is named', () => {
  const steps = [{ ...send, name: 'echo', text: '{ "text": "{{nobody.knows}}" }' }]
  expect(() => scenarioTest({ name: 'x', steps }, { protocols, accounts: [] })).toThrow('{{nobody.knows}}')
})

import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { systemClock } from '../../../server/lib/clock.ts'
import { AuditLog } from '../../../server/ops/command/audit-log.ts'
import { commandRoutes } from '../../../server/ops/command/command-routes.ts'
import { CommandRunner } from '../../../server/ops/command/run-command.ts'
import { CommandTable, command } from '../../../server/setup/commands.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('over HTTP 1000 parts of what a command shows before its end are kept, and the others counted', async () => {
  const log = pino({ level: 'silent' })
  const file = join(temporaryFolder(), 'audit.jsonl')
  const audit = new AuditLog({ file, maxSize: 1000, keep: 1, node: 1, clock: systemClock, log })
  const commands = new CommandTable()
  const chatter = command({
    summary: 'says much',
    run: (_, { print }) => {
      for (let n = 0; n < 1200; n++) print(`part ${n}`)
      return 'done'
    },
  })
  commands.add({ chatter })
  const routes = commandRoutes({ commands, runner: new CommandRunner({ audit, log }) })
  const headers = { 'content-type': 'application/json' }
  const asked = new Request('http://localhost/console/chatter', { method: 'POST', headers, body: '{}' })
  const program = { name: 'program', scopes: ['console'] as const }
  const answer = await routes['POST /console/*']!(asked, program, { address: '127.0.0.1', spot: undefined })
  const { result, printed, leftOut } = (await answer.json()) as {
    result: string
    printed: string[]
    leftOut: number
  }
  expect({ result, first: printed[0], kept: printed.length, leftOut }).toEqual({
    result: 'done',
    first: 'part 0',
    kept: 1000,
    leftOut: 200,
  })
})

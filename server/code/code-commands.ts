// What operators ask of the game's code.

import { z } from 'zod'
import type { Ref } from '../core/service/ref.ts'
import { type CommandResult, type Commands, command } from '../setup/commands.ts'
import type { CodeService, Replaced } from './code-service.ts'
import type { CodeVersion } from './versions/history.ts'

/** ms that a replacement may take. */
const REPLACE_WITHIN = 300_000

const FORCE = { force: z.boolean().default(false).describe('without a look at the types') }

export const codeCommands = (code: Ref<CodeService>): Commands => ({
  code: command({
    summary: "says which version of the game's code each thread runs",
    run: () => code.call.threads(),
  }),
  'code versions': command({
    summary: "lists the versions of the game's code that are kept; the last one is the current",
    run: async () => (await code.call.versions()).map(rowOf),
  }),
  'code difference': command({
    summary: 'shows what differs between two kept versions',
    args: { from: z.int().min(1), to: z.int().min(1) },
    run: async ({ from, to }) => (await code.call.difference(from, to)).join('\n') || 'nothing differs',
  }),
  'code check': command({
    summary: "says whether the game's files as they are now could be replaced",
    scope: 'operate',
    options: FORCE,
    run: async ({ force }, { by }) =>
      checked(await code.within(REPLACE_WITHIN).call.check({ by, types: typesBy(force) })),
  }),
  'code replace': command({
    summary: "replaces the game's code by its files as they are now",
    scope: 'admin',
    options: FORCE,
    run: async ({ force }, { by }) =>
      replaced(await code.within(REPLACE_WITHIN).call.replace({ by, types: typesBy(force) })),
  }),
  'code rollback': command({
    summary: "goes back to a kept version of the game's code, until it is replaced or the server starts anew",
    scope: 'admin',
    args: { version: z.int().min(1) },
    run: async ({ version }, { by }) =>
      replaced(await code.within(REPLACE_WITHIN).call.rollback(version, by)),
  }),
  'code stragglers': command({
    summary: 'lists the services and rooms that go on with old code, and why',
    run: () => code.call.stragglers(),
  }),
})

const typesBy = (isForced: boolean) => (isForced ? 'none' : 'needed')

const rowOf = ({ version, time, by, hash, changed, rollbackOf }: CodeVersion): object => ({
  version,
  time: new Date(time).toISOString(),
  by,
  hash,
  changed: changed.join(', '),
  again: rollbackOf,
})

function checked({ changed, warnings }: Replaced): CommandResult {
  if (changed.length === 0) return 'nothing has changed'
  return [`could be replaced: ${changed.join(', ')}`, ...warnings].join('\n')
}

function replaced({ version, changed, warnings, ms, late }: Replaced): CommandResult {
  if (changed.length === 0) return `version ${version}; nothing has changed`
  return [
    `version ${version}: ${changed.join(', ')} (prepared in ${ms.prepare} ms, switched in ${ms.commit.toFixed(1)} ms)`,
    ...late.map(slot => `thread ${slot} has not switched yet: what it runs has not returned`),
    ...warnings,
  ].join('\n')
}

// The configuration: the settings of every folder (each has them in its settings.ts, with meaning, unit, default and
// range) and those of the whole. The one place that reads the environment. What stands under `settings` is the game's, which
// says what it may be (settings/game-settings.ts).
// A configuration file is etc/NAME.ts: `export default defineConfig({ … })`, naming only what differs from the default.
// Relative paths start at the project's folder, wherever the server is started.

import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { authSettings } from './auth/settings.ts'
import { boardSettings } from './board/settings.ts'
import { codeSettings } from './code/settings.ts'
import { heapSettings, logSettings, watchSettings } from './core/settings.ts'
import { documentSettings, saveSettings } from './document/settings.ts'
import { gateSettings, sessionSettings } from './gate/settings.ts'
import { moduleFile, ms } from './lib/setting-types.ts'
import { loginSettings } from './login/settings.ts'
import { auditSettings, consoleSettings, webSettings } from './ops/settings.ts'
import { roleSettings } from './role/settings.ts'
import { roomSettings } from './room/settings.ts'
import { nodeSettings, storeSettings } from './store/settings.ts'
import { tableSettings } from './table/settings.ts'
import { computeSettings, operationSettings } from './work/settings.ts'

export const configSchema = z.strictObject({
  node: nodeSettings,
  threads: z
    .int()
    .min(0)
    .max(31)
    .default(() => Math.max(1, availableParallelism() - 1))
    .describe('worker threads; 0 runs everything on the main thread; the default is cores - 1, at least 1'),
  development: z
    .boolean()
    .default(() => process.env.NODE_ENV !== 'production')
    .describe('checks messages between services; the default is true unless NODE_ENV is production'),
  game: moduleFile('server/game/index.ts').describe('module of the game'),
  gate: gateSettings,
  session: sessionSettings,
  auth: authSettings,
  login: loginSettings,
  web: webSettings,
  console: consoleSettings,
  audit: auditSettings,
  store: storeSettings,
  table: tableSettings,
  code: codeSettings,
  role: roleSettings,
  save: saveSettings,
  document: documentSettings,
  room: roomSettings,
  board: boardSettings,
  compute: computeSettings,
  operation: operationSettings,
  heap: heapSettings,
  watch: watchSettings,
  log: logSettings,
  leaveTimeout: ms(10_000, 50, 60_000).describe(
    "ms that a new login waits for the account's previous player to be saved, then it gets TRY_AGAIN",
  ),
  handlerTimeout: ms(5000, 50, 60_000).describe(
    'ms that a leaving player waits for a handler that does not end, then the role is saved as it is',
  ),
  stopTimeout: ms(8000, 100, 600_000).describe('ms that a stop may take in all'),
  settings: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('settings of the game, which declares them; see game.md'),
})

/** The text of a variable of the environment; undefined for one that is not there, or empty. */
export const variable = (name: string): string | undefined => process.env[name] || undefined

export type Config = z.output<typeof configSchema>
export type ConfigInput = z.input<typeof configSchema>

/** Types a configuration file. */
export const defineConfig = (config: ConfigInput): ConfigInput => config

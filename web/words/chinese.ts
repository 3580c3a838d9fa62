// The page's words in Chinese, of all its views; and what its checks say.

import type { Words } from './english.ts'
import { ARENA_ZH } from './zh/arena.ts'
import { LOG_ZH } from './zh/log.ts'
import { MESSAGES_ZH } from './zh/messages.ts'
import { PANELS_ZH } from './zh/panels.ts'
import { SCENARIOS_ZH } from './zh/scenarios.ts'
import { SHELL_ZH } from './zh/shell.ts'

export { mistakeInChinese } from './zh/mistakes.ts'

export const CHINESE: Words = {
  ...SHELL_ZH,
  ...MESSAGES_ZH,
  ...LOG_ZH,
  ...SCENARIOS_ZH,
  ...PANELS_ZH,
  ...ARENA_ZH,
}

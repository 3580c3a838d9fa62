// The page's words: what there is to say, in English. Chinese is loaded when it is wanted. `{0}`, `{1}` are filled in.

import { LOG_EN } from './en/log.ts'
import { MESSAGES_EN } from './en/messages.ts'
import { PANELS_EN } from './en/panels.ts'
import { SCENARIOS_EN } from './en/scenarios.ts'
import { SHELL_EN } from './en/shell.ts'

export const ENGLISH = { ...SHELL_EN, ...MESSAGES_EN, ...LOG_EN, ...SCENARIOS_EN, ...PANELS_EN }

export type Word = keyof typeof ENGLISH

/** All words in one language. */
export type Words = Record<Word, string>

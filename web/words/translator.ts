// The page's words in its two languages, put together of what its parts say. `{0}`, `{1}` are filled in.

import type { Language } from '../ui/settings.ts'
import { LOG_WORDS } from './log.ts'
import { MESSAGE_WORDS } from './messages.ts'
import { PANEL_WORDS } from './panels.ts'
import { SCENARIO_WORDS } from './scenarios.ts'
import { SHELL_WORDS } from './shell.ts'

/** English, Chinese. */
export type Words = Record<string, readonly [string, string]>

const WORDS = {
  ...SHELL_WORDS,
  ...MESSAGE_WORDS,
  ...LOG_WORDS,
  ...SCENARIO_WORDS,
  ...PANEL_WORDS,
} satisfies Words

export type Word = keyof typeof WORDS

/** `t('latency')`; further arguments fill `{0}`, `{1}`. */
export type Translate = (word: Word, ...values: (string | number)[]) => string

export function translator(language: Language): Translate {
  const index = language === 'zh' ? 1 : 0
  return (word, ...values) =>
    WORDS[word][index].replace(/(?<!\{)\{(\d)\}(?!\})/g, (_, at: string) => String(values[Number(at)] ?? ''))
}

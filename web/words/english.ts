// The page's words: what there is to say, in English. Chinese is loaded when it is wanted, and what only the views beside the
// messages say comes with them (view-words.ts). `{0}`, `{1}` are filled in.

import { LOG_EN } from './en/log.ts'
import { MESSAGES_EN } from './en/messages.ts'
import { SHELL_EN } from './en/shell.ts'
import type { VIEW_WORDS } from './view-words.ts'

export const ENGLISH = { ...SHELL_EN, ...MESSAGES_EN, ...LOG_EN }

export type Word = keyof typeof ENGLISH | keyof typeof VIEW_WORDS

/** All words in one language. */
export type Words = Record<Word, string>

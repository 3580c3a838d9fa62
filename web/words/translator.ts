// Says the page's words in the language that was chosen.

import type { Word, Words } from './english.ts'

export type { Word }

/** `t('latency')`; further arguments fill `{0}`, `{1}`. */
export type Translate = (word: Word, ...values: (string | number)[]) => string

export const translator =
  (words: Words): Translate =>
  (word, ...values) =>
    words[word].replace(/(?<!\{)\{(\d)\}(?!\})/g, (_, at: string) => String(values[Number(at)] ?? ''))

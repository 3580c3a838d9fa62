// Says the page's words in the language that was chosen.

import type { Word, Words } from './english.ts'

export type { Word }

/** `t('latency')`; further arguments fill `{0}`, `{1}`. `{0:row|rows}` is `row` where the first one is 1. */
export type Translate = (word: Word, ...values: (string | number)[]) => string

export const translator =
  (words: Words): Translate =>
  (word, ...values) =>
    words[word].replace(
      /(?<!\{)\{(\d)(?::(\w+)\|(\w+))?\}(?!\})/g,
      (_, at: string, one?: string, many?: string) => {
        const value = values[Number(at)] ?? ''
        return one === undefined ? String(value) : (value === 1 ? one : many)!
      },
    )

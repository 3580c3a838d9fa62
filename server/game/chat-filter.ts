// The demo's word list: what stands in the table `badword` is covered with stars.

import { maskWords } from '../kit/index.ts'
import type { Game } from './kit.ts'

/** Made for one game; the pattern is made anew when the table is replaced. */
export function createChatFilter(): (text: string, from: unknown, tables: Game['tables']) => string {
  let version: unknown
  let mask = maskWords([])
  return (text, _from, { badword }) => {
    if (badword.version !== version) {
      version = badword.version
      mask = maskWords([...badword].map(row => row.word))
    }
    return mask(text)
  }
}

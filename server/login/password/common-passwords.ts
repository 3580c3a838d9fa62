// The passwords that everybody tries first, from lists of what was leaked; in small letters.

import { createRequire } from 'node:module'
import type * as Common from '@zxcvbn-ts/language-common'

const require = createRequire(import.meta.url)

/** Loaded by the login server only: it has some fifty thousand texts. `shortest`: those that are shorter are of no interest. */
export class CommonPasswords {
  readonly #words: ReadonlySet<string>

  constructor(shortest: number) {
    const { dictionary } = require('@zxcvbn-ts/language-common') as typeof Common
    this.#words = new Set(dictionary['passwords-common'].filter(word => word.length >= shortest))
  }

  has(password: string): boolean {
    return this.#words.has(password.toLowerCase())
  }
}

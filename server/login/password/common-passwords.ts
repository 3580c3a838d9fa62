// The passwords that everybody tries first, from lists of what was leaked; in lower case.

import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Loaded by the login server only: it has some thirty thousand texts. */
export class CommonPasswords {
  readonly #words: ReadonlySet<string>

  constructor() {
    const { dictionary } = require('@zxcvbn-ts/language-common') as { dictionary: { passwords: string[] } }
    this.#words = new Set(dictionary.passwords)
  }

  has(password: string): boolean {
    return this.#words.has(password.toLowerCase())
  }
}

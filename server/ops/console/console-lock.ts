// Who is at the other end of a console: anybody, where only this machine reaches it; elsewhere nobody until a line
// `token TEXT` has shown a program's token, which is looked at again before every command. It keeps true: a token is in no
// log and in no error; wrong ones are answered late, and too many from an address not at all.

import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../core/errors.ts'
import type { CommandScope } from '../../setup/commands.ts'
import { allows, type Program } from '../../setup/scopes.ts'
import type { Attempts } from '../tokens/attempts.ts'
import type { Programs } from '../tokens/programs.ts'

export interface ConsoleLockOptions {
  programs: Programs
  attempts: Attempts
  /** Only this machine reaches the console. */
  isLocal: boolean
}

/** ms that a wrong token is answered later. */
const DELAY = 1000
const TOKEN = /^token(?:\s+(.*))?$/i

export class ConsoleLock {
  readonly #options: ConsoleLockOptions
  readonly #address: string
  #token: string | undefined
  #name: string | undefined

  constructor(options: ConsoleLockOptions, address: string) {
    this.#options = options
    this.#address = address
  }

  /** Nothing is answered but a token. */
  get isLocked(): boolean {
    return !this.#options.isLocal && this.#token === undefined
  }

  /** For the audit log; undefined without a token. */
  get by(): string | undefined {
    return this.#name === undefined ? undefined : `token ${this.#name}`
  }

  /** The token that a line shows; undefined for any other line. */
  tokenIn(line: string): string | undefined {
    const [found, token = ''] = TOKEN.exec(line) ?? []
    return found === undefined ? undefined : token.trim()
  }

  /** False for a wrong one, after a while. Throws TRY_AGAIN while tokens can't be looked up. */
  async open(token: string): Promise<boolean> {
    const { attempts } = this.#options
    const program = attempts.mayTry(this.#address) ? await this.#find(token) : undefined
    if (program) {
      this.#token = token
      this.#name = program.name
      return true
    }
    attempts.fail(this.#address)
    await sleep(DELAY, undefined, { ref: false })
    return false
  }

  /** Throws NOT_ALLOWED when this token is not for the command, or no longer one. */
  async check(name: string, scope: CommandScope): Promise<void> {
    if (this.#token === undefined) return
    const program = await this.#options.programs.find(this.#token)
    if (!program) throw new AppError('NOT_ALLOWED', 'this token has been revoked, or its time is over')
    if (!allows(program.scopes, scope))
      throw new AppError(
        'NOT_ALLOWED',
        `${name}: expected a token of scope ${scope}, got one of ${program.scopes.join(', ')}`,
      )
  }

  async #find(token: string): Promise<Program | undefined> {
    const program = await this.#options.programs.find(token)
    return program && allows(program.scopes, 'console') ? program : undefined
  }
}

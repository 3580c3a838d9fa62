// `inject`: runs code in a live service. Whoever may do that may do everything, so it is off in production unless the
// configuration turns it on, and what is run is in the log besides the audit log.

import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { showAddress } from '../../core/address.ts'
import { TypeScriptMistake, withoutTypes } from '../../core/code/without-types.ts'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { type Command, command } from '../../setup/commands.ts'
import { ADDRESS, type Threads } from '../look/threads.ts'
import { HELD_AT_MOST } from './evaluate.ts'
import { type Injected, SETTLED_WITHIN } from './injection.ts'
import { injectInto } from './look-into.ts'

export interface InjectCommandOptions {
  threads: Threads
  isAllowed: boolean
  log: Logger
}

/** Characters of code that are run, and that are in the log. */
const LONGEST = 65_536
const LOGGED = 2000
/** What is no code but the name of a file. */
const FILE = /^(?!this\.)[\w./-]+\.[mc]?[jt]s$/

export const injectCommand = ({ threads, isAllowed, log }: InjectCommandOptions): Command =>
  command({
    summary: 'runs JavaScript in a service between two of its messages, where `this` is that service',
    scope: 'admin',
    args: {
      address: ADDRESS,
      code: z
        .string()
        .min(1)
        .max(LONGEST)
        .describe('an expression, statements that `return`, or a file of these, .js or .ts'),
    },
    async run({ address, code }, { by }) {
      if (!isAllowed)
        throw new AppError(
          'NOT_ALLOWED',
          'inject is off: set console.inject, which lets operators run any code',
        )
      const found = await threads.find(address)
      const text = FILE.test(code) ? await readCode(code) : code
      const said = { by, service: showAddress(found.address), code: text.slice(0, LOGGED) }
      log.warn(said, 'an operator injects code')
      return shown(await injectInto(threads.node, found, text))
    },
  })

/** Throws BAD_MESSAGE. */
async function readCode(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > LONGEST) throw new Error(`expected at most ${LONGEST} bytes`)
    const text = await readFile(file, 'utf8')
    return /\.[mc]?ts$/.test(file) ? bodyWithoutTypes(text) : text
  } catch (cause) {
    throw new AppError('BAD_MESSAGE', `code: the file ${file}: ${(cause as Error).message}`, { cause })
  }
}

/** In a function, where `return` and `await` may be. */
function bodyWithoutTypes(text: string): string {
  const [before, after] = ['async () => {', '\n}']
  try {
    return withoutTypes(before + text + after).slice(before.length, -after.length)
  } catch (error) {
    if (!(error instanceof TypeScriptMistake) || error.line === undefined) throw error
    throw new Error(`line ${error.line}: ${error.message}`, { cause: error })
  }
}

function shown({ how, text }: Injected): string {
  if (how === 'value') return text
  throw new AppError(how === 'late' || how === 'unfinished' ? 'TIMEOUT' : 'BAD_MESSAGE', PROBLEMS[how](text))
}

const OUTSIDE =
  '; #private members are in reach only outside of blocks and functions, before the first of those: take what you need out first, as in `const all = this.#all; for (…)`'

const PROBLEMS: Record<Exclude<Injected['how'], 'value'>, (text: string) => string> = {
  thrown: text => `the code has thrown ${text}`,
  failed: text => `the code has thrown ${text}`,
  unreadable: text =>
    `the code can not be read: ${text}${/must be declared in an enclosing class/.test(text) ? OUTSIDE : ''}`,
  late: () => `the code has held its thread for ${HELD_AT_MOST} ms and was ended`,
  unfinished: () => `what the code waits for has not come within ${SETTLED_WITHIN} ms; it waits on`,
  'not run': () => 'the code was not run; try again',
}

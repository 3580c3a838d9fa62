// Asks a person for a secret, which the terminal does not show.

import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** undefined when there is none: Ctrl-C, Ctrl-D. */
export function askSecret(question: string): Promise<string | undefined> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: process.stdin,
    output: silent,
    terminal: process.stdin.isTTY === true,
  })
  process.stderr.write(question)
  return new Promise(resolve => {
    lines.once('line', line => {
      resolve(line.trim())
      lines.close()
    })
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => {
      process.stderr.write('\n')
      resolve(undefined)
    })
  })
}

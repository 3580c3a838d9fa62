// A service with #private members for code to be injected into, and an operator who does that. It lives on main, where the tests
// reach it too; another thread looks into it there. Knows nothing of vitest: whoever opens a purse drops it.

import type { Address } from '../../server/core/address.ts'
import { Service } from '../../server/core/service/service.ts'
import { ConsoleClient } from './server/console-client.ts'
import type { TestServer } from './server/server.ts'

export class Purse extends Service {
  #gold = 10
  list = [1, 2, 3]
  #running = ''

  #pay(gold: number): number {
    this.#gold += gold
    return this.#gold
  }

  get half(): number {
    return this.#pay(0) / 2
  }

  gold(): number {
    return this.#gold
  }

  running(): string {
    return this.#running
  }

  /** Injected code waits for it. */
  go: (() => void) | undefined

  letGo(): boolean {
    if (!this.go) return false
    this.#gold++
    this.go()
    return true
  }

  /** Two halves of one message, and time between them. */
  async work(): Promise<void> {
    this.#running = 'first half'
    await new Promise(resolve => setTimeout(resolve, 50))
    this.#running = ''
  }

  never(): Promise<never> {
    return new Promise(() => undefined)
  }
}

export const openPurse = ({ server: { node } }: TestServer, name: string) =>
  node.launch(Purse, undefined, { name })

/** Also one that is busy for ever. */
export function dropPurse({ server: { node } }: TestServer, address: Address): void {
  node.thread.cells.get(address)?.abandon()
}

export interface Injector {
  /** What the code has given, as it is shown. Throws ConsoleError. */
  inject(address: string, code: string): Promise<string>
  /** Why it was refused, or has failed; else that it has given something. */
  reason(address: string, code: string): Promise<string>
}

export function injectorOf(server: () => TestServer): Injector {
  const inject = async (address: string, code: string): Promise<string> => {
    const operator = await ConsoleClient.open(server().server.consolePort!)
    try {
      return await operator.text(`inject ${address} ${code}`)
    } finally {
      operator.close()
    }
  }
  const reason = (address: string, code: string): Promise<string> =>
    inject(address, code).then(
      shown => `it has given ${shown}`,
      ({ message }: Error) => message,
    )
  return { inject, reason }
}

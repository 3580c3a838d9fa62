// All threads of the node, as main asks them: where a service is, and one question to every thread. A thread that does not
// answer is left out and named.

import { z } from 'zod'
import { type Address, lifeOf, readAddress, showAddress } from '../../core/address.ts'
import { AppError, hasCode } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { Ref } from '../../core/service/ref.ts'
import {
  type Answered,
  allSlots,
  askThread,
  askThreads,
  serviceOf,
  silentOf,
} from '../../setup/ask-threads.ts'
import type { CommandContext } from '../../setup/commands.ts'
import { type Look, lookName } from './look.ts'
import { isOwn } from './own-services.ts'

/** What find() takes, as the argument of a command. */
export const ADDRESS = z
  .string()
  .describe('its address as `list` shows it, its name, or the account of a player')

export interface Found {
  slot: number
  address: Address
}

/** What is asked of `.watchdog`. */
interface Logins {
  find(who: { account: string } | { uid: string }): { agent: Address } | undefined
}

export class Threads {
  readonly node: Node
  #lastId = 0

  constructor(node: Node) {
    this.node = node
  }

  /** Main's and those that serve. */
  get slots(): number[] {
    return allSlots(this.node)
  }

  /** Never gives the same twice. */
  newId(): number {
    return ++this.#lastId
  }

  /** Says which threads are not among those that answered. */
  remark(answers: readonly { slot: number }[], { print }: Pick<CommandContext, 'print'>): void {
    for (const { why } of this.silent(answers)) print(why)
  }

  /** Those that are not among the answers, with why. */
  silent(answers: readonly { slot: number }[]): { slot: number; why: string }[] {
    return silentOf(this.node, this.slots, answers)
  }

  async look(slot: number): Promise<Ref<Look>> {
    return serviceOf<Look>(this.node, lookName(slot))
  }

  /** Asks every thread; the answers of those that gave one, in the order of their slots. */
  async ask<T>(question: (slot: number) => Promise<T>): Promise<Answered<T>[]> {
    return askThreads(this.slots, question)
  }

  async askLooks<T>(question: (look: Ref<Look>) => Promise<T>): Promise<Answered<T>[]> {
    return this.ask(async slot => question(await this.look(slot)))
  }

  /** Asks the thread of a service. Throws TIMEOUT with a sentence that says which one does not answer. */
  async askAt<T>({ slot }: Found, question: (look: Ref<Look>) => Promise<T>): Promise<T> {
    return askThread(this.node, slot, async () => question(await this.look(slot)))
  }

  /** By its address as it is shown, its name, or the account or uid of a player who is online. Throws BAD_MESSAGE. */
  async find(text: string): Promise<Found> {
    const address = readAddress(text) ?? (await this.#named(text)) ?? (await this.#agentOf(text))
    const slot = address === undefined ? undefined : this.node.slotOf(lifeOf(address))
    if (address === undefined || slot === undefined)
      throw new AppError(
        'BAD_MESSAGE',
        `there is no service ${text}, and no player of that name is online; \`list\` shows the services`,
      )
    return { slot, address }
  }

  /** Whether the service has not ended, as far as is known: its thread may not answer. */
  async has({ slot, address }: Found): Promise<boolean> {
    if (this.node.slotOf(lifeOf(address)) === undefined) return false
    const [answer] = await askThreads([slot], async () => (await this.look(slot)).call.who([address]))
    return answer === undefined || answer.answer[0] !== undefined
  }

  /** Of the console itself: what lists what goes on leaves them out. */
  async ownAddresses(): Promise<Address[]> {
    const names = await this.node.names()
    return Object.keys(names).flatMap(name => (isOwn(name) ? [names[name]!] : []))
  }

  /** Address -> what its service is called, for those that are still there. */
  async namesOf(addresses: Iterable<Address>): Promise<(address: Address | undefined) => string> {
    const wanted = [...new Set(addresses)]
    const names = new Map<Address, string>()
    for (const { answer } of await this.askLooks(look => this.#namesAt(look, wanted)))
      for (const [address, name] of answer) names.set(address, name)
    return address => {
      if (address === undefined) return '-'
      const name = names.get(address)
      if (name === undefined) return showAddress(address)
      return name.startsWith('.') ? name : `${name}${showAddress(address)}`
    }
  }

  async #namesAt(look: Ref<Look>, addresses: readonly Address[]): Promise<[Address, string][]> {
    const here = addresses.filter(address => lifeOf(address) === lifeOf(look.address))
    const names = here.length > 0 ? await look.call.who(here) : []
    return here.flatMap((address, i) =>
      names[i] === undefined ? [] : [[address, names[i]] as [Address, string]],
    )
  }

  async #named(text: string): Promise<Address | undefined> {
    try {
      return (await this.node.query(text, 1)).address
    } catch (error) {
      if (hasCode(error, 'TIMEOUT')) return undefined
      throw error
    }
  }

  async #agentOf(text: string): Promise<Address | undefined> {
    const watchdog = await this.node.query<Logins>('.watchdog', 1).catch(() => undefined)
    const found = (await watchdog?.call.find({ account: text })) ?? (await watchdog?.call.find({ uid: text }))
    return found?.agent
  }
}

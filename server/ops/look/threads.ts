// All threads of the node, as main asks them: where a service is, and one question to every thread. A thread that does not
// answer is left out and named.

import { z } from 'zod'
import { type Address, lifeOf, readAddress, showAddress } from '../../core/address.ts'
import { AppError, hasCode } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { CommandContext } from '../../setup/commands.ts'
import { type Look, lookName } from './look.ts'

/** What find() takes, as the argument of a command. */
export const ADDRESS = z
  .string()
  .describe('its address as `list` shows it, its name, or the account of a player')

/** ms that a thread may take to answer. */
const ANSWER_WITHIN = 3000

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
    return [...new Set([0, ...this.node.slots])]
  }

  /** Never gives the same twice. */
  newId(): number {
    return ++this.#lastId
  }

  /** Says which threads are not among those that answered. */
  remark(answers: readonly { slot: number }[], { print }: Pick<CommandContext, 'print'>): void {
    const silent = this.slots.filter(slot => !answers.some(answer => answer.slot === slot))
    for (const slot of silent) print(`thread ${slot} does not answer`)
  }

  async look(slot: number): Promise<Ref<Look>> {
    return (await this.node.query<Look>(lookName(slot), ANSWER_WITHIN)).within(ANSWER_WITHIN)
  }

  /** Asks every thread; the answers of those that gave one, in the order of their slots. */
  async ask<T>(question: (slot: number) => Promise<T>): Promise<{ slot: number; answer: T }[]> {
    const answers = await Promise.all(this.slots.map(slot => this.#askOne(slot, question)))
    return answers.filter(each => each !== undefined)
  }

  async askLooks<T>(question: (look: Ref<Look>) => Promise<T>): Promise<{ slot: number; answer: T }[]> {
    return this.ask(async slot => question(await this.look(slot)))
  }

  /** By its address as it is shown, its name, or the account or uid of a player who is online. Throws BAD_MESSAGE. */
  async find(text: string): Promise<Found> {
    const address = readAddress(text) ?? (await this.#named(text)) ?? (await this.#agentOf(text))
    const slot = address === undefined ? undefined : await this.slotOf(address)
    if (address === undefined || slot === undefined)
      throw new AppError('BAD_MESSAGE', `there is no service ${text}; \`list\` shows them`)
    return { slot, address }
  }

  /** The slot of the thread that the address is on; undefined when there is none any more. */
  async slotOf(address: Address): Promise<number | undefined> {
    const looks = await this.ask(async slot => (await this.look(slot)).address)
    return looks.find(({ answer }) => lifeOf(answer) === lifeOf(address))?.slot
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

  async #askOne<T>(slot: number, question: (slot: number) => Promise<T>) {
    try {
      return { slot, answer: await question(slot) }
    } catch (error) {
      if (hasCode(error, 'THREAD_LOST', 'SERVICE_DEAD', 'TIMEOUT')) return undefined
      throw error
    }
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

// Finds on one thread what main has placed (places.ts): the only one of a class, pools. The members of a pool are known once
// per thread, however many hold a handle of it.

import { type Address, MAIN_LIFE, makeAddress, PLACES } from '../address.ts'
import { AppError } from '../errors.ts'
import type { Chain } from '../service/message.ts'
import { DEFAULT_DEADLINE } from '../service/ref.ts'
import type { AnyServiceClass, LaunchOptions } from '../service/service.ts'
import type { EndListener } from '../supervise/endings.ts'
import type { Places, PoolWanted } from './places.ts'
import { PoolMembers } from './pool-members.ts'

/** What it needs of its thread. */
export interface ThreadPlacesHost {
  readonly slot: number
  readonly life: number
  /** Classes by their keys in the game's `services`. */
  readonly services: Readonly<Record<string, AnyServiceClass>>
  offer(name: string, type: AnyServiceClass): void
  /** What has taken the place of this class; itself when nothing has. */
  latestOf(type: AnyServiceClass): AnyServiceClass
  call(address: Address, command: string, args: unknown[], deadline: number, chain?: Chain): Promise<unknown>
  listen(address: Address, listener: EndListener): () => void
}

/** ms that a member of a pool may take to be there again, before its waiting messages are given up. */
const MEMBER_WITHIN = 60_000

/** What main is asked. */
type Question = keyof Pick<Places, 'unique' | 'join' | 'member' | 'launchAnywhere'>

export class ThreadPlaces {
  readonly #host: ThreadPlacesHost
  readonly #pools = new Map<string, Promise<PoolMembers>>()

  constructor(host: ThreadPlacesHost) {
    this.#host = host
  }

  /** The only service of this class on the node, or on this thread. */
  unique(type: AnyServiceClass, options: unknown, per: 'node' | 'thread', chain?: Chain): Promise<Address> {
    const { slot, life } = this.#host
    const key = this.keyOf(type)
    const name = per === 'node' ? `.unique/${key}` : `.here/${key}/${slot}`
    return this.#ask('unique', [{ name, type: key, options }, life], chain) as Promise<Address>
  }

  /** The members of the pool of this class. */
  pool(
    type: AnyServiceClass,
    { size, options }: { size?: number | undefined; options?: unknown },
    chain?: Chain,
  ): Promise<PoolMembers> {
    const key = this.keyOf(type)
    const known = this.#pools.get(key)
    if (known) return size === undefined ? known : known.then(members => ofSize(members, size))
    const pool = this.#join({ name: `.pool/${key}`, type: key, options, size }, chain)
    this.#pools.set(key, pool)
    pool.catch(() => this.#pools.delete(key))
    return pool
  }

  /** Launches on any of the serving threads. */
  launchAnywhere(
    type: string,
    options: unknown,
    launch: LaunchOptions | undefined,
    chain?: Chain,
  ): Promise<Address> {
    const args = [type, options, launch]
    return this.#ask('launchAnywhere', args, chain, launch?.deadline) as Promise<Address>
  }

  /** By which other threads know this class; one that is not in the game's `services` can be launched on this thread only. */
  keyOf(given: AnyServiceClass): string {
    const { services } = this.#host
    const type = this.#host.latestOf(given)
    for (const key of Object.keys(services)) if (services[key] === type) return key
    const { name } = type as { name?: string }
    if (!name || Object.hasOwn(services, name))
      throw new AppError(
        'NAME_TAKEN',
        `services: expected each class under its own name, got two ${name || 'classes without one'}`,
      )
    this.#host.offer(name, type)
    return name
  }

  async #join(wanted: PoolWanted, chain: Chain | undefined): Promise<PoolMembers> {
    const addresses = (await this.#ask('join', [wanted], chain)) as Address[]
    const find = (index: number, ended: Address | undefined) =>
      this.#ask('member', [wanted.name, index, ended], undefined, MEMBER_WITHIN) as Promise<Address>
    const listen = (address: Address, listener: EndListener) => this.#host.listen(address, listener)
    return new PoolMembers(addresses, { find, listen })
  }

  #ask(question: Question, args: unknown[], chain?: Chain, deadline = DEFAULT_DEADLINE): Promise<unknown> {
    return this.#host.call(makeAddress(MAIN_LIFE, PLACES), question, args, deadline, chain)
  }
}

function ofSize(members: PoolMembers, size: number): PoolMembers {
  if (members.size === size) return members
  throw new AppError('BAD_MESSAGE', `size: expected ${members.size}, as the pool has, got ${size}`)
}

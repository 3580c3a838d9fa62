// Where services are that nobody has placed: the only one of its class, the members of a pool, one on any thread. Lives on
// main. It keeps true: of one name one service is launched at a time, however many ask.

import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs } from '../../lib/backoff.ts'
import { type Address, LAUNCHER, makeAddress } from '../address.ts'
import { AppError, hasCode } from '../errors.ts'
import { type LaunchOptions, Service } from '../service/service.ts'
import type { Launcher, Registry } from '../thread/registry.ts'

/** What it needs of the node. */
export interface PlacesHost {
  /** The slots whose threads serve players. */
  readonly slots: readonly number[]
  readonly isStopping: boolean
  lifeIn(slot: number): number | undefined
  untilReady(slot: number): Promise<void>
}

export interface PlacesOptions {
  node: PlacesHost
  names: Pick<Registry, 'addressOf' | 'unregister'>
}

/** A service to be found or launched. `type`: its key in the game's services. */
export interface Wanted {
  name: string
  type: string
  options: unknown
}

/** `size`: one on each serving thread when left out. */
export interface PoolWanted extends Wanted {
  size?: number | undefined
}

interface PoolSeed extends Wanted {
  size: number
}

/** ms that an onStart may take before another launch is tried. */
const LAUNCH_WITHIN = 60_000

/** ms to wait before a launch that failed is tried again. */
const STEPS = { first: 100, longest: 5000 }

/** More members are a mistake. */
const MOST_MEMBERS = 1000

export class Places extends Service<PlacesOptions> {
  static concurrent = true
  /** Name -> the search for it that runs. */
  readonly #searches = new Map<string, Promise<Address>>()
  readonly #pools = new Map<string, PoolSeed>()
  #turn = 0

  /** The service of this name; when there is none, one is launched on the thread with this life. Throws what its onStart does. */
  async unique(wanted: Wanted, life: number): Promise<Address> {
    for (;;) {
      const begun = this.#searches.get(wanted.name)
      if (!begun) return this.#search(wanted.name, () => this.#launch(wanted, life))
      try {
        return await begun
      } catch (error) {
        // The thread of whoever asked first has ended.
        if (!hasCode(error, 'THREAD_LOST')) throw error
      }
    }
  }

  /** The members of a pool; those that are not there are launched. BAD_MESSAGE when it is there with another size. */
  async join(wanted: PoolWanted): Promise<Address[]> {
    const isNew = !this.#pools.has(wanted.name)
    const { name, size } = this.#poolOf(wanted)
    try {
      return await Promise.all(Array.from({ length: size }, (_, i) => this.#member(name, i)))
    } catch (error) {
      if (isNew) this.#pools.delete(name)
      throw error
    }
  }

  /** One member of a pool, launched again when `ended` was the last one. Tries until it succeeds. */
  async member(pool: string, index: number, ended: Address | undefined): Promise<Address> {
    if (ended !== undefined) this.options.names.unregister(memberName(pool, index), ended)
    for (let failures = 0; !this.options.node.isStopping; failures++) {
      try {
        return await this.#member(pool, index)
      } catch (error) {
        if (failures === 0 && !hasCode(error, 'THREAD_LOST'))
          this.log.warn({ err: error, pool, index }, 'a member of a pool could not be launched; retrying')
        await sleep(backoffMs(failures, STEPS), undefined, { ref: false })
      }
    }
    throw new AppError('SERVICE_DEAD', undefined, { cause: 'the node is stopping' })
  }

  /** Launches on one of the serving threads, one after the other. */
  async launchAnywhere(type: string, options: unknown, launch?: LaunchOptions): Promise<Address> {
    const { slots } = this.options.node
    const slot = slots[this.#turn++ % slots.length]
    return this.#launcherOn(await this.#lifeOn(slot)).call.launch(type, options, launch)
  }

  #poolOf({ size, ...wanted }: PoolWanted): PoolSeed {
    const known = this.#pools.get(wanted.name)
    const pool = known ?? { ...wanted, size: size ?? this.options.node.slots.length }
    if (size !== undefined && size !== pool.size)
      throw new AppError('BAD_MESSAGE', `size: expected ${pool.size}, as ${wanted.name} has, got ${size}`)
    if (!(Number.isInteger(pool.size) && pool.size >= 1 && pool.size <= MOST_MEMBERS))
      throw new AppError('BAD_MESSAGE', `size: expected 1 to ${MOST_MEMBERS}, got ${pool.size}`)
    this.#pools.set(wanted.name, pool)
    return pool
  }

  #member(pool: string, index: number): Promise<Address> {
    const wanted = this.#pools.get(pool)
    if (!wanted) throw new AppError('SERVICE_DEAD', undefined, { cause: `there is no pool ${pool}` })
    const name = memberName(pool, index)
    return (
      this.#searches.get(name) ?? this.#search(name, () => this.#launchMember({ ...wanted, name }, index))
    )
  }

  async #launchMember(wanted: Wanted, index: number): Promise<Address> {
    const { slots } = this.options.node
    return this.#launch(wanted, await this.#lifeOn(slots[index % slots.length]))
  }

  #launch({ name, type, options }: Wanted, life: number): Promise<Address> {
    return this.#launcherOn(life).call.launch(type, options, { name })
  }

  #launcherOn(life: number) {
    return this.node.ref<Launcher>(makeAddress(life, LAUNCHER)).within(LAUNCH_WITHIN)
  }

  /** The life of the thread in this slot, once it serves. */
  async #lifeOn(slot: number | undefined): Promise<number> {
    const { node } = this.options
    if (slot !== undefined) await node.untilReady(slot)
    const life = slot === undefined ? undefined : node.lifeIn(slot)
    if (life === undefined) throw new AppError('THREAD_LOST', 'no thread serves players')
    return life
  }

  #search(name: string, launch: () => Promise<Address>): Promise<Address> {
    const known = this.options.names.addressOf(name)
    if (known !== undefined) return Promise.resolve(known)
    const search = launch()
    this.#searches.set(name, search)
    const over = () => void this.#searches.delete(name)
    search.then(over, over)
    return search
  }
}

const memberName = (pool: string, index: number): string => `${pool}/${index}`

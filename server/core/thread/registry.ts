// Two services that every node has. The registry, on main, knows the address behind each name; the launcher, one on each
// thread, launches services there for callers on other threads, and does there what operators ask of a thread.

import { type Address, FIRST_SERVICE, idOf, lifeOf } from '../address.ts'
import { AppError } from '../errors.ts'
import { type AnyServiceClass, type LaunchOptions, Service, type ServiceClass } from '../service/service.ts'
import type { End, Endings } from '../supervise/endings.ts'
import type { Later } from '../talk/later.ts'
import type { Holds } from '../watch/holds.ts'
import { type Collected, collectGarbage } from './collect-garbage.ts'

/** Deferred, since waiting for a name is nothing slow that anybody should look after. */
interface NameWaiter {
  later: Later<Address>
  timer: NodeJS.Timeout
}

export class Registry extends Service<void> {
  static concurrent = true
  readonly #names = new Map<string, Address>()
  readonly #waiters = new Map<string, Set<NameWaiter>>()
  #isClosed = false

  register(name: string, address: Address): void {
    const owner = this.#names.get(name)
    if (owner !== undefined && owner !== address)
      throw new AppError('NAME_TAKEN', `the name ${name} is taken`)
    this.#names.set(name, address)
    for (const { later, timer } of this.#waiters.get(name) ?? []) {
      clearTimeout(timer)
      later.answer(address)
    }
    this.#waiters.delete(name)
  }

  unregister(name: string, address: Address): void {
    if (this.#names.get(name) === address) this.#names.delete(name)
  }

  /** undefined when nobody has the name. For code on main. */
  addressOf(name: string): Address | undefined {
    return this.#names.get(name)
  }

  /** The address, as soon as the name is registered; TIMEOUT after `deadline` ms. */
  find(name: string, deadline: number): Address | Later<Address> {
    return this.#names.get(name) ?? this.#wait(name, deadline)
  }

  list(): Record<string, Address> {
    return Object.fromEntries(this.#names)
  }

  /** The thread with this life has ended: its names are free. */
  forget(life: number): void {
    for (const [name, address] of this.#names) if (lifeOf(address) === life) this.#names.delete(name)
  }

  /** The node stops: whoever waits for a name is told. */
  close(): void {
    this.#isClosed = true
    for (const { later, timer } of [...this.#waiters.values()].flatMap(waiters => [...waiters])) {
      clearTimeout(timer)
      later.fail(stoppingError())
    }
    this.#waiters.clear()
  }

  #wait(name: string, deadline: number): Later<Address> {
    const later = this.defer<Address>()
    if (this.#isClosed) {
      later.fail(stoppingError())
      return later
    }
    const waiters = this.#waiters.get(name) ?? new Set()
    this.#waiters.set(name, waiters)
    const late = () => {
      waiters.delete(waiter)
      if (waiters.size === 0) this.#waiters.delete(name)
      const cause = `no service was named ${name} within ${deadline} ms`
      later.fail(new AppError('TIMEOUT', undefined, { cause }))
    }
    const waiter: NameWaiter = { later, timer: setTimeout(late, deadline) }
    waiters.add(waiter)
    return later
  }
}

const stoppingError = () => new AppError('SERVICE_DEAD', undefined, { cause: 'the node is stopping' })

export type Services = Readonly<Record<string, AnyServiceClass>>

/** How a thread ends one of its services. */
export interface Ending {
  /** Its name, or its class with its address. */
  name: string
  /** Resolves when it has ended, or is overdue. */
  ended: Promise<void>
}

export interface LauncherOptions {
  services: Services
  /** Ends a service after its message in progress, or beside it. undefined when there is none. */
  end(address: Address, isForced: boolean): Ending | undefined
  /** What this service has launched has failed. */
  fail(address: Address, what: string): void
  endings: Pick<Endings, 'addWatcher' | 'tell' | 'follow'>
  /** Resolves when the thread has the code that others may have by now. */
  untilSwitched(): Promise<void>
  /** Whether the thread ends its services: it takes no new ones. */
  isClosing(): boolean
  holds: Pick<Holds, 'during'>
}

export class Launcher extends Service<LauncherOptions> {
  static concurrent = true

  async launch(type: string, options: unknown, launch?: LaunchOptions): Promise<Address> {
    const { services, isClosing, untilSwitched } = this.options
    if (isClosing()) throw new AppError('THREAD_LOST')
    if (!Object.hasOwn(services, type)) await untilSwitched()
    const found = Object.hasOwn(services, type) ? services[type] : undefined
    if (!found) throw new AppError('UNKNOWN_COMMAND', `no service "${type}" in the game's services`)
    const ref = await this.node.launch(found as ServiceClass<Service<unknown>, unknown>, options, launch)
    return ref.address
  }

  /** Ends a service after its message in progress, or, when `isForced`, at once and beside it. Returns its name. Throws
   * SERVICE_DEAD, and BAD_MESSAGE for one without which the thread can't go on. */
  async end(address: Address, isForced: boolean): Promise<string> {
    if (idOf(address) < FIRST_SERVICE)
      throw new AppError('BAD_MESSAGE', 'address: expected a service of the game, got one of the runtime')
    const ending = this.options.end(address, isForced)
    if (!ending) throw new AppError('SERVICE_DEAD')
    await ending.ended
    return ending.name
  }

  /** The thread with this life wants to know when this service ends. */
  watch(address: Address, life: number): void {
    this.options.endings.addWatcher(address, life)
  }

  /** A service of another thread has ended. */
  ended(address: Address, how: End): void {
    this.options.endings.tell(address, how)
  }

  /** A service of another thread goes on as `to`. */
  moved(address: Address, to: Address): void {
    this.options.endings.follow(address, to)
  }

  /** What this service has launched has started again too often. */
  fail(address: Address, what: string): void {
    this.options.fail(address, what)
  }

  /** Collects the garbage of the thread, which stands still meanwhile. `isAll`: gives back all that it can. */
  collect(isAll = false): Collected {
    return this.options.holds.during(() => collectGarbage(isAll))
  }
}

// Two services that every node has. The registry, on main, knows the address behind each name; the launcher, one on each
// thread, launches services there for callers on other threads.

import { type Address, lifeOf } from '../address.ts'
import { AppError } from '../errors.ts'
import { type AnyServiceClass, type LaunchOptions, Service, type ServiceClass } from '../service/service.ts'

interface NameWaiter {
  resolve(address: Address): void
  reject(error: AppError): void
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
    for (const { resolve, timer } of this.#waiters.get(name) ?? []) {
      clearTimeout(timer)
      resolve(address)
    }
    this.#waiters.delete(name)
  }

  unregister(name: string, address: Address): void {
    if (this.#names.get(name) === address) this.#names.delete(name)
  }

  /** The address, as soon as the name is registered; TIMEOUT after `deadline` ms. */
  find(name: string, deadline: number): Address | Promise<Address> {
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
    for (const { reject, timer } of [...this.#waiters.values()].flatMap(waiters => [...waiters])) {
      clearTimeout(timer)
      reject(stoppingError())
    }
    this.#waiters.clear()
  }

  #wait(name: string, deadline: number): Promise<Address> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(stoppingError())
      const waiters = this.#waiters.get(name) ?? new Set()
      this.#waiters.set(name, waiters)
      const timer = setTimeout(() => {
        waiters.delete(waiter)
        if (waiters.size === 0) this.#waiters.delete(name)
        reject(
          new AppError('TIMEOUT', undefined, { cause: `no service was named ${name} within ${deadline} ms` }),
        )
      }, deadline)
      const waiter = { resolve, reject, timer }
      waiters.add(waiter)
    })
  }
}

const stoppingError = () => new AppError('SERVICE_DEAD', undefined, { cause: 'the node is stopping' })

export type Services = Readonly<Record<string, AnyServiceClass>>

export class Launcher extends Service<{ services: Services }> {
  static concurrent = true

  async launch(type: string, options: unknown, launch?: LaunchOptions): Promise<Address> {
    const { services } = this.options
    const found = Object.hasOwn(services, type) ? services[type] : undefined
    if (!found) throw new AppError('UNKNOWN_COMMAND', `no service "${type}" in the game's services`)
    const ref = await this.node.launch(found as ServiceClass<Service<unknown>, unknown>, options, launch)
    return ref.address
  }
}

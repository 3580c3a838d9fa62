// Two services that every node has. The registry (on main) knows which name belongs to which address; the launcher
// (one on each thread) makes services there for callers on other threads.

import { type Address, lifeOf } from './address.ts'
import { AppError } from './errors.ts'
import type { LaunchOptions } from './ref.ts'
import { type AnyServiceClass, Service } from './service.ts'

interface NameWaiter {
  resolve(address: Address): void
  timer: NodeJS.Timeout
}

export class Registry extends Service<void> {
  static concurrent = true
  readonly #names = new Map<string, Address>()
  readonly #waiters = new Map<string, Set<NameWaiter>>()

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

  /** The address, as soon as there is one. */
  find(name: string, deadline: number): Address | Promise<Address> {
    return this.#names.get(name) ?? this.#wait(name, deadline)
  }

  list(): Record<string, Address> {
    return Object.fromEntries(this.#names)
  }

  /** A thread has ended: its names are free. */
  forget(life: number): void {
    for (const [name, address] of this.#names) if (lifeOf(address) === life) this.#names.delete(name)
  }

  #wait(name: string, deadline: number): Promise<Address> {
    return new Promise((resolve, reject) => {
      const waiters = this.#waiters.get(name) ?? new Set()
      this.#waiters.set(name, waiters)
      const timer = setTimeout(() => {
        waiters.delete(waiter)
        if (waiters.size === 0) this.#waiters.delete(name)
        reject(
          new AppError('TIMEOUT', undefined, { cause: `nobody took the name ${name} in ${deadline} ms` }),
        )
      }, deadline)
      const waiter = { resolve, timer }
      waiters.add(waiter)
    })
  }
}

export type Services = Readonly<Record<string, AnyServiceClass>>

interface LauncherOptions {
  services: Services
  place(type: AnyServiceClass, options: unknown, launch?: LaunchOptions): Promise<Address>
}

export class Launcher extends Service<LauncherOptions> {
  static concurrent = true

  launch(type: string, options: unknown, launch?: LaunchOptions): Promise<Address> {
    const found = Object.hasOwn(this.options.services, type) ? this.options.services[type] : undefined
    if (!found) throw new AppError('UNKNOWN_COMMAND', `no service "${type}" in the game's services`)
    return this.options.place(found, options, launch)
  }
}

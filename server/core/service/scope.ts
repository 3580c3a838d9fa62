// How code reaches services: the one implementation of ServiceScope. A thread and the node use it as they are; a cell adds
// the chain of calls that its service is in.

import type { Address } from '../address.ts'
import { makeRef, type Outlet, type Ref } from './ref.ts'
import type { AnyServiceClass, LaunchOptions, Service, ServiceClass, ServiceScope } from './service.ts'

/** What a scope needs of the thread, or of the cell between it and the thread. */
export interface ScopeHost extends Outlet {
  /** Waits until the name is registered. */
  find(name: string, deadline?: number): Promise<Address>
  /** Makes and starts a service on this thread. */
  startService(type: AnyServiceClass, options: unknown, launch?: LaunchOptions): Promise<Address>
  startServiceOn(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Address>
}

export abstract class Scope implements ServiceScope {
  protected abstract get scopeHost(): ScopeHost

  ref<S>(address: Address): Ref<S> {
    return makeRef<S>(address, this.scopeHost)
  }

  async query<S>(name: string, deadline?: number): Promise<Ref<S>> {
    return this.ref<S>(await this.scopeHost.find(name, deadline))
  }

  async launch<S extends Service<O>, O>(
    type: ServiceClass<S, O>,
    options: NoInfer<O>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>> {
    return this.ref<S>(await this.scopeHost.startService(type, options, launch))
  }

  async launchOn<S>(slot: number, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>> {
    return this.ref<S>(await this.scopeHost.startServiceOn(slot, type, options, launch))
  }
}

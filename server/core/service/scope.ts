// How code reaches services: the one implementation of ServiceScope. A thread and the node use it as they are; that of a
// service adds the chain of calls that it is in.

import type { Address } from '../address.ts'
import { makePool, type Pool, type PoolOptions } from '../place/pool.ts'
import type { ThreadPlaces } from '../place/thread-places.ts'
import type { EndListener } from '../supervise/endings.ts'
import {
  type AllOptions,
  type Ask,
  type AskOptions,
  askAll,
  askEach,
  askFirst,
  type Came,
  type Gathered,
  type Outcome,
} from '../talk/gather.ts'
import type { Outlet } from '../talk/outlet.ts'
import type { TalkRuntime } from '../talk/talk-host.ts'
import type { Chain } from './message.ts'
import { makeRef, type Ref } from './ref.ts'
import type {
  AnyServiceClass,
  Given,
  LaunchOptions,
  OpenableClass,
  Opener,
  Service,
  ServiceClass,
  ServiceScope,
  Where,
} from './service.ts'

/** How a service is launched. */
export interface Launch extends LaunchOptions {
  /** Of one whose class says `restart`: who has failed when it starts again too often. */
  parent?: Address
}

/** What a thread does with services for whoever asks. `chain`: the services that wait for it. */
export interface Runtime extends TalkRuntime {
  readonly slot: number
  /** Waits until the name is registered. */
  find(name: string, deadline?: number): Promise<Address>
  /** The same of a name that is never given up: it is known from then on. */
  findLasting(name: string): Promise<Address>
  /** Makes and starts a service on this thread. */
  startService(type: AnyServiceClass, options: unknown, launch?: Launch, chain?: Chain): Promise<Address>
  startServiceOn(
    where: Where,
    type: string | AnyServiceClass,
    options: unknown,
    launch?: Launch,
    chain?: Chain,
  ): Promise<Address>
  readonly places: ThreadPlaces
  endService(address: Address, chain?: Chain): Promise<void>
  /** `owner`: the service that listens. */
  listen(address: Address, listener: EndListener, owner?: Address): () => void
  stopListening(owner: Address): void
}

/** What a scope needs of the thread, or of the cell before it. */
export interface ScopeHost extends Outlet {
  readonly runtime: Runtime
  readonly callChain: Chain | undefined
  readonly supervisor?: Parent | undefined
  listen(address: Address, listener: EndListener): () => void
}

/** A service that ends what it has launched. */
interface Parent {
  readonly address: Address
  readonly instance: number
  adopt(child: Address, instance: number): void
}

export abstract class Scope implements ServiceScope, Opener {
  protected abstract get scopeHost(): ScopeHost

  abstract readonly slot: number

  ref<S>(address: Address): Ref<S> {
    return makeRef<S>(address, this.scopeHost)
  }

  async query<S>(name: string, deadline?: number): Promise<Ref<S>> {
    return this.ref<S>(await this.scopeHost.runtime.find(name, deadline))
  }

  async lasting<S>(name: string, deadline: number): Promise<Ref<S>> {
    const host = this.scopeHost
    return makeRef<S>(await host.runtime.findLasting(name), host, deadline)
  }

  async launch<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    options: NoInfer<I>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>> {
    const { runtime, callChain } = this.scopeHost
    return this.ref<S>(
      await this.#asChild(launch, own => runtime.startService(type, options, own, callChain)),
    )
  }

  launchOn<S extends Service<O>, O, I = O>(
    where: Where,
    type: ServiceClass<S, O, I>,
    options: NoInfer<I>,
    launch?: LaunchOptions,
  ): Promise<Ref<S>>
  launchOn<S>(where: Where, type: string, options: unknown, launch?: LaunchOptions): Promise<Ref<S>>
  async launchOn<S>(
    where: Where,
    type: string | AnyServiceClass,
    options: unknown,
    launch?: LaunchOptions,
  ): Promise<Ref<S>> {
    const { runtime, callChain } = this.scopeHost
    const start = (own?: Launch) => runtime.startServiceOn(where, type, options, own, callChain)
    return this.ref<S>(await this.#asChild(launch, start))
  }

  async open<S>(type: OpenableClass<S>, id: string): Promise<Ref<S>> {
    return this.ref<S>(await type.openBy(this, id))
  }

  async unique<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    ...[options]: Given<NoInfer<I>>
  ): Promise<Ref<S>> {
    const { runtime, callChain } = this.scopeHost
    return this.ref<S>(await runtime.places.unique(type, options, 'node', callChain))
  }

  async here<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    ...[options]: Given<NoInfer<I>>
  ): Promise<Ref<S>> {
    const { runtime, callChain } = this.scopeHost
    return this.ref<S>(await runtime.places.unique(type, options, 'thread', callChain))
  }

  async pool<S extends Service<O>, O, I = O>(
    type: ServiceClass<S, O, I>,
    { by, ...wanted }: PoolOptions<S, NoInfer<I>>,
  ): Promise<Pool<S>> {
    const host = this.scopeHost
    return makePool<S>(host, await host.runtime.places.pool(type, wanted, host.callChain), by)
  }

  end<S>({ address }: Ref<S>): Promise<void> {
    const { runtime, callChain } = this.scopeHost
    return runtime.endService(address, callChain)
  }

  onEnded<S>({ address }: Ref<S>, listener: EndListener): () => void {
    return this.scopeHost.listen(address, listener)
  }

  publish(topic: string, body: unknown): void {
    this.scopeHost.runtime.topics.publish(topic, body)
  }

  all<S, R>(refs: Iterable<Ref<S>>, ask: Ask<S, R>, options?: AllOptions): Promise<Gathered<S, R>> {
    return askAll(refs, ask, options)
  }

  first<S, R>(refs: Iterable<Ref<S>>, ask: Ask<S, R>, options?: AskOptions): Promise<Came<S, R>> {
    return askFirst(refs, ask, options)
  }

  each<S, R>(refs: Iterable<Ref<S>>, ask: Ask<S, R>, options?: AskOptions): AsyncIterable<Outcome<S, R>> {
    return askEach(refs, ask, options)
  }

  /** What a supervised service launches is its child. */
  async #asChild(
    launch: LaunchOptions | undefined,
    start: (launch?: Launch) => Promise<Address>,
  ): Promise<Address> {
    const { supervisor } = this.scopeHost
    if (!supervisor) return start(launch)
    const { address: parent, instance } = supervisor
    const child = await start({ ...launch, parent })
    supervisor.adopt(child, instance)
    return child
  }
}

/** The scope of a service. */
export class ServiceNode extends Scope {
  readonly #host: ScopeHost

  constructor(host: ScopeHost) {
    super()
    this.#host = host
  }

  get slot(): number {
    return this.#host.runtime.slot
  }

  protected override get scopeHost(): ScopeHost {
    return this.#host
  }
}

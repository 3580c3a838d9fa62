// What a test breaks of a server while it runs: its stores fail or hang, a worker ends. Every thread of the server imports
// this file (StartOptions.stores) and looks at the same shared memory; behind it are the real stores, which keep what they
// have. Not broken: the node's seat.

import { BroadcastChannel, isMainThread, workerData } from 'node:worker_threads'
import { AppError } from '../../server/core/errors.ts'
import type { AroundStores } from '../../server/setup/start-options.ts'
import type { AllStores } from '../../server/store/on-main.ts'

const [HEALTHY, FAILING, HANGING] = [0, 1, 2]

/** ms after which a hanging store has failed, as a disk or a database that does not answer. */
const PATIENCE = 10_000

/** What crosses to the threads. */
interface Shared {
  state: Int32Array
  /** Where threads hear that they are lost. */
  channel: string
}

/** The doors of stores that a fault leaves alone. */
const UNTOUCHED = new Set(['close', 'takeSeat', 'list', 'accounts'])

export class Faults implements AroundStores {
  readonly module = import.meta.url
  readonly data: FaultData = new FaultData()

  /** The stores themselves, as main has opened them. */
  get stores(): AllStores {
    return this.data.stores!
  }

  /** From now on everything asked of the stores is refused at once with TRY_AGAIN. */
  fail(): void {
    this.#set(FAILING)
  }

  /** From now on the stores don't answer; what waits is done when they are healed, within 10 s. */
  hang(): void {
    this.#set(HANGING)
  }

  heal(): void {
    this.#set(HEALTHY)
  }

  /** Throws an error in the worker of `slot` that nothing catches. */
  loseWorker(slot: number): void {
    const channel = new BroadcastChannel(this.data.channel)
    channel.postMessage(slot)
    channel.close()
  }

  #set(state: number): void {
    Atomics.store(this.data.state, 0, state)
    Atomics.notify(this.data.state, 0)
  }
}

/** Crosses to a worker as Shared: what it keeps on main stays there. */
class FaultData implements Shared {
  readonly state = new Int32Array(new SharedArrayBuffer(4))
  readonly channel = `gatehouse-${crypto.randomUUID()}`
  #stores: AllStores | undefined

  get stores(): AllStores | undefined {
    return this.#stores
  }

  opened(stores: AllStores): void {
    this.#stores = stores
  }
}

/** For the server: each of its threads calls it with the stores that it has opened. */
export function around(stores: AllStores, data: Shared): AllStores {
  if (data instanceof FaultData) data.opened(stores)
  if (!isMainThread) loseWhenTold(data.channel, (workerData as { slot: number }).slot)
  return Object.fromEntries(
    Object.entries(stores).map(([name, store]) => [name, guarded(name, store, data.state)]),
  ) as unknown as AllStores
}

function loseWhenTold(name: string, slot: number): void {
  const channel = new BroadcastChannel(name)
  channel.onmessage = event => {
    if ((event as { data: number }).data !== slot) return
    setImmediate(() => {
      throw new Error('a test loses this worker')
    })
  }
  channel.unref()
}

/** `part`, a store or one of its functions, with the fault before it. */
function guarded(name: string, part: unknown, state: Int32Array): unknown {
  if (UNTOUCHED.has(name)) return part
  if (typeof part !== 'object' || part === null) return part
  return new Proxy(part, {
    get(target, key) {
      const found = Reflect.get(target, key, target) as unknown
      if (typeof found !== 'function' || typeof key === 'symbol' || UNTOUCHED.has(key))
        return bound(found, target)
      return (...args: unknown[]) => {
        if (Atomics.load(state, 0) === HEALTHY) return opened(key, found.apply(target, args), state)
        return whenHealed(state).then(() => found.apply(target, args))
      }
    },
  })
}

const bound = (found: unknown, target: object): unknown =>
  typeof found === 'function' ? found.bind(target) : found

/** A board that was opened is a store of its own. */
const opened = (key: string, result: unknown, state: Int32Array): unknown =>
  key === 'open' && result instanceof Promise ? result.then(board => guarded(key, board, state)) : result

async function whenHealed(state: Int32Array): Promise<void> {
  if (Atomics.load(state, 0) === HANGING) await Atomics.waitAsync(state, 0, HANGING, PATIENCE).value
  const now = Atomics.load(state, 0)
  if (now === HEALTHY) return
  const word = now === FAILING ? 'fail' : 'hang'
  throw new AppError('TRY_AGAIN', undefined, { cause: `a test has made the store ${word}` })
}

// Stores that tell whoever looks at the thread when they are asked and when they have answered. While nobody looks their
// methods are called as they are.

import type { Observer } from '../core/watch/observer.ts'
import { isThenable } from '../lib/thenable.ts'

type Method = (...args: unknown[]) => unknown

/** Those that are asked while messages are handled. */
const NAMES = ['roles', 'rooms', 'boards', 'bans'] as const

type Watchable = Partial<Record<(typeof NAMES)[number], object>>

/** `host`: the thread's monitor. */
export function watchedStores<S extends Watchable>(stores: S, host: { observer: Observer | undefined }): S {
  const all: Watchable = { ...stores }
  for (const name of NAMES) if (all[name]) all[name] = watched(all[name], name, host)
  return all as S
}

/** `name`: how it is called there. */
function watched<T extends object>(store: T, name: string, host: { observer: Observer | undefined }): T {
  const methods = new Map<unknown, Method>()
  return new Proxy(store, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key)
      if (typeof found !== 'function' || typeof key !== 'string') return found
      const known = methods.get(found)
      if (known) return known
      const method = watchedMethod(found as Method, { store, called: [name, key], host })
      methods.set(found, method)
      return method
    },
  })
}

interface WatchedMethod {
  store: object
  called: [store: string, operation: string]
  host: { observer: Observer | undefined }
}

function watchedMethod(method: Method, { store, called, host }: WatchedMethod): Method {
  return (...args) => {
    const done = host.observer?.stored(...called)
    const result = method.apply(store, args)
    if (!done) return result
    if (isThenable(result)) void result.then(done, done)
    else done()
    return result
  }
}

// What the game's code sees of a record: a Proxy whose handler is the node itself, so that a write costs one call. Its
// target stays empty, which is the cheapest for the traps, and has no prototype to speak of: a key like `constructor`,
// which a client may have chosen, is there only when it was put there.
// The traps are in a class of their own: V8 (Node 22) misses a `get` that is in a class with computed members.

import { inspect } from 'node:util'
import { type Node, PLAIN, RAW } from '../tree/node.ts'
import { RecordNode } from './record-node.ts'

/** The target of every record's Proxy. All there is beside the entries: what console.log shows of them. */
const TARGET: Readonly<Record<string | symbol, unknown>> = Object.create(
  Object.create(null, {
    [inspect.custom]: {
      value(this: { [RAW]: Node }) {
        return this[RAW][PLAIN]()
      },
    },
  }),
)

export class ViewedRecord extends RecordNode {
  #proxy: object | undefined = undefined

  static seen(node: ViewedRecord): object {
    node.#proxy ??= new Proxy(TARGET, node)
    return node.#proxy
  }

  set(_target: object, key: string | symbol, value: unknown): boolean {
    RecordNode.write(this, key, value)
    return true
  }

  get(_target: object, key: string | symbol): unknown {
    const value = RecordNode.read(this, key)
    if (value !== undefined) return value
    return key === RAW ? this : TARGET[key]
  }

  has(_target: object, key: string | symbol): boolean {
    return RecordNode.has(this, key) || key in TARGET
  }

  ownKeys(): string[] {
    return RecordNode.keys(this)
  }

  getOwnPropertyDescriptor(_target: object, key: string | symbol): PropertyDescriptor | undefined {
    const value = RecordNode.read(this, key)
    return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true }
  }

  deleteProperty(_target: object, key: string | symbol): boolean {
    if (RecordNode.has(this, key)) RecordNode.remove(this, key as string)
    return true
  }

  defineProperty(): never {
    throw this.refusal('properties can be assigned only')
  }

  setPrototypeOf(): boolean {
    return false
  }

  preventExtensions(): boolean {
    return false
  }
}

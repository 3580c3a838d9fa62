// The type of an array: its Proxy, and how one is built.

import { createContainerType, type Presence } from '../tree/container-type.ts'
import { type Node, PATH, RAW } from '../tree/node.ts'
import { acceptAt, BadValue, type Intake, NOT_KEPT, type Type } from '../tree/type.ts'
import { ARRAY_METHODS } from './array-methods.ts'
import { ArrayNode, type ArrayShape } from './array-node.ts'

interface ArrayTypeOptions extends Presence {
  entry: Type
  checks: boolean
}

export function createArrayType({ entry, checks, ...presence }: ArrayTypeOptions): Type {
  const shape: ArrayShape = { entry, checks, handler: createHandler(entry) }
  const build = (value: unknown, intake: Intake): Node => {
    if (!Array.isArray(value)) throw new BadValue(value === undefined ? 'is missing' : 'must be an array')
    const node = new ArrayNode(shape)
    for (let i = 0; i < value.length; i++) {
      if (value[i] === undefined) throw new BadValue('an array cannot hold undefined').under(i)
      ArrayNode.fill(node, i, acceptAt(entry, i, value[i], intake))
    }
    return node
  }
  const equal = (value: object, node: Node): boolean => {
    const inner = node as ArrayNode
    return (
      Array.isArray(value) &&
      value.length === inner.length &&
      value.every((item, i) => entry.equal(item, inner[i]))
    )
  }
  const keep = (value: unknown): unknown =>
    Array.isArray(value) && keepEntries(value, entry) ? value : NOT_KEPT
  const warm = (cold: object): Node => {
    const node = new ArrayNode(shape)
    for (const inner of cold as unknown[]) ArrayNode.fill(node, node.length, inner)
    return node
  }
  const expose = (node: Node): unknown => ArrayNode.seen(node as ArrayNode)
  return createContainerType({ ...presence, build, keep, warm, equal, expose })
}

function keepEntries(value: unknown[], entry: Type): boolean {
  for (let i = 0; i < value.length; i++) {
    const kept = value[i] === undefined ? NOT_KEPT : entry.keep(value[i])
    if (kept === NOT_KEPT) return false
    if (kept !== value[i]) value[i] = kept
  }
  return true
}

function createHandler(entry: Type): ProxyHandler<ArrayNode> {
  return {
    get(node, key) {
      const index = indexOf(key)
      if (index !== undefined) return ArrayNode.read(node, index)
      if (key === RAW) return node
      return ARRAY_METHODS.get(key) ?? Reflect.get(node, key)
    },
    set(node, key, value) {
      const index = indexOf(key)
      if (index !== undefined) ArrayNode.assign(node, index, value)
      else if (key === 'length') ArrayNode.truncate(node, value as number)
      else throw new TypeError(`${node[PATH]()}: ${String(key)} is not an array index`)
      return true
    },
    deleteProperty(node, key) {
      throw new TypeError(`${node[PATH]()}: delete of ${String(key)} would leave a hole; use splice`)
    },
    defineProperty(node) {
      throw new TypeError(`${node[PATH]()}: entries can only be assigned`)
    },
    ...(!(entry.direct && !entry.container) && {
      getOwnPropertyDescriptor(node, key) {
        const descriptor = Reflect.getOwnPropertyDescriptor(node, key)
        return indexOf(key) === undefined || !descriptor
          ? descriptor
          : { ...descriptor, value: ArrayNode.read(node, Number(key)) }
      },
    }),
    setPrototypeOf: () => false,
    preventExtensions: () => false,
  }
}

/** The array index that a property key is, written as arrays write it. */
function indexOf(key: string | symbol): number | undefined {
  if (typeof key === 'symbol') return undefined
  const code = key.charCodeAt(0)
  if (!(code >= 48 && code <= 57)) return undefined
  const index = Number(key)
  return Number.isInteger(index) && String(index) === key ? index : undefined
}

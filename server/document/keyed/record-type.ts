// The type of a record: how one is checked and built.

import { createContainerType, keepEach, type Presence } from '../tree/container-type.ts'
import type { Node } from '../tree/node.ts'
import { acceptAt, BadValue, type Intake, NOT_KEPT, type Type, whyBadKey } from '../tree/type.ts'
import { RecordNode, type RecordShape } from './record-node.ts'
import { ViewedRecord } from './record-view.ts'

interface RecordTypeOptions extends Presence {
  entry: Type
  whyBadKey?: (key: string) => string | undefined
  checks: boolean
}

export function createRecordType({
  entry,
  checks,
  whyBadKey: whyBad = whyBadKey,
  ...presence
}: RecordTypeOptions): Type {
  const shape: RecordShape = { entry, whyBad, checks }
  const build = (value: unknown, intake: Intake): Node => {
    if (!isRecordLike(value)) throw new BadValue(value === undefined ? 'is missing' : 'must be an object')
    const node = new ViewedRecord(shape)
    for (const [key, item] of Object.entries(value)) {
      const why = whyBad(key)
      if (why) throw new BadValue(why)
      if (item === undefined) throw new BadValue('is missing').under(key)
      RecordNode.fill(node, key, acceptAt(entry, key, item, intake))
    }
    return node
  }
  const equal = (value: object, node: Node): boolean =>
    !Array.isArray(value) && RecordNode.holds(node as RecordNode, Object.entries(value))
  const keep = (value: unknown): unknown =>
    isRecordLike(value) && keepEach(value, entry, whyBad) ? value : NOT_KEPT
  const warm = (cold: object): Node => {
    const node = new ViewedRecord(shape)
    for (const [key, inner] of Object.entries(cold)) RecordNode.fill(node, key, inner)
    return node
  }
  return createContainerType({
    ...presence,
    build,
    keep,
    warm,
    equal,
    expose: node => ViewedRecord.seen(node as ViewedRecord),
  })
}

const isRecordLike = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)

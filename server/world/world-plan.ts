// What a kind of worlds is made of: its settings, and its view and input as they stand in the schema. It is made once for each
// protocol that it serves.

import { isInput, isView } from '../../protocol/kit.ts'
import type { Message, Protocol } from '../../protocol/sproto/index.ts'
import type { Field, StructType } from '../../protocol/sproto/schema/schema.ts'
import { StartError } from '../core/errors.ts'
import { checkEntityType, makeEntityClass } from './entity/entity-class.ts'
import type { ListPlan } from './entity/entity-list.ts'
import type { WorldSettings } from './world-settings.ts'

export interface WorldPlan {
  readonly settings: WorldSettings
  readonly lists: readonly ListPlan[]
  /** The tag of the push. */
  readonly push: number
}

/** Throws StartError for what does not fit. `where`: how the kind is named in it. */
export function planOf(protocol: Protocol, settings: WorldSettings, where: string): WorldPlan {
  const { view, input } = settings
  const push = messageOf(protocol, view, `${where}.view`)
  if (!isView(push.definition))
    throw new StartError(`${where}.view: expected a push that begins with patch 0 : Patch, got "${view}"`)
  if (input !== undefined && !isInput(messageOf(protocol, input, `${where}.input`).definition))
    throw new StartError(
      `${where}.input: expected a request that begins with head 0 : InputHead, got "${input}"`,
    )
  const lists = push.definition.request!.byTag.slice(1).map(field => listOf(field, `${where}.view`))
  if (lists.length === 0)
    throw new StartError(`${where}.view: expected a push with a list of entities, got "${view}"`)
  return { settings, lists, push: push.tag }
}

function messageOf(protocol: Protocol, name: string, where: string): Message {
  const message = protocol.byName.get(name)
  if (!message) throw new StartError(`${where}: expected a message of the schema, got "${name}"`)
  return message
}

function listOf({ name, tag, type, isArray, key }: Field, where: string): ListPlan {
  if (!type || !isArray || key)
    throw new StartError(`${where}: ${name}: expected a list of entities, such as *Hero`)
  checkEntityType(type, where)
  return { name, tag, type: makeEntityClass(type), struct: type, all: maskOf(type), isPlaced: hasPlace(type) }
}

const maskOf = ({ byTag }: StructType): number => byTag.reduce((mask, { tag }) => mask | (1 << tag), 0)

function hasPlace({ fields }: StructType): boolean {
  const isNumber = (name: string) =>
    fields.some(
      field => field.name === name && !field.isArray && ['integer', 'fixed', 'double'].includes(field.kind),
    )
  return isNumber('x') && isNumber('y')
}

// What a step may take from the replies before it: the references that are there, by the types of the schema.

import type { StructType } from '../../../protocol/sproto/index.ts'
import { joinPath } from '../../value/read-json.ts'
import type { Protocols } from '../model/protocols.ts'
import type { Step } from './scenario.ts'

const LEVELS = 3

/** `sign.sign_cnt`, `room_create.room.id`, `room_list.rooms[0].name`: of the steps in front of number `number`, from 1. */
export function valuePaths(steps: readonly Step[], number: number, protocols: Protocols): string[] {
  const names = new Set(steps.slice(0, number - 1).flatMap(step => (step.kind === 'wait' ? [] : [step.name])))
  return [...names].flatMap(name => {
    const message = protocols.find(name)
    const type = message?.isPush ? message.request : message?.response
    return leavesOf(type, name, LEVELS)
  })
}

function leavesOf(type: StructType | undefined, path: string, levels: number): string[] {
  if (!type || levels === 0) return []
  return type.fields.flatMap(field => {
    const at = joinPath(path, field.isArray ? `${field.name}[0]` : field.name)
    return field.type ? leavesOf(field.type, at, levels - 1) : [at]
  })
}

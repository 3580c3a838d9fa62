// What operators ask of rooms.

import { z } from 'zod'
import { lifeOf, showAddress } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import type { Node } from '../core/node/node.ts'
import type { Ref } from '../core/service/ref.ts'
import { nearest } from '../lib/nearest.ts'
import { type CommandPage, type Commands, command, PAGE, pageOf } from '../setup/commands.ts'
import type { RoomKinds } from './define-room.ts'
import type { RoomDirectory } from './directory/room-directory.ts'
import type { RoomView } from './directory/room-entry.ts'

export interface RoomCommandsOptions {
  directory: Ref<RoomDirectory>
  kinds: RoomKinds
  node: Node
}

export const roomCommands = ({ directory, kinds, node }: RoomCommandsOptions): Commands => ({
  rooms: command({
    summary: 'lists the rooms, or those of one kind',
    args: { kind: z.string().optional() },
    options: PAGE,
    async run({ kind, from, limit }): Promise<CommandPage> {
      if (kind !== undefined) checkKind(kind, kinds)
      const { rooms, total } = await directory.call.look(kind, from, limit)
      const rows = rooms.map(room => rowOf(room, node))
      return pageOf(rows, from, total)
    },
  }),
})

function checkKind(kind: string, kinds: RoomKinds): void {
  if (Object.hasOwn(kinds, kind)) return
  const names = Object.keys(kinds)
  const near = nearest(kind, names, 2)
  const hint = near ? `, did you mean ${near}?` : ''
  throw new AppError('BAD_MESSAGE', `kind: expected one of ${names.join(', ')}, got ${kind}${hint}`)
}

function rowOf({ room, isLocked, isPrivate, ...rest }: RoomView, node: Node): object {
  const thread = room === undefined ? undefined : node.slotOf(lifeOf(room))
  const address = room === undefined ? undefined : showAddress(room)
  return { ...rest, locked: isLocked, private: isPrivate, thread, address }
}

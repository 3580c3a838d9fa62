// What operators do to single services: call one, send it something, end it.

import { z } from 'zod'
import { type Address, LAUNCHER, lifeOf, makeAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { Launcher } from '../../core/thread/registry.ts'
import { plainOf, WHOLE } from '../../lib/show/plain.ts'
import type { RoomDirectory } from '../../room/directory/room-directory.ts'
import { type Commands, command } from '../../setup/commands.ts'
import { addressOf } from './addresses.ts'
import type { Players } from './players.ts'
import { readJson } from './read-json.ts'

export interface ServiceCommandsOptions {
  node: Node
  players: Players
  directory: Ref<RoomDirectory>
}

/** ms that a called command may take. */
const CALL_WITHIN = 60_000
/** Services without which the server does not go on: one of each in the node, */
const SINGLE = 'homes|watchdog|rooms|gate|tables|commands|documents|dates|login-players|code'
/** and several, such as `.gate/1`. */
const SEVERAL =
  'rooms|gate|tables|agents|arrivals|edits|documents|operations|board|schedule|stores|time|look|record|errors|diagnose|inject|metrics|removed|code'
const KIT = new RegExp(`^\\.((${SINGLE})|(${SEVERAL})/.+)$`)

const address = z.string().describe('a name such as .watchdog, or an address such as :1.00000010')
const words = {
  address,
  command: z.string(),
  args: z.string().default('[]').describe('JSON: a list of the arguments, or the only one'),
}

export const serviceCommands = (options: ServiceCommandsOptions): Commands => ({
  call: command({
    summary: 'calls a command of a service and shows what it answers',
    scope: 'admin',
    args: words,
    async run({ address: where, command: name, args }) {
      const ref = options.node.ref<AnyCommands>(await addressOf(options.node, where)).within(CALL_WITHIN)
      return asResult(await ref.call[name]!(...argsOf(args)))
    },
  }),
  send: command({
    summary: 'sends a message to a service and does not wait for an answer',
    scope: 'admin',
    args: words,
    async run({ address: where, command: name, args }) {
      options.node.ref<AnyCommands>(await addressOf(options.node, where)).send[name]!(...argsOf(args))
    },
  }),
  kill: command({
    summary: "ends a service after its message in progress, or at once; a worker's restart starts it again",
    scope: 'admin',
    args: { address },
    options: { now: z.boolean().default(false).describe('also beside a message that does not end') },
    run: ({ address: where, now }) => kill(options, where, now),
  }),
})

type AnyCommands = Record<string, (...args: unknown[]) => unknown>

function argsOf(text: string): unknown[] {
  const value = readJson('args', text)
  return Array.isArray(value) ? value : [value]
}

/** A table, lines, or the `result` of what is neither. */
function asResult(value: unknown): object | undefined {
  const shown = plainOf(value, WHOLE)
  if (shown === undefined) return undefined
  const isRows = Array.isArray(shown) && shown.every(isObject)
  return isRows || (isObject(shown) && !Array.isArray(shown)) ? shown : { result: shown }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

async function kill(
  { node, players, directory }: ServiceCommandsOptions,
  where: string,
  isForced: boolean,
): Promise<object> {
  const target = await addressOf(node, where)
  const room = await directory.call.roomAt(target)
  if (room !== undefined) return { ended: await endRoom(directory, { id: room, address: target, isForced }) }
  if (await players.isAgent(target))
    throw new AppError('BAD_MESSAGE', 'address: expected no player, got the agent of one; kick it instead')
  const names = await node.names()
  const name = Object.keys(names).find(each => names[each] === target)
  if (name !== undefined && KIT.test(name))
    throw new AppError('BAD_MESSAGE', `address: ${name} is needed by the server; restart its worker instead`)
  return { ended: await launcherOf(node, target).call.end(target, isForced) }
}

/** In order, so that its members hear of it; or beside a hook that does not end, with what was said until now saved. A kept or
 * stored room is made anew for the next who wants in. */
async function endRoom(
  directory: Ref<RoomDirectory>,
  { id, address: room, isForced }: { id: string; address: Address; isForced: boolean },
): Promise<string> {
  if (isForced) await directory.call.abandonRoom(id, room)
  else await directory.call.closeRoom(id)
  return `the room ${id}`
}

const launcherOf = (node: Node, target: Address) => node.ref<Launcher>(makeAddress(lifeOf(target), LAUNCHER))

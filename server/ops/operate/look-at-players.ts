// Who is online, and all that is known of one player.

import { z } from 'zod'
import type { AgentsService } from '../../agent/agents-service.ts'
import { type Address, lifeOf, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { ConnectionView } from '../../gate/connection-views.ts'
import type { Slave } from '../../gate/slave.ts'
import { plainOf, WHOLE } from '../../lib/show/plain.ts'
import type { RoomsService } from '../../room/player/rooms-service.ts'
import { askThread, askThreads, serviceOf, silentOf } from '../../setup/ask-threads.ts'
import {
  type CommandContext,
  type CommandPage,
  type Commands,
  command,
  PAGE,
  pageOf,
} from '../../setup/commands.ts'
import type { OnlinePlayer, Players } from './players.ts'

export const lookAtPlayers = (players: Players): Commands => ({
  players: command({
    summary: 'lists who is online, in the order of their logins',
    options: PAGE,
    run: ({ from, limit }, context) => listPlayers(players, { from, limit }, context),
  }),
  player: command({
    summary: 'shows one player: login, connection, the end of the last one, rooms, what is unsaved, role',
    args: { player: z.string().describe('an account or a uid') },
    async run({ player }, context) {
      const online = await players.find(player)
      if (!online) return lookAtStored(players, player, context)
      return askThread(players.node, online.slot, () => lookAt(players, online))
    },
  }),
})

async function listPlayers(
  { node, watchdog }: Players,
  { from, limit }: { from: number; limit: number },
  context: CommandContext,
): Promise<CommandPage> {
  const { players, total } = await watchdog.call.players(from, limit)
  const agents = players.map(({ agent }) => agent)
  const states = await statesOf(node, agents, context)
  const rows = players.map(({ account, uid, agent, since }) => ({
    account,
    uid,
    since: timeOf(since),
    thread: node.slotOf(lifeOf(agent)),
    agent: showAddress(agent),
    state: states.get(agent),
  }))
  return pageOf(rows, from, total)
}

/** What these agents do, `away` among it; one that has just left, or whose thread does not answer, is not in it. */
async function statesOf(
  node: Node,
  agents: readonly Address[],
  { print }: CommandContext,
): Promise<Map<Address, string>> {
  const bySlot = new Map<number, Address[]>()
  for (const agent of agents) {
    const slot = node.slotOf(lifeOf(agent))
    if (slot === undefined) continue
    const there = bySlot.get(slot)
    if (there) there.push(agent)
    else bySlot.set(slot, [agent])
  }
  const slots = [...bySlot.keys()]
  const answers = await askThreads(slots, async slot =>
    (await serviceOf<AgentsService>(node, `.agents/${slot}`)).call.statesOf(bySlot.get(slot)!),
  )
  for (const { why } of silentOf(node, slots, answers)) print(why)
  const pairs = answers.flatMap(({ slot, answer }) =>
    answer.map((state, i) => [bySlot.get(slot)![i]!, state]),
  )
  return new Map(pairs.filter((pair): pair is [Address, string] => pair[1] !== undefined))
}

async function lookAt(
  { node }: Players,
  { account, uid, agent, since, slot }: OnlinePlayer,
): Promise<object> {
  const agents = await serviceOf<AgentsService>(node, `.agents/${slot}`)
  const found = await agents.call.look(agent)
  const rooms = await (await serviceOf<RoomsService>(node, `.rooms/${slot}`)).call.look(agent)
  const gate = await serviceOf<Slave>(node, `.gate/${slot}`)
  const connection = found && (await gate.call.look(found.connection))
  return {
    account,
    uid,
    online: true,
    since: timeOf(since),
    thread: slot,
    agent: showAddress(agent),
    state: found?.state ?? 'left',
    runs: found?.runs || undefined,
    waiting: found?.waiting,
    connection: connection && shown(connection),
    closed: await lastClosed(node, account),
    rooms: rooms?.rooms.join(', ') ?? '',
    unsavedMs: found?.role?.saved.unsavedMs,
    epoch: found?.role?.saved.epoch,
    rev: found?.role?.saved.rev,
    role: plainOf(found?.role?.fields, WHOLE),
  }
}

const shown = ({ id, address, format, queued, idle }: ConnectionView): object => ({
  id,
  address,
  format,
  queued,
  idle,
})

/** How the last connection of an account ended, as far as the threads that serve now remember. */
async function lastClosed(node: Node, account: string): Promise<object | undefined> {
  const answers = await askThreads(node.slots, async slot =>
    (await serviceOf<Slave>(node, `.gate/${slot}`)).call.lastClosed(account),
  )
  const [last] = answers.flatMap(({ answer }) => answer ?? []).sort((a, b) => b.at - a.at)
  if (!last) return undefined
  const { at, code, reason, by, peak, times, id, address, thread } = last
  return { at: timeOf(at), code, reason, by, peak, times, id, address, thread }
}

/** A store that is away must not hide how somebody's connection has ended. */
async function lookAtStored(players: Players, name: string, { print }: CommandContext): Promise<object> {
  print(`${name} is not online: the role is read from the store, as it was saved last`)
  const stored = await players.stored(name).catch((error: Error) => error)
  const account = stored === undefined || stored instanceof Error ? name.normalize('NFC') : stored.acc
  const closed = await lastClosed(players.node, account)
  if (stored instanceof Error) {
    if (!closed) throw stored
    return { account, online: false, closed, role: `not read: ${stored.message}` }
  }
  if (!stored) throw new AppError('BAD_MESSAGE', `there is no account and no uid ${name}`)
  const { _id: uid, acc: _, epoch, rev, version, ...role } = stored
  return { account, uid, online: false, closed, epoch, rev, version, role: plainOf(role, WHOLE) }
}

const timeOf = (ms: number): string => new Date(ms).toISOString()

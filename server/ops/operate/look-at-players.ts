// Who is online, and all that is known of one player.

import { z } from 'zod'
import type { AgentsService } from '../../agent/agents-service.ts'
import { lifeOf, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { ConnectionView } from '../../gate/connection-views.ts'
import type { Slave } from '../../gate/slave.ts'
import { plainOf, WHOLE } from '../../lib/show/plain.ts'
import type { RoomsService } from '../../room/player/rooms-service.ts'
import { type CommandPage, type Commands, command, PAGE } from '../../setup/commands.ts'
import type { OnlinePlayer, Players } from './players.ts'

export const lookAtPlayers = (players: Players): Commands => ({
  players: command({
    summary: 'lists who is online, in the order of their logins',
    options: PAGE,
    run: ({ from, limit }) => listPlayers(players, from, limit),
  }),
  player: command({
    summary: 'shows one player: login, connection, rooms, what is unsaved, role',
    args: { player: z.string().describe('an account or a uid') },
    async run({ player }) {
      const online = await players.find(player)
      return online ? lookAt(players, online) : lookAtStored(players, player)
    },
  }),
})

async function listPlayers({ node, watchdog }: Players, from: number, limit: number): Promise<CommandPage> {
  const { players, total } = await watchdog.call.players(from, limit)
  const rows = players.map(({ account, uid, agent, since }) => ({
    account,
    uid,
    since: timeOf(since),
    thread: node.slotOf(lifeOf(agent)),
    agent: showAddress(agent),
  }))
  const next = from + rows.length
  return { rows, total, ...(next < total && rows.length > 0 ? { next } : {}) }
}

async function lookAt(
  { node }: Players,
  { account, uid, agent, since, slot }: OnlinePlayer,
): Promise<object> {
  const agents = await node.query<AgentsService>(`.agents/${slot}`)
  const found = await agents.call.look(agent)
  const rooms = await (await node.query<RoomsService>(`.rooms/${slot}`)).call.look(agent)
  const gate = await node.query<Slave>(`.gate/${slot}`)
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

async function lookAtStored(players: Players, name: string): Promise<object> {
  const document = await players.stored(name)
  if (!document) throw new AppError('BAD_MESSAGE', `there is no account and no uid ${name}`)
  const { _id: uid, acc: account, epoch, rev, version, ...role } = document
  return { account, uid, online: false, epoch, rev, version, role: plainOf(role, WHOLE) }
}

const timeOf = (ms: number): string => new Date(ms).toISOString()

// What operators do to players.

import { z } from 'zod'
import { isPush } from '../../../protocol/kit.ts'
import type { Protocol } from '../../../protocol/sproto/index.ts'
import type { AgentsService } from '../../agent/agents-service.ts'
import { AppError } from '../../core/errors.ts'
import type { Ref } from '../../core/service/ref.ts'
import { PushEncoder } from '../../gate/format/push-encoder.ts'
import { nearest } from '../../lib/nearest.ts'
import type { RoomDirectory } from '../../room/directory/room-directory.ts'
import type { RoomsService } from '../../room/player/rooms-service.ts'
import { askThread } from '../../setup/ask-threads.ts'
import { type Commands, command, PAGE, pageOf } from '../../setup/commands.ts'
import type { PlayerPush } from '../../watchdog/online.ts'
import type { Players } from './players.ts'
import { readJson } from './read-json.ts'

export interface PlayerCommandsOptions {
  players: Players
  directory: Ref<RoomDirectory>
  protocol: Protocol
  /** ms since 1970. */
  now(): number
}

const MINUTE = 60_000
/** A hundred years. */
const MOST_MINUTES = 52_560_000
/** ms that a store has which may be away for a moment. */
const SAVE_WITHIN = 60_000

const player = z.string().min(1).describe('an account or a uid')
const minutes = z.int().min(0).max(MOST_MINUTES)

export const playerCommands = (options: PlayerCommandsOptions): Commands => ({
  ...admissionCommands(options),
  mute: command({
    summary: 'keeps a player from speaking in rooms, over restarts too',
    scope: 'operate',
    args: { player, minutes: minutes.describe('0 ends it') },
    run: ({ player: name, minutes: length }) => mute(options, name, length),
  }),
  push: command({
    summary: 'sends a push to a player, or to everybody who is online',
    scope: 'operate',
    args: {
      player: z.string().min(1).describe('an account, a uid, or * for everybody'),
      message: z.string().describe('a push of the schema'),
      body: z.string().default('{}').describe('JSON'),
    },
    run: ({ player: name, message, body }) => push(options, name, checkPush(options.protocol, message, body)),
  }),
  save: command({
    summary: 'saves what a player has changed, or everybody; waits until it is stored',
    scope: 'operate',
    args: { player: player.optional() },
    run: ({ player: name }) =>
      name === undefined ? saveAll(options.players) : saveOne(options.players, name),
  }),
})

const admissionCommands = ({ players, now }: PlayerCommandsOptions): Commands => ({
  kick: command({
    summary: 'saves a player and closes its connection with 4008',
    scope: 'operate',
    args: { player },
    async run({ player: name }) {
      const { account, uid } = await players.online(name)
      await players.watchdog.call.kick(account)
      return { kicked: account, uid }
    },
  }),
  ban: command({
    summary: 'keeps an account out and kicks it, over restarts too',
    scope: 'operate',
    args: {
      player,
      minutes: minutes.default(0).describe('0 is for good'),
      reason: z.string().max(500).default('').describe('the player is told'),
    },
    async run({ player: name, minutes: length, reason }) {
      const account = await players.accountOf(name)
      const until = length === 0 ? undefined : now() + length * MINUTE
      await players.watchdog.call.ban(account, reason, until)
      return { banned: account, until: timeOf(until) ?? 'for good' }
    },
  }),
  unban: command({
    summary: 'lets a banned account in again',
    scope: 'operate',
    args: { player },
    async run({ player: name }) {
      const account = await players.accountOf(name)
      if (!(await players.watchdog.call.unban(account)))
        throw new AppError('BAD_MESSAGE', `the account ${account} is not banned`)
      return { unbanned: account }
    },
  }),
  bans: command({
    summary: 'lists the accounts that are banned',
    options: PAGE,
    async run({ from, limit }) {
      const all = await players.watchdog.call.bans()
      const rows = all.slice(from, from + limit).map(({ account, reason, until }) => ({
        account,
        until: timeOf(until) ?? 'for good',
        reason,
      }))
      return pageOf(rows, from, all.length)
    },
  }),
})

const timeOf = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString()

async function mute(
  { players, directory, now }: PlayerCommandsOptions,
  name: string,
  length: number,
): Promise<object> {
  const uid = await players.uidOf(name)
  const until = length === 0 ? 0 : now() + length * MINUTE
  await directory.call.mutePlayer(uid, until)
  return { uid, muted: until === 0 ? 'no more' : `until ${timeOf(until)}` }
}

/** Throws BAD_MESSAGE for what no client would understand. */
function checkPush(protocol: Protocol, name: string, text: string): PlayerPush {
  const message = protocol.byName.get(name)
  const pushes = [...protocol.byName.values()].filter(({ definition }) => isPush(definition))
  if (!message || (pushes.length > 0 && !pushes.includes(message))) {
    const near = nearest(
      name,
      pushes.map(each => each.name),
      3,
    )
    throw new AppError(
      'BAD_MESSAGE',
      `message: expected a push of the schema, got ${name}${near ? `; did you mean ${near}?` : ''}`,
    )
  }
  const body = readJson('body', text)
  try {
    new PushEncoder(protocol, new Set()).push(name, body)
  } catch (error) {
    throw new AppError('BAD_MESSAGE', `body: ${(error as Error).message}`)
  }
  return { from: '', name: name as never, body }
}

async function push({ players }: PlayerCommandsOptions, name: string, what: PlayerPush): Promise<object> {
  if (name === '*') return { players: await pushToAll(players, what) }
  const { agent, slot, account } = await players.online(name)
  const reach = await players.node.query<RoomsService>(`.rooms/${slot}`)
  if ((await reach.call.deliver(agent, what)) === undefined) throw new AppError('NOT_ONLINE')
  return { pushed: what.name, account }
}

async function pushToAll({ node }: Players, what: PlayerPush): Promise<number> {
  const counts = node.slots.map(slot =>
    askThread(node, slot, async () =>
      (await node.query<RoomsService>(`.rooms/${slot}`)).call.deliverTo('all', what),
    ),
  )
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

async function saveOne(players: Players, name: string): Promise<object> {
  const { agent, slot, account } = await players.online(name)
  const agents = await players.node.query<AgentsService>(`.agents/${slot}`)
  await askThread(players.node, slot, () => agents.within(SAVE_WITHIN).call.save(agent))
  return { saved: account }
}

/** On every thread at once. */
async function saveAll({ node }: Players): Promise<object> {
  const counts = node.slots.map(slot =>
    askThread(node, slot, async () => {
      const agents = await node.query<AgentsService>(`.agents/${slot}`)
      return agents.within(SAVE_WITHIN).call.saveAll()
    }),
  )
  return { saved: (await Promise.all(counts)).reduce((sum, count) => sum + count, 0) }
}

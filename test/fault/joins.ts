// Players open rooms for two, 5000 times in all on two workers, while others hurry into every room that they see: nobody is
// refused a room that is the player's own, and in the end no room is left. Half of the others hurry by list and id, the
// rest by joinOrCreate.

import { Duelist } from '../support/client/duelist.ts'
import { DUEL } from '../support/games/duel.ts'
import { startTestServer } from '../support/server/server.ts'

const OWNERS = 40
const OTHERS = 20
const JOINS = 5000
const FREE = 1e9

export const DEFAULT_TIMES = 1

const settings = {
  game: DUEL,
  threads: 2,
  gate: { messageRate: FREE, messageBurst: FREE },
  room: { createRate: FREE, createBurst: FREE, maxOwned: 1000, emptyGrace: 0 },
}

export async function run(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await runOnce()
}

async function runOnce(): Promise<void> {
  const server = await startTestServer(settings)
  const open = (prefix: string, count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => Duelist.open(server, `${prefix}${i}`)))
  const [owners, others, pairs] = [
    await open('owner', OWNERS),
    await open('other', OTHERS),
    await open('pair', OTHERS),
  ]
  const all = [...owners, ...others, ...pairs]
  const crowd = { isOver: false, joined: 0, left: JOINS }
  const hurrying = [...others.map(other => hurry(other, crowd)), ...pairs.map(pair => meet(pair, crowd))]
  await Promise.all(owners.map(owner => openRooms(owner, crowd)))
  crowd.isOver = true
  await Promise.all(hurrying)
  for (const duelist of all) duelist.close()
  await server.emptied()
  await server.stop()
  if (crowd.joined === 0) throw new Error('nobody has joined a room of somebody else: the test shows nothing')
  console.log(`${JOINS} rooms opened, ${crowd.joined} times somebody else came in`)
}

interface Crowd {
  isOver: boolean
  joined: number
  /** Rooms that are still to be opened. */
  left: number
}

/** Rejects when the owner is refused its own room. */
async function openRooms(owner: Duelist, crowd: Crowd): Promise<void> {
  while (crowd.left-- > 0) {
    const { id } = await owner.ask('make', { kind: 'duel', stake: 1 })
    await owner.ask('mine')
    await owner.ask('leave', { id })
  }
}

async function hurry(other: Duelist, crowd: Crowd): Promise<void> {
  while (!crowd.isOver) {
    const { ids = [] } = (await other.ask('list')) as { ids?: string[] }
    for (const id of ids) if (await comesIn(other.ask('join', { id }), other)) crowd.joined++
  }
}

async function meet(pair: Duelist, crowd: Crowd): Promise<void> {
  while (!crowd.isOver) await comesIn(pair.ask('meet', { kind: 'duel', mode: 'ranked' }), pair)
}

/** A room that has filled up, or ended, meanwhile is none. */
async function comesIn(joining: Promise<Record<string, unknown>>, player: Duelist): Promise<boolean> {
  try {
    const { id } = await joining
    await player.ask('leave', { id })
    return true
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ROOM_FULL' || code === 'ROOM_NOT_FOUND' || code === 'NOT_IN_ROOM') return false
    throw error
  }
}

// A room against raw uWebSockets.js publish: the same frame size, the same number of messages per turn of the loop, the
// same members, who only count. Both servers run one thread in a process of their own, and say messages as fast as all
// members take them.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { protocol } from '../../protocol/generated/index.ts'
import { PackageWriter } from '../../protocol/sproto/index.ts'
import { openClient, type RawClient } from '../support/raw-client.ts'
import { type ByteMember, openCrowd } from './support/byte-crowd.ts'
import { judge, median, type Row } from './support/report.ts'

const RUNS = 5
const DURATION = 1000
/** ms between two acknowledgements. */
const BEAT = 4

interface Side {
  members: ByteMember[]
  /** One of the fountain's words. */
  tell(words: string): void
  close(): void
}

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  const ratios = new Map<string, number>()
  for (const size of [500, 5000]) {
    const ours = await openOurs(size)
    const raw = await openRaw(size)
    for (const [kind, batch] of [
      ['post', 1],
      ['post', 8],
      ['push', 1],
      ['push', 8],
    ] as const) {
      const row = await compare(ours, raw, { size, batch, kind })
      ratios.set(`${kind} ${batch} ${size}`, row.ratio!)
      rows.push(row)
    }
    ours.close()
    raw.close()
  }
  for (const batch of [1, 8]) rows.push(growth(ratios, batch))
  return [...rows, ...(await joinsAndLeaves())]
}

/** The ratio at 5000 members over the one at 500. */
const growth = (ratios: Map<string, number>, batch: number): Row =>
  judge({
    name: `ratio at 5000 members by the one at 500, ${batch} per turn`,
    value: ratios.get(`push ${batch} 5000`)!,
    unit: '×',
    peer: 'at 500',
    peerValue: ratios.get(`push ${batch} 500`)!,
    goal: '>= 0.9',
  })

interface Load {
  size: number
  batch: number
  kind: 'post' | 'push'
}

async function compare(ours: Side, raw: Side, { size, batch, kind }: Load): Promise<Row> {
  const window = size > 1000 ? 64 : 256
  const start = `start ${batch} ${window} ${kind}`
  const bytes = await payloadOf(ours, kind)
  raw.tell(`size ${bytes}`)
  const [mine, theirs]: [number[], number[]] = [[], []]
  for (let i = 0; i < RUNS; i++) {
    mine.push(await measure(ours, start))
    theirs.push(await measure(raw, start))
  }
  const what = kind === 'post' ? 'messages with number and history' : 'pushes'
  return judge({
    name: `room of ${size}, ${bytes} B ${what}, ${batch} per turn: frames delivered`,
    value: median(mine),
    unit: '/s',
    peer: 'raw uWS publish',
    peerValue: median(theirs),
    goal: '>= 0.8',
  })
}

/** The bytes of one frame's payload, as the room writes it. */
async function payloadOf(side: Side, kind: string): Promise<number> {
  const [member] = side.members as [ByteMember]
  const before = { bytes: member.bytes, frames: member.frames }
  side.tell(`start 1 8 ${kind}`)
  while (member.frames < before.frames + 8) await member.next()
  side.tell('stop')
  await quiet(side)
  const frame = (member.bytes - before.bytes) / (member.frames - before.frames)
  return Math.round(frame) - (frame < 128 ? 2 : 4)
}

/** Frames a second over all members. */
async function measure({ members, tell }: Side, start: string): Promise<number> {
  const base = members.map(member => member.frames)
  const least = () => members.reduce((min, member, i) => Math.min(min, member.frames - base[i]!), Infinity)
  tell(start)
  const beat = setInterval(() => tell(`ack ${least()}`), BEAT)
  await pass(DURATION / 4)
  const count = () => members.reduce((sum, member) => sum + member.frames, 0)
  const [from, since] = [count(), performance.now()]
  await pass(DURATION)
  const rate = ((count() - from) * 1000) / (performance.now() - since)
  clearInterval(beat)
  tell('stop')
  await quiet({ members })
  return rate
}

/** Until nothing comes any more. */
async function quiet({ members }: Pick<Side, 'members'>): Promise<void> {
  const count = () => members.reduce((sum, member) => sum + member.frames, 0)
  for (let last = -1; last !== count(); ) {
    last = count()
    await pass(100)
  }
}

async function joinsAndLeaves(): Promise<Row[]> {
  const child = startPeer('ours')
  const port = await portOf(child)
  const owner = await openClient({ port })
  const id = await openRoom(owner)
  const clients = await Promise.all(Array.from({ length: 50 }, () => openClient({ port })))
  await Promise.all(clients.map((client, i) => client.askBinary('login', { acc: `j${i}` })))
  let count = 0
  const until = performance.now() + DURATION * 2
  await Promise.all(
    clients.map(async client => {
      while (performance.now() < until) {
        await client.askBinary('room_join', { id })
        await client.askBinary('room_leave', { id })
        count++
      }
    }),
  )
  child.kill()
  return [
    { name: 'joins and leaves of one room, 50 clients', value: (count * 1000) / (DURATION * 2), unit: '/s' },
  ]
}

async function openRoom(owner: RawClient): Promise<string> {
  await owner.askBinary('login', { acc: 'owner' })
  const { body, error } = await owner.askBinary('room_create', { kind: 'fountain', name: 'fountain' })
  if (error) throw new Error(error.join(': '))
  return (body!.room as { id: string }).id
}

async function openOurs(size: number): Promise<Side> {
  const child = startPeer('ours')
  const port = await portOf(child)
  const owner = await openClient({ port })
  const id = await openRoom(owner)
  const writer = new PackageWriter()
  const encode = (name: string, body: object) => {
    const { tag, request } = protocol.byName.get(name)!
    return writer.request(tag, 1, request, body).slice()
  }
  const members = await openCrowd(port, size - 1, async (member, i) => {
    for (const frame of [encode('login', { acc: `m${i}` }), encode('room_join', { id })]) {
      const answer = member.next()
      member.sendBinary(frame)
      await answer
    }
  })
  const tell = (text: string) => owner.sendBinary('room_say', { id, text })
  return { members, tell, close: () => child.kill() }
}

async function openRaw(size: number): Promise<Side> {
  const child = startPeer('raw')
  const members = await openCrowd(await portOf(child), size, async () => undefined)
  return { members, tell: text => members[0]!.sendText(text), close: () => child.kill() }
}

const startPeer = (kind: string): ChildProcess =>
  fork(new URL('./support/room-peers.ts', import.meta.url), [kind], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })

async function portOf(child: ChildProcess): Promise<number> {
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return port
}

const pass = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

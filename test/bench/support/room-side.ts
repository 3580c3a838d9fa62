// One side of a comparison of rooms: a server in a process of its own and the members of its rooms in another. Both
// sides understand the same words (room-game.ts, room-peers.ts), and neither knows how it is reached.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { protocol } from '../../../protocol/generated/index.ts'
import { PackageWriter } from '../../../protocol/sproto/index.ts'
import { Crowd } from './crowd.ts'

export interface RoomPlan {
  rooms: number
  /** Members of each. */
  size: number
  /** Workers of our server; 0 runs it on one thread as the raw one. */
  threads?: number
  /** They come in and leave again, and do so for ever in the crowd's cycle 1. */
  arePassing?: boolean
}

export interface Fountains {
  /** Messages per turn of the loop. */
  batch: number
  /** A message with number and history, or a push. */
  kind: 'post' | 'push'
  /** Characters of a message; 48 without it. */
  length?: number
}

/** What one side writes into a frame: to come in, and to say a word in room number `room`. */
interface Tongue {
  enter(room: number, member: number): (string | Uint8Array)[]
  word(room: number, text: string): string | Uint8Array
}

export class RoomSide {
  readonly crowd: Crowd
  readonly plan: RoomPlan
  readonly #child: ChildProcess
  readonly #tongue: Tongue
  #members = 0

  constructor(child: ChildProcess, { port, plan, tongue }: { port: number; plan: RoomPlan; tongue: Tongue }) {
    this.#child = child
    this.#tongue = tongue
    this.plan = plan
    this.crowd = new Crowd(port)
  }

  async open(): Promise<this> {
    const { rooms, size } = this.plan
    for (let room = 0; room < rooms; room++) {
      for (let i = 0; i < size; i++) this.add(room)
      this.crowd.setAck(room, this.#tongue.word(room, 'ack 00000000'))
    }
    await this.crowd.open()
    return this
  }

  /** One more member, who comes in at the crowd's next open(). Returns its number there. */
  add(room: number): number {
    return this.crowd.add(room, this.#tongue.enter(room, this.#members++))
  }

  tellAll(words: string): void {
    for (let room = 0; room < this.plan.rooms; room++) this.crowd.say(room, this.#tongue.word(room, words))
  }

  /** All rooms talk as fast as all of their members hear. */
  start({ batch, kind, length = 48 }: Fountains): void {
    const { window, step } = this.#pressure
    this.crowd.flow(step)
    this.tellAll(`start ${batch} ${window} ${kind} ${length}`)
  }

  /** How many messages of a room are on their way at most, and after how many the room is told. */
  get #pressure(): { window: number; step: number } {
    const { rooms, size } = this.plan
    if (rooms > 1) return { window: 128, step: 64 }
    return size > 1000 ? { window: 64, step: 8 } : { window: 256, step: 32 }
  }

  async stop(): Promise<void> {
    this.tellAll('stop')
    this.crowd.flow(0)
    await this.crowd.quiet()
  }

  /** Frames a second over all members. */
  async measure(fountains: Fountains, ms: number): Promise<number> {
    this.start(fountains)
    const rate = await this.crowd.rate(ms / 4, ms)
    await this.stop()
    return rate
  }

  /** The bytes of one frame's payload, as the server writes it. */
  async payload(kind: Fountains['kind']): Promise<number> {
    const before = await this.crowd.count()
    this.tellAll(`start 1 8 ${kind} 48`)
    await this.stop()
    const after = await this.crowd.count()
    const frame = (after.bytes - before.bytes) / (after.frames - before.frames)
    return Math.round(frame) - (frame < 128 ? 2 : 4)
  }

  /** One member says `text` so many times a second, `batch` at once, with the time in it. */
  pace(rate: number, text: string, batch = 1): void {
    this.crowd.pace(0, rate / batch, Array(batch).fill(this.#tongue.word(0, text)))
  }

  /** Resolves when the room says that a member has left, or after `ms`. */
  async heardLeaving(ms: number): Promise<void> {
    await Promise.race([once(this.#child, 'message'), new Promise(resolve => setTimeout(resolve, ms))])
  }

  close(): void {
    this.crowd.close()
    this.#child.kill()
  }
}

export async function openOurs(plan: RoomPlan): Promise<RoomSide> {
  const child = startPeer(['ours', String(plan.threads ?? 0), String(plan.rooms)])
  const { port, ids } = await greetingOf(child)
  return new RoomSide(child, { port, plan, tongue: new OurTongue(ids, plan.arePassing) }).open()
}

export async function openRaw(plan: RoomPlan): Promise<RoomSide> {
  const child = startPeer(['raw'])
  const { port } = await greetingOf(child)
  const tongue: Tongue = { enter: room => [`join ${room}`], word: (_room, text) => text }
  return new RoomSide(child, { port, plan, tongue }).open()
}

class OurTongue implements Tongue {
  readonly #ids: readonly string[]
  readonly #arePassing: boolean
  readonly #writer = new PackageWriter()

  constructor(ids: readonly string[], arePassing = false) {
    this.#ids = ids
    this.#arePassing = arePassing
  }

  enter(room: number, member: number): Uint8Array[] {
    const id = this.#ids[room]
    const comes = [this.#ask('login', { acc: `m${member}` }), this.#ask('room_join', { id })]
    return this.#arePassing ? [...comes, this.#ask('room_leave', { id })] : comes
  }

  word(room: number, text: string): Uint8Array {
    return this.#write('room_say', undefined, { id: this.#ids[room], text })
  }

  #ask(name: string, body: object): Uint8Array {
    return this.#write(name, 1, body)
  }

  #write(name: string, session: number | undefined, body: object): Uint8Array {
    const { tag, request } = protocol.byName.get(name)!
    return this.#writer.request(tag, session, request, body).slice()
  }
}

const startPeer = (words: string[]): ChildProcess =>
  fork(new URL('./room-peers.ts', import.meta.url), words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })

async function greetingOf(child: ChildProcess): Promise<{ port: number; ids: string[] }> {
  const [greeting] = (await once(child, 'message')) as [{ port: number; ids: string[] }]
  return greeting
}

// A player who joins, talks, leaves and vanishes at random, and holds the server to its word: every message of its time
// in a room, once, in the order of the numbers, nothing of another room, each reply before what follows it.

import type { RawClient } from '../../support/client/raw-client.ts'
import { protocol } from '../../support/games/messages.ts'
import type { TestServer } from '../../support/server/server.ts'

/** What all talkers write into. */
export class Book {
  readonly mistakes: string[] = []
  /** `room/number` -> what was said, the same for all. */
  readonly #said = new Map<string, string>()
  /** room -> the highest number that a reply has confirmed. */
  readonly confirmed = new Map<string, number>()
  /** `room/uid`, and the number after which somebody else heard it leave. */
  readonly #heardLeaving: { key: string; last: number }[] = []
  readonly #left = new Map<string, Set<number | undefined>>()
  messages = 0
  joins = 0
  losses = 0
  /** Rooms that ended with their thread. */
  readonly lostRooms = new Set<string>()

  fault(what: string): void {
    this.mistakes.push(what)
  }

  hear(room: string, number: number, text: string, who: string): void {
    this.messages++
    const key = `${room}/${number}`
    const known = this.#said.get(key)
    if (known === undefined) this.#said.set(key, text)
    else if (known !== text) this.fault(`${who} heard ${key} as "${text}", others as "${known}"`)
    if (!text.startsWith(`${room}|`)) this.fault(`${who} heard "${text}" in ${room}`)
  }

  confirm(room: string, number: number): void {
    this.confirmed.set(room, Math.max(number, this.confirmed.get(room) ?? 0))
  }

  heardLeaving(room: string, uid: string, last: number): void {
    this.#heardLeaving.push({ key: `${room}/${uid}`, last })
  }

  /** `last`: what it had heard when it was told that it is out; undefined when it never was told. */
  leaves(room: string, uid: string, last: number | undefined): void {
    const key = `${room}/${uid}`
    const lasts = this.#left.get(key) ?? new Set()
    this.#left.set(key, lasts.add(last))
  }

  /** Whoever left had heard exactly what the others had heard before they heard it leave. */
  checkLeaving(): void {
    for (const { key, last } of this.#heardLeaving) {
      const lasts = this.#left.get(key)
      if (!lasts?.has(last) && !lasts?.has(undefined))
        this.fault(`${key} was heard to leave after ${last}, it left after ${[...(lasts ?? [])]}`)
    }
  }
}

interface Incoming {
  name: string
  session: number | undefined
  body: Record<string, unknown>
  error: string | undefined
}

/** ms before a connection that was refused, by a worker that is leaving, is tried again. */
const RETRY = 50

/** Refusals that may happen to anybody. */
const USUAL = new Set([
  'ROOM_FULL',
  'TRY_AGAIN',
  'ALREADY_IN_ROOM',
  'NOT_IN_ROOM',
  'ROOM_NOT_FOUND',
  'CLOSED',
])

export class Talker {
  readonly acc: string
  uid = ''
  /** room -> the last number heard. */
  readonly rooms = new Map<string, number>()
  isRunning = true
  readonly #server: TestServer
  readonly #book: Book
  readonly #isText: boolean
  readonly #waiting = new Map<number, { name: string; resolve(incoming: Incoming): void }>()
  #client!: RawClient
  #session = 0
  #said = 0
  /** The room that it has asked to leave. */
  #leaving = ''

  constructor(server: TestServer, book: Book, acc: string, isText: boolean) {
    this.#server = server
    this.#book = book
    this.acc = acc
    this.#isText = isText
  }

  async enter(): Promise<void> {
    for (;;) {
      const client = await this.#server.connect().catch(() => undefined)
      if (!client) {
        await new Promise(resolve => setTimeout(resolve, RETRY))
        continue
      }
      this.#client = client
      this.rooms.clear()
      void this.#read(client)
      const { error, body } = await this.ask('login', { acc: this.acc })
      if (error === undefined) {
        this.uid = body.uid as string
        return
      }
      if (!USUAL.has(error)) this.#book.fault(`${this.acc}: login ${error}`)
      await client.close()
    }
  }

  /** Acts until it is stopped. `rooms` are those it may be in. */
  async run(rooms: readonly string[], pause: number): Promise<void> {
    while (this.isRunning) {
      if (this.#client.isClosed) await this.#comeBack()
      await this.#act(rooms)
      await new Promise(resolve => setTimeout(resolve, pause * (0.5 + Math.random())))
    }
  }

  async create(name: string): Promise<string> {
    const { body } = await this.ask('room_create', { name })
    return (body.room as { id: string }).id
  }

  join(id: string): Promise<Incoming> {
    return this.ask('room_join', { id })
  }

  async say(id: string, text = `${id}|${this.acc} ${++this.#said}`): Promise<void> {
    const { error, body } = await this.ask('room_say', { id, text })
    if (error === undefined) this.#book.confirm(id, body.number as number)
  }

  /** Nobody talks any more: it must have heard everything. */
  async checkUpToDate(): Promise<void> {
    for (const [room, last] of this.rooms) {
      const { body, error } = await this.ask('room_history', { id: room, limit: 1 })
      if (error !== undefined || body.number !== last)
        this.#book.fault(`${this.acc} heard up to ${last} in ${room}, there is ${error ?? body.number}`)
      if (last < (this.#book.confirmed.get(room) ?? 0))
        this.#book.fault(`${room} is at ${last}, but ${this.#book.confirmed.get(room)} had been confirmed`)
    }
  }

  vanish(): Promise<unknown> {
    return this.#client.vanish()
  }

  async ask(name: string, data: object): Promise<Incoming> {
    const session = ++this.#session
    const reply = new Promise<Incoming>(resolve => this.#waiting.set(session, { name, resolve }))
    if (this.#isText) this.#client.sendText(`cs_${name}`, data, session)
    else this.#client.sendBinary(name, data, session)
    const incoming = await reply
    if (incoming.error !== undefined && !USUAL.has(incoming.error))
      this.#book.fault(`${this.acc}: ${name} ${incoming.error} ${JSON.stringify(incoming.body)}`)
    return incoming
  }

  async #act(rooms: readonly string[]): Promise<void> {
    const dice = Math.random()
    const mine = pick([...this.rooms.keys()])
    if (mine === undefined || (dice < 0.15 && this.rooms.size < 5)) await this.join(pick(rooms)!)
    else if (dice < 0.75) await this.say(mine)
    else if (dice < 0.85) await this.#leave(mine)
    else if (dice < 0.98) await this.#look(mine)
    else {
      await this.vanish()
      await this.enter()
    }
  }

  #leave(id: string): Promise<Incoming> {
    this.#leaving = id
    return this.ask('room_leave', { id })
  }

  /** Everything up to the number in a reply has been heard before that reply. */
  async #look(room: string): Promise<void> {
    const { body, error } = await this.ask('room_history', { id: room, limit: 1 })
    const last = this.rooms.get(room)
    if (error === undefined && last !== undefined && last < (body.number as number))
      this.#book.fault(`${this.acc} had heard ${last} of ${body.number} in ${room}`)
  }

  async #comeBack(): Promise<void> {
    const { code } = await this.#client.closed
    this.#book.losses++
    if (code !== 4002) this.#book.fault(`${this.acc}: closed with ${code}`)
    await this.enter()
  }

  async #read(client: RawClient): Promise<void> {
    for (;;) {
      const frame = await client.next().catch(() => undefined)
      if (frame === undefined) break
      this.#take(typeof frame === 'string' ? readText(frame) : this.#readBinary(client, frame))
    }
    for (const { name, resolve } of this.#waiting.values()) {
      if (name === 'room_leave') this.#book.leaves(this.#leaving, this.uid, undefined)
      resolve({ name, session: 0, body: {}, error: 'CLOSED' })
    }
    this.#waiting.clear()
  }

  #readBinary(client: RawClient, frame: Uint8Array): Incoming {
    const { type, session, body = {}, error } = client.decode(frame)
    const name = type === undefined ? '' : (protocol.byTag[type]?.name ?? '')
    return { name, session, body, error: error?.[0] }
  }

  #take({ name, session, body, error }: Incoming): void {
    if (session === undefined) return this.#onPush(name, body)
    const asked = this.#waiting.get(session)
    if (!asked) return this.#book.fault(`${this.acc}: a second answer to ${session}`)
    this.#waiting.delete(session)
    const incoming = { name: asked.name, session, body, error }
    if (error === undefined) this.#onReply(asked.name, body)
    asked.resolve(incoming)
  }

  #onReply(name: string, body: Record<string, unknown>): void {
    const { room, number } = body as { room?: { id: string }; number?: number }
    if (name === 'room_join' || name === 'room_create') this.#onJoined(room!.id, number!)
    else if (name === 'room_leave') this.#onLeft()
  }

  #onJoined(room: string, number: number): void {
    this.#book.joins++
    this.rooms.set(room, number)
  }

  #onLeft(): void {
    this.#book.leaves(this.#leaving, this.uid, this.rooms.get(this.#leaving) ?? -1)
    this.rooms.delete(this.#leaving)
  }

  #onPush(name: string, body: Record<string, unknown>): void {
    const room = body.room as string
    if (name === 'room_message') this.#onMessage(room, body.number as number, body.text as string)
    else if (name === 'room_left') {
      if (body.uid === this.uid && this.rooms.has(room))
        this.#book.fault(`${this.acc} was taken out of ${room}: ${body.reason}`)
      else if (body.reason === 'left')
        this.#book.heardLeaving(room, body.uid as string, this.rooms.get(room) ?? -1)
    } else if (name === 'room_closed') {
      this.rooms.delete(room)
      this.#book.lostRooms.add(room)
      if (body.reason !== 'lost') this.#book.fault(`${room} was closed: ${body.reason}`)
    }
  }

  #onMessage(room: string, number: number, text: string): void {
    const last = this.rooms.get(room)
    if (last === undefined) return this.#book.fault(`${this.acc} heard ${number} of ${room} and is not in it`)
    if (number !== last + 1) this.#book.fault(`${this.acc} heard ${number} after ${last} in ${room}`)
    this.rooms.set(room, number)
    if (text !== '!die') this.#book.hear(room, number, text, this.acc)
  }
}

const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(Math.random() * from.length)]

function readText(frame: string): Incoming {
  const { name, session, data } = JSON.parse(frame) as {
    name: string
    session?: number
    data: Record<string, unknown>
  }
  const error = name === 'sc_error' ? (data.code as string) : undefined
  return { name: name.slice(3), session, body: data, error }
}

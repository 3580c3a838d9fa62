// A player who comes and goes: logs in (now and then where another is logged in already), signs, joins and opens rooms,
// talks, whispers, looks at boards, and leaves in one of the ways in which players leave. What it is told is checked:
// no sign that was confirmed is ever missing.

import { openClient } from '../../support/client/raw-client.ts'
import { AskingClient, type Reply } from './asking-client.ts'
import type { SoakBook } from './soak-book.ts'

export interface VisitorOptions {
  book: SoakBook
  port: number
  /** Its place among `count` visitors. */
  number: number
  count: number
  /** ms between two requests, on average. */
  pause: number
}

/** Requests of a visit, on average. */
const VISIT = 20
const MOST_ROOMS = 20

export class Visitor {
  isRunning = true
  readonly #options: VisitorOptions
  readonly #joined = new Set<string>()
  #client!: AskingClient
  #acc = ''
  #isIn = false

  constructor(options: VisitorOptions) {
    this.#options = options
  }

  async run(): Promise<void> {
    await this.#rest(this.#options.count / 20)
    while (this.isRunning) {
      await this.#enter()
      while (this.isRunning && !this.#client.isClosed && Math.random() > 1 / VISIT) {
        if (this.#isIn) await this.#act()
        else await this.#logIn()
        await this.#rest(1)
      }
      await this.#leave()
    }
  }

  async #enter(): Promise<void> {
    const { book, port, number } = this.#options
    const client = await openClient({ port })
    this.#joined.clear()
    this.#isIn = false
    this.#client = new AskingClient(client, number % 2 === 0, (name, body) => this.#hear(name, body))
    void this.#client.closed.then(({ code }) => {
      if (code === 4001) book.replaced++
      else if (code !== 1000 && code !== 1006) book.fault(`${this.#acc} was closed with ${code}`)
    })
  }

  /** One in eight times with the account of somebody else, who may be logged in. */
  async #logIn(): Promise<void> {
    const { book, number, count } = this.#options
    const isOwn = Math.random() > 1 / 8
    this.#acc = `visitor ${isOwn ? number : Math.floor(Math.random() * count)}`
    const account = book.account(this.#acc)
    const told = account.told
    const { body, error } = await this.#ask('login', { acc: this.#acc })
    if (error !== undefined) return
    book.logins++
    this.#isIn = true
    this.#check('login', body.sign_cnt as number, told)
  }

  async #leave(): Promise<void> {
    const { book } = this.#options
    const dice = Math.random()
    if (dice < 0.4) {
      book.vanished++
      await this.#client.vanish()
      return
    }
    if (dice < 0.7 && this.#isIn) await this.#ask('logout')
    await this.#client.close()
  }

  async #act(): Promise<void> {
    const dice = Math.random()
    const room = pick([...this.#joined])
    if (dice < 0.2) await this.#sign()
    else if (dice < 0.3) await this.#join()
    else if (dice < 0.6 && room !== undefined)
      await this.#ask('room_say', { id: room, text: `from ${this.#acc}` })
    else if (dice < 0.64 && room !== undefined) await this.#quit(room)
    else if (dice < 0.7) await this.#whisper()
    else if (dice < 0.72) await this.#logOut()
    else await this.#look(room)
  }

  async #sign(): Promise<void> {
    const account = this.#options.book.account(this.#acc)
    const told = account.told
    account.asked++
    const { body, error } = await this.#ask('sign')
    if (error === undefined) this.#check('sign', body.sign_cnt as number, told + 1)
    else if (error !== 'CLOSED') account.asked--
  }

  /** `least`: what was confirmed before it was asked. */
  #check(what: string, count: number, least: number): void {
    const { book } = this.#options
    const account = book.account(this.#acc)
    if (count < least || count > account.asked)
      book.fault(`${this.#acc}: ${what} told ${count}, expected ${least} to ${account.asked}`)
    account.told = Math.max(account.told, count)
  }

  async #join(): Promise<void> {
    const { rooms } = this.#options.book
    const dice = Math.random()
    if (dice < 0.3) return this.#enterRoom('room_join', { kind: 'world' })
    if (dice < 0.4 && rooms.length < MOST_ROOMS)
      return this.#enterRoom('room_create', { name: `of ${this.#acc}` })
    const id = pick(rooms)
    if (id !== undefined) await this.#enterRoom('room_join', { id })
  }

  async #enterRoom(what: string, data: { id?: string; kind?: string; name?: string }): Promise<void> {
    const { rooms } = this.#options.book
    const { body, error } = await this.#ask(what, data)
    const id = (body.room as { id: string } | undefined)?.id ?? data.id ?? ''
    if (error === undefined) this.#joined.add(id)
    if (error === undefined && what === 'room_create') rooms.push(id)
    if (error === 'ROOM_NOT_FOUND' && rooms.includes(id)) rooms.splice(rooms.indexOf(id), 1)
  }

  async #quit(room: string): Promise<void> {
    this.#joined.delete(room)
    await this.#ask('room_leave', { id: room })
  }

  async #whisper(): Promise<void> {
    const { count } = this.#options
    const acc = `visitor ${Math.floor(Math.random() * count)}`
    await this.#ask('whisper', { acc, text: `psst, ${acc}` })
  }

  async #logOut(): Promise<void> {
    const { error } = await this.#ask('logout')
    if (error === undefined) this.#isIn = false
    this.#joined.clear()
  }

  async #look(room: string | undefined): Promise<void> {
    const dice = Math.random()
    if (dice < 0.2) await this.#ask('board_top', { board: pick(['sign', 'gold']), count: 10 })
    else if (dice < 0.3) await this.#ask('board_around', { board: 'sign', count: 3 })
    else if (dice < 0.4) await this.#ask('board_mine', { board: 'gold' })
    else if (dice < 0.5) await this.#ask('room_list', { limit: 20 })
    else if (dice < 0.6 && room !== undefined) await this.#ask('room_history', { id: room, limit: 20 })
    else if (dice < 0.7 && room !== undefined) await this.#ask('room_members', { id: room, limit: 20 })
    else if (dice < 0.8) await this.#ask('presence', { acc: `visitor ${this.#options.number}` })
    else if (dice < 0.9) await this.#ask('heartbeat')
    else await this.#ask('echo', { text: 'x'.repeat(Math.floor(Math.random() * 1000)) })
  }

  #hear(name: string, body: Record<string, unknown>): void {
    const { book } = this.#options
    book.pushes++
    if (name !== 'room_closed') return
    this.#joined.delete(body.room as string)
    if (body.reason !== 'closed') book.fault(`a room was closed: ${body.reason}`)
  }

  async #ask(name: string, data: object = {}): Promise<Reply> {
    const reply = await this.#client.ask(name, data)
    this.#options.book.count(this.#acc, name, reply.error)
    return reply
  }

  #rest(times: number): Promise<void> {
    const { pause } = this.#options
    return new Promise(resolve => setTimeout(resolve, times * pause * (0.5 + Math.random())))
  }
}

const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(Math.random() * from.length)]

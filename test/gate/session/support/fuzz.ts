// A random course of one gate or two with five players in four topics: publications with and without excepts, pushes, latest-wins
// pushes, joins that are held, leaves, switches to individual, lost and half-open connections, returns in the middle of a
// replay, readers that stop, requests answered at once or later. Each client must hear what its model has: once, in order.

import type { Message } from '../../../../protocol/sproto/index.ts'
import type { Format, Peer, Receiver } from '../../../../server/gate/peer.ts'
import type { Random } from '../../../support/client/hostile-frames.ts'
import { until } from '../../../support/until.ts'
import { SeatMoves } from './seat-moves.ts'
import { SessionClient } from './session-client.ts'
import { protocol, SessionGates } from './session-gate.ts'

interface Request {
  message: Message
  session: number | undefined
  format: Format
  text: string
}

/** What one client is to hear. */
interface Wanted {
  text: string
  /** Only the newest of these has to come. */
  latest?: string
}

const TOPICS = ['r1', 'r2', 'r3', 'r4']

/** The server's side of one player: its agent, and its seats in rooms. */
export class Seat implements Receiver {
  peer: Peer | undefined
  /** The thread that it is on. */
  slot = 0
  model: Wanted[] = []
  ran: string[] = []
  readonly unanswered: Request[] = []
  /** Topic -> whether it is sent to individually. */
  readonly topics = new Map<string, boolean>()
  /** The same of those whose join is not answered, with what was said meanwhile. */
  readonly held = new Map<string, { isIndividual: boolean; said: Wanted[] }>()
  readonly #random: Random
  /** How rooms reach it: their word for it changes before the connection does. */
  id = 0
  /** One more with each session. */
  generation = 0
  isMoving = false
  /** On its way: nothing can be said to it. */
  isPacked = false
  aways = 0
  backs = 0

  constructor(random: Random) {
    this.#random = random
  }

  begin(slot: number, peer: Peer): void {
    this.peer?.close(4008)
    this.peer = peer
    this.id = peer.id
    this.slot = slot
    this.generation++
    this.isMoving = this.isPacked = false
    this.model = []
    this.ran = []
    this.unanswered.length = 0
    this.topics.clear()
    this.held.clear()
  }

  message(message: Message, body: unknown, session: number | undefined, format: Format): void {
    const { text } = body as { text: string }
    this.ran.push(text)
    this.unanswered.push({ message, session, format, text })
    if (this.#random() < 0.7) this.answer()
  }

  answer(): void {
    if (this.isPacked || !this.peer) return
    const request = this.unanswered.shift()
    if (!request) return
    const text = `answer to ${request.text}`
    this.model.push({ text })
    for (const [topic, { isIndividual, said }] of this.held) {
      this.peer.settle(topic)
      this.model.push(...said)
      this.topics.set(topic, isIndividual)
    }
    this.held.clear()
    this.peer.reply(request.message, request.session, request.format, { text })
  }

  away(): void {
    this.aways++
  }

  back(): void {
    this.backs++
  }

  closed(): void {}
}

export interface FuzzReport {
  frames: number
  returns: number
  halfOpen: number
  lost: number
  /** Sessions that went to the other gate. */
  moves: number
  wrong: string[]
}

/** A gate, and the players that are known to it. */
export class FuzzField {
  readonly gates: SessionGates
  readonly seats: Map<string, Seat>
  readonly maxKept: number

  private constructor(gates: SessionGates, seats: Map<string, Seat>, maxKept: number) {
    this.gates = gates
    this.seats = seats
    this.maxKept = maxKept
  }

  /** `maxKept`: bytes that are kept of each session and topic: where that is little, sessions are lost. */
  static async open(threads: number, maxKept: number): Promise<FuzzField> {
    const seats = new Map<string, Seat>()
    const session = { maxKept, grace: 60_000 }
    const gates = await SessionGates.open(threads, session, (slot, peer) => new Guest(slot, peer, seats))
    return new FuzzField(gates, seats, maxKept)
  }
}

export interface FuzzOptions {
  field: FuzzField
  random: Random
  steps: number
}

export async function runFuzz({ field, random, steps }: FuzzOptions): Promise<FuzzReport> {
  const pick = (most: number) => Math.floor(random() * most)
  const report: FuzzReport = { frames: 0, returns: 0, halfOpen: 0, lost: 0, moves: 0, wrong: [] }
  const { gates, seats, maxKept } = field
  seats.clear()
  const clients = Array.from({ length: 5 }, (_, i) => new SessionClient(`p${i}`, i % 2 === 1))
  for (const { name } of clients) seats.set(name, new Seat(random))
  const slaveOf = (seat: Seat) => gates.slaves[seat.slot]!
  const anyPort = () => gates.ports[pick(gates.ports.length)]!
  const seatOf = (client: SessionClient) => seats.get(client.name)!
  let serial = 0
  const write = (what: string) => `${what} ${serial++} ${'x'.repeat(random() < 0.03 ? 9000 : pick(120))}`

  const publish = (topic: string, latest: boolean): void => {
    const text = write(topic)
    const frames = gates.encoder.push(latest ? 'place' : 'word', { text })!
    const wanted = latest ? { text, latest: topic } : { text }
    const all = [...seats.values()]
    const except = random() < 0.3 ? all[pick(all.length)] : undefined
    const hear = (seat: Seat) => {
      if (seat === except) return
      if (seat.held.has(topic)) seat.held.get(topic)!.said.push(wanted)
      else if (seat.topics.has(topic)) seat.model.push(wanted)
    }
    const isIndividual = (seat: Seat) => seat.topics.get(topic) ?? seat.held.get(topic)?.isIndividual
    const individuals = all.filter(seat => isIndividual(seat) === true && seat !== except)
    for (const seat of all) hear(seat)
    gates.slaves.forEach((slave, slot) => {
      const idsOf = (some: readonly Seat[]) => some.filter(seat => seat.slot === slot).map(({ id }) => id)
      slave.batch([
        ['publish', topic, frames, except?.slot === slot ? except.id : undefined],
        ['sendTo', idsOf(individuals), frames, topic],
      ])
    })
  }
  const push = (seat: Seat, name: 'word' | 'place'): void => {
    if (seat.isPacked) return
    const text = write(name)
    seat.model.push(name === 'place' ? { text, latest: 'own' } : { text })
    seat.peer!.push(protocol.byName.get(name)!, { text })
  }
  const join = (seat: Seat, topic: string): void => {
    if (seat.isMoving || seat.topics.has(topic) || seat.held.has(topic)) return
    const isIndividual = random() < 0.3
    seat.held.set(topic, { isIndividual, said: [] })
    slaveOf(seat).batch([['subscribe', seat.id, topic, isIndividual]])
  }
  const leave = (seat: Seat, topic: string): void => {
    if (seat.isMoving || !seat.topics.delete(topic)) return
    if (random() < 0.5) seat.peer!.leave(topic)
    else slaveOf(seat).batch([['unsubscribe', seat.id, topic]])
  }
  const change = (seat: Seat, topic: string): void => {
    const isIndividual = seat.topics.get(topic)
    if (seat.isMoving || isIndividual === undefined) return
    seat.topics.set(topic, !isIndividual)
    slaveOf(seat).batch([['switch', seat.id, topic, !isIndividual]])
  }
  const comeBack = async (client: SessionClient, isHalfOpen: boolean): Promise<void> => {
    const old = isHalfOpen ? client.forget() : undefined
    if (isHalfOpen) report.halfOpen++
    else client.cut()
    await client.dial(anyPort())
    report.returns++
    const why = await client.resume()
    if (why !== undefined) {
      report.lost++
      if (maxKept > 100_000) report.wrong.push(`${client.name} lost its session: ${why}`)
      await client.begin()
    }
    void old?.vanish()
  }
  const settle = async (): Promise<void> => {
    for (const client of clients) {
      client.line?.resume()
      await comeBack(client, client.isConnected)
      while (seatOf(client).unanswered.length > 0) seatOf(client).answer()
    }
    const isDone = (client: SessionClient) => {
      const seat = seatOf(client)
      while (seat.unanswered.length > 0) seat.answer()
      return seat.ran.join() === client.asked.join() && differs(seat.model, client.got) === undefined
    }
    await until(
      () => clients.map(isDone),
      done => done.every(Boolean),
      5000,
    ).catch(() => undefined)
  }

  try {
    for (const client of clients) {
      await client.dial(anyPort())
      await client.begin()
    }
    const moves = new SeatMoves(gates, random)
    for (let step = 0; step < steps; step++) {
      const client = clients[pick(clients.length)]!
      const [seat, topic, k] = [seatOf(client), TOPICS[pick(TOPICS.length)]!, random()]
      if (k < 0.3) publish(topic, false)
      else if (k < 0.36) publish(topic, true)
      else if (k < 0.5) push(seat, 'word')
      else if (k < 0.56) push(seat, 'place')
      else if (k < 0.65) join(seat, topic)
      else if (k < 0.73) seat.answer()
      else if (k < 0.78) leave(seat, topic)
      else if (k < 0.82) change(seat, topic)
      else if (k < 0.88) client.confirm()
      else if (k < 0.9) client.beat()
      else if (k < 0.915) client.line?.pause()
      else if (k < 0.93) client.line?.resume()
      else if (k < 0.945) client.cut()
      else if (k < 0.955) seat.peer!.close(4004)
      else if (k < 0.975) await comeBack(client, false)
      else if (k < 0.985) await comeBack(client, true)
      else await new Promise(resolve => setTimeout(resolve, pick(20)))
      if (random() < 0.1) moves.begin(seat)
      if (random() < 0.3) client.ask(`q${serial++}`)
      if (random() < 0.2) await new Promise(setImmediate)
    }
    await moves.end()
    report.moves = moves.count
    await settle()
    for (const client of clients) {
      const seat = seatOf(client)
      report.frames += client.got.length
      if (seat.ran.join() !== client.asked.join())
        report.wrong.push(
          `${client.name} ran ${seat.ran.length} of ${client.asked.length}: ${seat.ran.slice(-3)} / ${client.asked.slice(-3)}`,
        )
      const why = differs(seat.model, client.got)
      if (why) report.wrong.push(`${client.name} ${why}`)
      if (client.told > client.asked.length) report.wrong.push(`${client.name} was told of ${client.told}`)
    }
  } finally {
    for (const seat of seats.values()) seat.peer?.close(4008)
    for (const client of clients) await client.line?.vanish()
  }
  return report
}

/** A connection that says who it is. */
class Guest implements Receiver {
  readonly #slot: number
  readonly #peer: Peer
  readonly #seats: ReadonlyMap<string, Seat>

  constructor(slot: number, peer: Peer, seats: ReadonlyMap<string, Seat>) {
    this.#slot = slot
    this.#peer = peer
    this.#seats = seats
  }

  message(message: Message, body: unknown, session: number | undefined, format: Format): void {
    const [, name] = (body as { text: string }).text.split(' ')
    const seat = this.#seats.get(name!)!
    seat.begin(this.#slot, this.#peer)
    this.#peer.attach(seat, format)
    this.#peer.reply(message, session, format, { text: 'welcome' })
  }

  closed(): void {}
}

/** Why what was heard is not what was to be heard; undefined when it is: all in order, and of latest-wins pushes some, in their
 * order, without a double. */
export function differs(wanted: readonly Wanted[], got: readonly string[]): string | undefined {
  const latest = new Map(
    wanted.filter(each => each.latest !== undefined).map(each => [each.text, each.latest!]),
  )
  const plain = wanted.filter(each => each.latest === undefined).map(({ text }) => text)
  const heard = got.filter(text => !latest.has(text))
  for (let i = 0; i < Math.max(plain.length, heard.length); i++)
    if (plain[i] !== heard[i])
      return `heard ${heard.length} of ${plain.length}; at ${i} ${heard[i]?.slice(0, 30)} for ${plain[i]?.slice(0, 30)}`
  const order = new Map(wanted.map(({ text }, i) => [text, i]))
  const last = new Map<string, number>()
  for (const text of got.filter(each => latest.has(each))) {
    const name = latest.get(text)!
    if (order.get(text)! <= (last.get(name) ?? -1)) return `heard an older ${name} after a newer one`
    last.set(name, order.get(text)!)
  }
  const newest = wanted.findLast(each => each.latest === 'own')
  if (newest && !got.includes(newest.text)) return 'has not heard the newest of its own'
  return undefined
}

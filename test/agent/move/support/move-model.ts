// A model of the move: threads with links that are first in, first out, whose messages are delivered in a random order; lines
// that break or are only believed broken; handlers that wait; claims that are refused or whose answer is lost; threads that die.
// It follows agent/move step by step. One account, its client, two rooms, and a service that knows the agent's first address.

import type { Random } from '../../../support/client/hostile-frames.ts'

/** What is left out on purpose: each has to be found. */
export type Fault =
  | 'line not held'
  | 'role not frozen'
  | 'doubt taken for refused'
  | 'claim without epoch'
  | 'packed before rooms know'
  | 'resume not sent after it'
  | 'requests left behind'
  | 'mail left behind'
  | 'owner not told'
  | 'loss not told'
  | 'place not given up'

interface Message {
  kind: string
  // biome-ignore lint/suspicious/noExplicitAny: each kind has its own
  [field: string]: any
}

/** What goes to a client: `of` says by whom, `n` is its number there. */
interface Said {
  of: string
  n: number
}

interface Agent {
  inc: number
  epoch: number
  state: 'open' | 'moving' | 'arriving' | 'frozen' | 'gone'
  /** Everything that was sent to the client. */
  sent: Said[]
  received: number
  requests: number[]
  mail: number[]
  isBusy: boolean
  /** In memory, and what of it is stored. */
  count: number
  line: { thread: string; id: number } | undefined
  newest: number
  move: Move | undefined
  /** While it is to come: the life of the thread that it is on. */
  from: number
  later: Message[]
}

interface Move {
  to: string
  step: 'reserve' | 'hold' | 'turn' | 'save' | 'claim' | 'doubt' | 'rooms'
  inc: number
  /** Of the thread where it goes. */
  life: number
  rooms: number
}

interface Line {
  isOpen: boolean
  home: { thread: string; inc: number } | undefined
  held: number[] | undefined
}

interface Link {
  readonly from: string
  readonly to: string
  readonly queue: Message[]
}

interface Thread {
  name: string
  life: number
  agents: Map<number, Agent>
  lines: Map<number, Line>
  /** Old address -> the next one. */
  moved: Map<number, { thread: string; inc: number }>
  /** Room -> what it said for an agent that is to come. */
  early: Map<string, { inc: number; said: Said[] }>
}

const GATES = ['A', 'B', 'C']
const ROOMS = ['R1', 'R2']
const MAIN = 'M'

export class MoveModel {
  readonly sum = { moves: 0, stayed: 0, deaths: 0, returns: 0, heard: 0 }
  readonly #random: Random
  readonly #fault: Fault | undefined
  readonly #links = new Map<string, Link>()
  /** Those on which something waits. */
  readonly #ready: Link[] = []
  readonly #threads = new Map<string, Thread>()
  readonly #rooms = new Map<string, { seat: { thread: string; inc: number }; n: number }>()
  readonly #store = { epoch: 1, count: 0 }
  #owner: { thread: string; inc: number } | undefined
  #home: { thread: string; inc: number } | undefined
  readonly #first = { thread: 'A', inc: 1 }
  #lastInc = 1
  #lastLine = 0
  #lastLife = 0
  #words = 0
  #ran: number[] = []
  readonly #client = {
    line: undefined as { thread: string; id: number; isUp: boolean } | undefined,
    got: [] as Said[],
    asked: [] as number[],
    isLost: false,
  }
  #isAgentLost = false
  #mayDie = true

  constructor(random: Random, fault?: Fault) {
    this.#random = random
    this.#fault = fault
    for (const name of GATES) this.#threads.set(name, this.#newThread(name))
    const agent = this.#newAgent(1, 1)
    agent.state = 'open'
    this.#threads.get('A')!.agents.set(1, agent)
    for (const room of ROOMS) this.#rooms.set(room, { seat: this.#first, n: 0 })
    this.#owner = this.#home = this.#first
  }

  /** Returns what is wrong in the end. */
  run(steps: number): string[] {
    this.#dial()
    for (let i = 0; i < steps; i++) {
      this.#step()
      for (let n = this.#pick(4); n > 0; n--) this.#deliver()
    }
    this.#mayDie = false
    for (let round = 0; round < 3; round++) {
      this.#settle()
      if (round < 2) this.#dial()
    }
    return this.#check()
  }

  #step(): void {
    const k = this.#random()
    if (k < 0.25) this.#publish(ROOMS[this.#pick(2)]!)
    else if (k < 0.42) this.#ask()
    else if (k < 0.5) this.#word()
    else if (k < 0.53) this.#dial()
    else if (k < 0.6) this.#beginMove()
    else if (k < 0.66) this.#endHandlers()
    else if (k < 0.664 && this.#mayDie) this.#die()
    else if (k < 0.68) this.#runLate()
  }

  // Links.

  #send(from: string, to: string, message: Message): void {
    if (from === to) return this.#handle(to, from, message)
    const key = `${from}>${to}`
    const link = this.#links.get(key) ?? { from, to, queue: [] }
    this.#links.set(key, link)
    if (link.queue.length === 0) this.#ready.push(link)
    link.queue.push(message)
  }

  #deliver(): boolean {
    const ready = this.#ready
    if (ready.length === 0) return false
    const i = this.#pick(ready.length)
    const link = ready[i]!
    const message = link.queue.shift()!
    if (link.queue.length === 0) ready.splice(i, 1)
    this.#handle(link.to, link.from, message)
    return true
  }

  #settle(): void {
    for (let i = 0; i < 100_000; i++) {
      if (this.#deliver()) continue
      if (!this.#endHandlers()) return
    }
    throw new Error('it does not come to rest')
  }

  // What happens by chance.

  #publish(name: string): void {
    const room = this.#rooms.get(name)!
    this.#send(name, room.seat.thread, {
      kind: 'said',
      room: name,
      inc: room.seat.inc,
      said: { of: name, n: ++room.n },
    })
  }

  #ask(): void {
    const n = this.#client.asked.length + 1
    this.#client.asked.push(n)
    const { line } = this.#client
    if (line?.isUp) this.#send('client', line.thread, { kind: 'asked', line: line.id, n })
  }

  #word(): void {
    this.#send('X', this.#first.thread, { kind: 'word', inc: this.#first.inc, n: ++this.#words })
  }

  #dial(): void {
    const { line: old } = this.#client
    if (old && this.#random() < 0.5) this.#closeLine(this.#threads.get(old.thread)!, old.id)
    const thread = GATES[this.#pick(3)]!
    const id = ++this.#lastLine
    this.#client.line = { thread, id, isUp: false }
    this.#threads.get(thread)!.lines.set(id, { isOpen: true, home: undefined, held: undefined })
    this.#send('client', thread, { kind: 'dialled', line: id, count: this.#client.got.length })
  }

  #beginMove(): void {
    for (const thread of this.#threads.values())
      for (const agent of thread.agents.values()) {
        const to = agent.line?.thread
        if (agent.state !== 'open' || agent.move || to === undefined || to === thread.name) continue
        agent.move = { to, step: 'reserve', inc: ++this.#lastInc, life: 0, rooms: 0 }
        this.#send(thread.name, to, {
          kind: 'reserve',
          from: agent.inc,
          of: thread.life,
          inc: agent.move.inc,
        })
      }
  }

  #endHandlers(): boolean {
    let hasEnded = false
    for (const thread of this.#threads.values())
      for (const agent of thread.agents.values())
        if (agent.isBusy) {
          agent.isBusy = false
          hasEnded = true
          this.#say(thread, agent, { of: 'reply', n: agent.requests.shift()! })
          this.#proceed(thread, agent)
          this.#runNext(thread, agent)
        }
    return hasEnded
  }

  /** The answer to a claim takes too long, though it may still be made. */
  #runLate(): void {
    for (const thread of this.#threads.values())
      for (const agent of thread.agents.values())
        if (agent.move?.step === 'claim') this.#onDoubt(thread, agent.inc)
  }

  #die(): void {
    const name = GATES[this.#pick(3)]!
    const thread = this.#threads.get(name)!
    this.sum.deaths++
    for (const agent of thread.agents.values())
      if (agent.state !== 'arriving' && agent.state !== 'gone') this.#isAgentLost = true
    // A session on its way to it is lost with it.
    for (const link of this.#ready.filter(({ to }) => to === name)) {
      if (link.queue.some(({ kind }) => kind === 'arrive')) this.#isAgentLost = true
      link.queue.length = 0
      this.#ready.splice(this.#ready.indexOf(link), 1)
    }
    if (this.#client.line?.thread === name) this.#client.line = undefined
    this.#threads.set(name, this.#newThread(name))
    for (const other of [...GATES, ...ROOMS, MAIN])
      if (other !== name) this.#send(name, other, { kind: 'lost', thread: name, life: thread.life })
  }

  // Threads.

  #handle(at: string, by: string, m: Message): void {
    if (at === 'client') return this.#toClient(m)
    if (at === MAIN) return this.#onMain(m)
    if (this.#rooms.has(at)) return this.#inRoom(at, by, m)
    const thread = this.#threads.get(at)!
    if (m.life !== undefined && m.kind !== 'lost' && m.life !== thread.life) return
    this.#handlers[m.kind]!(thread, m, by)
  }

  readonly #handlers: Record<string, (thread: Thread, m: Message, by: string) => void> = {
    said: (t, { room, inc, said }) => this.#hear(t, room, inc, said),
    seated: (t, { room, inc }) =>
      void (t.agents.get(inc)?.state === 'arriving' && t.early.set(room, { inc, said: [] })),
    left: () => undefined,
    asked: (t, x) => this.#fromClient(t, x),
    dialled: (t, x) => this.#onDial(t, x),
    up: (t, x) => this.#atAgent(t, x, agent => this.#take(t, agent, x)),
    word: (t, x) => this.#atAgent(t, x, agent => this.#onWord(t, agent, x)),
    resume: (t, x) => this.#atAgent(t, x, agent => this.#onResume(t, agent, x)),
    down: (t, { line, said }) => this.#toLine(t, line, said),
    close: (t, { line }) => this.#closeLine(t, line),
    attached: (t, x) => this.#onAttached(t, x),
    hold: (t, x, from) => this.#onHold(t, x, from),
    unhold: (t, { line }) => this.#unhold(t, line),
    held: (t, { inc }) => this.#onStep(t, inc, 'hold', 'turn'),
    reserve: (t, x, from) => this.#onReserve(t, x, from),
    reserved: (t, { inc, there }) => this.#onReserved(t, inc, there),
    dismiss: (t, { inc }) => this.#dismiss(t, inc),
    claim: (t, x, from) => this.#onClaim(t, x, from),
    claimed: (t, { inc }) => this.#onClaimed(t, inc),
    doubt: (t, { inc }) => this.#onDoubt(t, inc),
    reseated: (t, { inc }) => this.#onReseated(t, inc),
    arrive: (t, x) => this.#onArrive(t, x),
    replaced: (t, { inc }) => void (t.agents.has(inc) && this.#leave(t, inc)),
    lost: (t, x) => this.#onLost(t, x),
  }

  /** Of an agent that has moved the next address is asked. */
  #atAgent(thread: Thread, m: Message, run: (agent: Agent) => void): void {
    const agent = thread.agents.get(m.inc)
    const next = thread.moved.get(m.inc)
    if (agent) run(agent)
    else if (next) this.#send(thread.name, next.thread, { ...m, inc: next.inc })
    else if (m.kind === 'resume')
      this.#send(thread.name, m.by, { kind: 'attached', line: m.line, isLost: true })
  }

  // An agent.

  #say(thread: Thread, agent: Agent, said: Said): void {
    agent.sent.push(said)
    const { line } = agent
    if (line?.thread === thread.name) this.#toLine(thread, line.id, said)
    else if (line) this.#send(thread.name, line.thread, { kind: 'down', line: line.id, said })
  }

  #take(thread: Thread, agent: Agent, { line, n }: Message): void {
    if (agent.line?.id !== line) return
    agent.received++
    agent.requests.push(n)
    this.#runNext(thread, agent)
  }

  #runNext(thread: Thread, agent: Agent): void {
    while (agent.state === 'open' && !agent.isBusy && agent.requests.length > 0) {
      this.#ran.push(agent.requests[0]!)
      agent.count++
      agent.isBusy = this.#random() < 0.3
      if (!agent.isBusy) this.#say(thread, agent, { of: 'reply', n: agent.requests.shift()! })
    }
  }

  #onWord(thread: Thread, agent: Agent, { n }: Message): void {
    if (agent.state === 'open' && !agent.isBusy) this.#say(thread, agent, { of: 'X', n })
    else agent.mail.push(n)
    if (agent.state === 'open' && agent.isBusy) this.#readMail(thread, agent)
  }

  #readMail(thread: Thread, agent: Agent): void {
    for (const n of agent.mail.splice(0)) this.#say(thread, agent, { of: 'X', n })
  }

  #hear(thread: Thread, room: string, inc: number, said: Said): void {
    const early = thread.early.get(room)
    const agent = thread.agents.get(inc)
    if (early?.inc === inc) early.said.push(said)
    else if (agent && agent.state !== 'arriving') this.#say(thread, agent, said)
  }

  // The client's side of a thread.

  #fromClient(thread: Thread, { line: id, n }: Message): void {
    const line = thread.lines.get(id)
    if (!line?.isOpen || !line.home) return
    if (line.held) return void line.held.push(n)
    this.#send(thread.name, line.home.thread, { kind: 'up', inc: line.home.inc, line: id, n })
  }

  #onDial(thread: Thread, { line, count }: Message): void {
    // Where it began leads to where it is, as long as no thread on the way has ended.
    const home = this.#random() < 0.8 || this.sum.deaths > 0 ? this.#home : this.#first
    if (!thread.lines.get(line)?.isOpen) return
    if (!home) return this.#onAttached(thread, { kind: 'attached', line, isLost: true })
    this.#send(thread.name, home.thread, { kind: 'resume', inc: home.inc, by: thread.name, line, count })
  }

  #onResume(thread: Thread, agent: Agent, m: Message): void {
    if (agent.state === 'arriving') return void agent.later.push(m)
    if (agent.move && this.#fault !== 'resume not sent after it') return void agent.later.push(m)
    if (agent.newest > m.line) return this.#send(thread.name, m.by, { kind: 'close', line: m.line })
    const old = agent.line
    if (old) this.#send(thread.name, old.thread, { kind: 'close', line: old.id })
    agent.line = { thread: m.by, id: m.line }
    agent.newest = m.line
    this.sum.returns++
    this.#send(thread.name, m.by, {
      kind: 'attached',
      line: m.line,
      received: agent.received,
      frames: agent.sent.slice(m.count),
      home: { thread: thread.name, inc: agent.inc },
    })
  }

  #onAttached(thread: Thread, { line: id, isLost, received, frames, home }: Message): void {
    const line = thread.lines.get(id)
    if (!line?.isOpen) return
    if (isLost) return this.#send(thread.name, 'client', { kind: 'lost session', line: id })
    line.home = home
    this.#send(thread.name, 'client', { kind: 'resumed', line: id, received })
    for (const said of frames) this.#toLine(thread, id, said)
  }

  #toLine(thread: Thread, id: number, said: Said): void {
    if (thread.lines.get(id)?.isOpen) this.#send(thread.name, 'client', { kind: 'frame', line: id, said })
  }

  #closeLine(thread: Thread, id: number): void {
    const line = thread.lines.get(id)
    if (line) line.isOpen = false
  }

  #toClient(m: Message): void {
    const { line } = this.#client
    if (line?.id !== m.line) return
    if (m.kind === 'lost session') {
      if (this.sum.deaths === 0) throw new Error('a session is lost though no thread has ended')
      this.#client.isLost = true
    } else if (m.kind === 'frame') {
      this.#client.got.push(m.said)
      this.sum.heard++
    } else {
      line!.isUp = true
      for (const n of this.#client.asked.slice(m.received))
        this.#send('client', line!.thread, { kind: 'asked', line: line!.id, n })
    }
  }

  // A move.

  #onReserve(thread: Thread, { from, of, inc }: Message, by: string): void {
    const agent = this.#newAgent(inc, 0)
    agent.from = of
    thread.agents.set(inc, agent)
    this.#send(thread.name, by, { kind: 'reserved', inc: from, there: thread.life })
  }

  #onReserved(thread: Thread, inc: number, there: number): void {
    const agent = thread.agents.get(inc)
    if (agent?.move?.step !== 'reserve') return
    agent.move.step = 'hold'
    agent.move.life = there
    const { line } = agent
    if (line?.thread !== agent.move.to) return this.#stay(thread, agent)
    this.#send(thread.name, line.thread, { kind: 'hold', line: line.id, inc })
  }

  #onHold(thread: Thread, { line: id, inc }: Message, by: string): void {
    const line = thread.lines.get(id)
    if (line && this.#fault !== 'line not held') line.held ??= []
    this.#send(thread.name, by, { kind: 'held', inc })
  }

  #unhold(thread: Thread, id: number): void {
    const line = thread.lines.get(id)
    const held = line?.held ?? []
    if (line) line.held = undefined
    for (const n of held) this.#fromClient(thread, { kind: 'asked', line: id, n })
  }

  #onStep(thread: Thread, inc: number, from: Move['step'], to: Move['step']): void {
    const agent = thread.agents.get(inc)
    if (agent?.move?.step !== from) return
    agent.move.step = to
    this.#proceed(thread, agent)
  }

  /** Its turn has come: saved and frozen. */
  #proceed(thread: Thread, agent: Agent): void {
    if (agent.move?.step !== 'turn' || agent.isBusy) return
    if (this.#random() < 0.1) return this.#stay(thread, agent)
    agent.move.step = 'claim'
    if (this.#fault !== 'role not frozen') agent.state = 'moving'
    this.#commit(agent)
    this.#send(thread.name, agent.move.to, {
      kind: 'claim',
      inc: agent.inc,
      next: agent.move.inc,
      epoch: agent.epoch,
    })
  }

  #commit(agent: Agent): boolean {
    if (this.#store.epoch !== agent.epoch) return false
    this.#store.count = agent.count
    return true
  }

  #onClaim(thread: Thread, { inc, next, epoch }: Message, by: string): void {
    const agent = thread.agents.get(next)
    const isTheirs = this.#store.epoch === epoch || this.#fault === 'claim without epoch'
    const chance = this.#random()
    if (!agent || !isTheirs || chance < 0.1) return this.#send(thread.name, by, { kind: 'doubt', inc })
    this.#store.epoch++
    agent.epoch = this.#store.epoch
    agent.count = this.#store.count
    // The answer does not come in time, though the claim was made.
    this.#send(thread.name, by, { kind: chance < 0.2 ? 'doubt' : 'claimed', inc })
  }

  /** It is claimed back. */
  #onDoubt(thread: Thread, inc: number): void {
    const agent = thread.agents.get(inc)
    if (agent?.move?.step !== 'claim') return
    if (this.#fault !== 'doubt taken for refused') {
      this.#store.epoch++
      agent.epoch = this.#store.epoch
    }
    this.#stay(thread, agent)
  }

  #stay(thread: Thread, agent: Agent): void {
    const { to, inc } = agent.move!
    this.sum.stayed++
    agent.move = undefined
    agent.state = 'open'
    if (this.#fault !== 'place not given up') this.#send(thread.name, to, { kind: 'dismiss', inc })
    if (agent.line) this.#send(thread.name, agent.line.thread, { kind: 'unhold', line: agent.line.id })
    this.#readMail(thread, agent)
    this.#runNext(thread, agent)
    for (const m of agent.later.splice(0)) this.#onResume(thread, agent, m)
  }

  #dismiss(thread: Thread, inc: number): void {
    if (thread.agents.get(inc)?.state === 'arriving') thread.agents.delete(inc)
  }

  #onClaimed(thread: Thread, inc: number): void {
    const agent = thread.agents.get(inc)
    if (agent?.move?.step !== 'claim') return
    agent.move.step = 'rooms'
    const { to, inc: next } = agent.move
    for (const room of ROOMS)
      this.#send(thread.name, room, { kind: 'reseat', from: inc, thread: to, inc: next })
    if (this.#fault === 'packed before rooms know') this.#pack(thread, agent)
  }

  #inRoom(name: string, by: string, m: Message): void {
    if (m.kind !== 'reseat') return
    const room = this.#rooms.get(name)!
    if (room.seat.inc === m.from) {
      room.seat = { thread: m.thread, inc: m.inc }
      this.#send(name, m.thread, { kind: 'seated', room: name, inc: m.inc })
    }
    this.#send(name, by, { kind: 'reseated', inc: m.from })
  }

  #onReseated(thread: Thread, inc: number): void {
    const agent = thread.agents.get(inc)
    if (agent?.move?.step === 'rooms' && ++agent.move.rooms === ROOMS.length) this.#pack(thread, agent)
  }

  #pack(thread: Thread, agent: Agent): void {
    const { to, inc, life: there } = agent.move!
    const isLeft = (fault: Fault) => this.#fault === fault
    this.sum.moves++
    thread.agents.delete(agent.inc)
    thread.moved.set(agent.inc, { thread: to, inc })
    const { sent, received, line, newest } = agent
    this.#send(thread.name, to, {
      kind: 'arrive',
      from: { thread: thread.name, inc: agent.inc },
      ...{ inc, there, sent, received, line, newest },
      requests: isLeft('requests left behind') ? [] : agent.requests,
      mail: isLeft('mail left behind') ? [] : agent.mail,
    })
    for (const m of agent.later) this.#send(thread.name, to, { ...m, inc })
  }

  #onArrive(thread: Thread, m: Message): void {
    const agent = thread.agents.get(m.inc)
    if (!agent) {
      if (m.there === thread.life) throw new Error('it is not expected')
      this.#isAgentLost = true
      return
    }
    agent.state = 'open'
    agent.sent = m.sent
    agent.received = m.received
    agent.newest = m.newest
    agent.requests = m.requests
    agent.mail.unshift(...m.mail)
    this.#send(thread.name, MAIN, {
      kind: 'moved',
      old: m.from,
      next: { thread: thread.name, inc: m.inc },
      life: thread.life,
    })
    const line = m.line && thread.lines.get(m.line.id)
    agent.line = line?.isOpen ? m.line : undefined
    for (const room of ROOMS) {
      const early = thread.early.get(room)
      if (early?.inc !== m.inc) continue
      for (const said of early!.said) this.#say(thread, agent, said)
      thread.early.delete(room)
    }
    this.#readMail(thread, agent)
    this.#runNext(thread, agent)
    if (line) {
      line.home = { thread: thread.name, inc: m.inc }
      this.#unhold(thread, m.line.id)
    }
    for (const later of agent.later.splice(0)) this.#onResume(thread, agent, later)
  }

  // Main: who owns the account, and where the session is.

  #onMain(m: Message): void {
    const isOwner = (who: { thread: string; inc: number }) =>
      this.#owner?.inc === who.inc && this.#owner?.thread === who.thread
    if (m.kind === 'moved') {
      if (m.life !== this.#threads.get(m.next.thread)!.life) return
      if (this.#fault === 'owner not told') return
      if (!isOwner(m.old)) return this.#send(MAIN, m.next.thread, { kind: 'replaced', inc: m.next.inc })
      this.#owner = this.#home = m.next
    } else if (m.kind === 'gone' && isOwner(m.who)) this.#owner = this.#home = undefined
    else if (m.kind === 'lost' && this.#owner?.thread === m.thread) this.#owner = this.#home = undefined
  }

  #leave(thread: Thread, inc: number): void {
    const agent = thread.agents.get(inc)!
    this.#commit(agent)
    thread.agents.delete(inc)
    this.#isAgentLost = true
    // Who waits for it there hears of its end.
    if (agent.move) this.#send(thread.name, agent.move.to, { kind: 'dismiss', inc: agent.move.inc })
    this.#send(thread.name, MAIN, { kind: 'gone', who: { thread: thread.name, inc } })
  }

  #onLost(thread: Thread, { thread: lost, life }: Message): void {
    for (const [inc, agent] of [...thread.agents]) {
      if (agent.state === 'arriving' && agent.from === life) thread.agents.delete(inc)
      if (agent.line?.thread === lost) agent.line = undefined
      const { move } = agent
      if (move?.to !== lost) continue
      if (move?.step === 'rooms') {
        // From the claim on there is no way back.
        thread.agents.delete(inc)
        this.#isAgentLost = true
        if (this.#fault !== 'loss not told')
          this.#send(thread.name, MAIN, { kind: 'gone', who: { thread: thread.name, inc } })
      } else if (move?.step === 'claim') this.#onDoubt(thread, inc)
      else this.#stay(thread, agent)
    }
    for (const [inc, next] of thread.moved)
      if (next.thread === lost && this.#fault !== 'loss not told')
        this.#send(thread.name, MAIN, { kind: 'gone', who: { thread: thread.name, inc } })
    for (const [id, line] of thread.lines) {
      if (line.home?.thread !== lost) continue
      line.isOpen = false
      this.#send(thread.name, 'client', { kind: 'lost session', line: id })
    }
  }

  // In the end.

  #check(): string[] {
    const wrong: string[] = []
    const all = [...this.#threads.values()].flatMap(thread => [...thread.agents.values()])
    const open = all.filter(({ state }) => state === 'open')
    if (open.length > 1) wrong.push(`${open.length} agents`)
    if (all.length > open.length) wrong.push(`${all.length - open.length} on their way for ever`)
    if (open.length === 0 && !this.#isAgentLost) wrong.push('no agent, though no thread has taken it along')
    if (open.length === 0 && this.#owner) wrong.push('nobody can log in: a dead agent owns the account')
    const [agent] = open
    if (agent && this.#owner?.inc !== agent.inc) wrong.push('the watchdog does not know the agent')
    if (agent && !this.#commit(agent)) wrong.push('the agent can not save')
    const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1).join()
    const ran = this.#ran.join()
    if (ran !== upTo(this.#ran.length)) wrong.push(`requests ran as ${ran.slice(0, 80)}`)
    if (this.#isAgentLost || this.#client.isLost) return [...wrong, ...this.#checkHeard(true)]
    if (this.#ran.length !== this.#client.asked.length)
      wrong.push(`${this.#ran.length} requests of ${this.#client.asked.length} ran`)
    if (agent && agent.count !== this.#ran.length)
      wrong.push(`the role has ${agent.count} of ${this.#ran.length}`)
    return [...wrong, ...this.#checkHeard(false)]
  }

  /** `isPart`: the session has ended. */
  #checkHeard(isPart: boolean): string[] {
    const most = new Map([
      ['reply', this.#client.asked.length],
      ['X', this.#words],
      ...ROOMS.map(name => [name, this.#rooms.get(name)!.n] as const),
    ])
    return [...most].flatMap(([of, count]) => {
      const heard = this.#client.got.filter(each => each.of === of).map(({ n }) => n)
      const isInOrder = heard.every((n, i) => n === i + 1)
      if (!isInOrder) return [`heard of ${of} ${heard.slice(0, 40)}`]
      // What is sent to an old address on a thread that has ended does not arrive.
      const mayLack = isPart || (of === 'X' && this.sum.deaths > 0)
      return mayLack || heard.length === count ? [] : [`heard ${heard.length} of ${count} of ${of}`]
    })
  }

  #newThread(name: string): Thread {
    return {
      name,
      life: ++this.#lastLife,
      agents: new Map(),
      lines: new Map(),
      moved: new Map(),
      early: new Map(),
    }
  }

  #newAgent(inc: number, epoch: number): Agent {
    return {
      ...{ inc, epoch, state: 'arriving', sent: [], received: 0, requests: [], mail: [], isBusy: false },
      ...{ count: 0, line: undefined, newest: 0, move: undefined, from: 0, later: [] },
    }
  }

  #pick(most: number): number {
    return Math.floor(this.#random() * most)
  }
}

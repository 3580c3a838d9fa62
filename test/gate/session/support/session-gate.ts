// Gates on threads of the test's own, with real sockets, and nothing behind them: the test is what agents and rooms are to them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSchema, protocolOf } from '../../../../protocol/sproto/index.ts'
import { type Address, lifeOf } from '../../../../server/core/address.ts'
import type { Ref } from '../../../../server/core/service/ref.ts'
import { Service } from '../../../../server/core/service/service.ts'
import { PushEncoder } from '../../../../server/gate/format/push-encoder.ts'
import { Admission, createAdmissionMemory } from '../../../../server/gate/limit/admission.ts'
import { BufferBudget, createBufferMemory } from '../../../../server/gate/limit/buffer-budget.ts'
import { createApp, listen } from '../../../../server/gate/master.ts'
import type { MovedSession, Peer, Receiver } from '../../../../server/gate/peer.ts'
import type { Home } from '../../../../server/gate/relay/homes.ts'
import { gateSettings, type SessionConfig, sessionSettings } from '../../../../server/gate/settings.ts'
import { Slave } from '../../../../server/gate/slave.ts'
import { LooseThreads } from '../../../core/support/loose-threads.ts'
import { ROOT } from '../../../support/server/process.ts'

const SCHEMA = [
  { name: 'kit.sproto', text: readFileSync(join(ROOT, 'protocol/kit.sproto'), 'utf8') },
  { name: 'c2s.sproto', text: 'ask 1 { request { text 0 : string } response { text 0 : string } }' },
  {
    name: 's2c.sproto',
    text: 'word 10 { request { text 0 : string } } place 11 { request { text 0 : string } }',
  },
]

export const protocol = protocolOf(parseSchema(SCHEMA))

/** A newer one makes it needless. */
const LATEST = new Set(['place'])

type Hear = (moved: MovedSession | undefined) => void

const waiting = new Map<number, Hear>()

/** Takes sessions that come from other threads, as agents do. */
class Carrier extends Service {
  static concurrent = true
  static immediate = new Set(['arrive'])

  arrive(number: number, moved: MovedSession | undefined): void {
    waiting.get(number)!(moved)
    waiting.delete(number)
  }
}

/** A gate on each of `threads`, which know each other. */
export class SessionGates {
  readonly encoder = new PushEncoder(protocol, LATEST)
  readonly slaves: Slave[] = []
  readonly ports: number[] = []
  readonly #threads: LooseThreads
  readonly #homes = new Map<number, Address>()
  readonly #moved = new Map<string, Home>()
  readonly #carriers: Ref<Carrier>[] = []
  readonly #stops: (() => void)[] = []
  #lastCarried = 0

  private constructor(threads: LooseThreads) {
    this.#threads = threads
  }

  static async open(
    count: number,
    session: Partial<SessionConfig>,
    receive: (slot: number, peer: Peer) => Receiver,
  ): Promise<SessionGates> {
    const gates = new SessionGates(await LooseThreads.open(count))
    for (let slot = 0; slot < count; slot++) await gates.#open(slot, session, peer => receive(slot, peer))
    return gates
  }

  address(slot: number): Address {
    return [...this.#homes.values()][slot]!
  }

  /** Has `hear` run on the other thread, behind all that went there before. */
  carry(from: number, to: number, moved: MovedSession | undefined, hear: Hear): void {
    const number = ++this.#lastCarried
    waiting.set(number, hear)
    this.#threads.in(from).ref<Carrier>(this.#carriers[to]!.address).send.arrive(number, moved)
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop()
    await Promise.all(this.slaves.map(slave => slave.close()))
    await this.#threads.close()
  }

  async #open(slot: number, session: Partial<SessionConfig>, receive: (peer: Peer) => Receiver) {
    const thread = this.#threads.in(slot)
    const config = gateSettings.parse({ messageRate: 1_000_000, messageBurst: 1_000_000 })
    const sessions = { ...sessionSettings.parse({}), ...session }
    const app = createApp(null)
    const budget = (most: number) => new BufferBudget(createBufferMemory(), most, 0)
    const slave = await thread.make(Slave, {
      slot,
      life: thread.life,
      app,
      protocol,
      latestWins: LATEST,
      clock: thread.clock,
      watch: thread.monitor,
      admission: new Admission(createAdmissionMemory(), config, { slot, key: '' }),
      limits: config,
      isShut: () => false,
      budget: budget(config.maxBuffered),
      session: sessions,
      homes: {
        open: gate => void this.#homes.set(lifeOf(gate), gate),
        find: async ({ life, connection }) => {
          const gate = this.#homes.get(life)!
          return this.#moved.get(`${life}.${connection}`) ?? { gate, connection }
        },
        moved: ({ life, connection }, home) => void this.#moved.set(`${life}.${connection}`, home),
        over: ({ life, connection }) => void this.#moved.delete(`${life}.${connection}`),
      },
      sessionBudgets: { away: budget(sessions.maxAway), kept: budget(sessions.maxKeptAll) },
      door: { ...config, handshake: undefined },
      master: undefined,
    })
    await slave.accept(receive)
    this.#carriers.push(await thread.launch(Carrier, undefined))
    const { port, stop } = await listen(app, '127.0.0.1', 0)
    this.slaves.push(slave)
    this.ports.push(port)
    this.#stops.push(stop)
  }
}

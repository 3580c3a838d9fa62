// A gate on a thread of the test's own, with real sockets, and nothing behind it: the test is what agents and rooms are to it.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSchema, protocolOf } from '../../../../protocol/sproto/index.ts'
import { PushEncoder } from '../../../../server/gate/format/push-encoder.ts'
import { Admission, createAdmissionMemory } from '../../../../server/gate/limit/admission.ts'
import { BufferBudget, createBufferMemory } from '../../../../server/gate/limit/buffer-budget.ts'
import { createApp, listen } from '../../../../server/gate/master.ts'
import type { Peer, Receiver } from '../../../../server/gate/peer.ts'
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

export class SessionGate {
  readonly port: number
  readonly slave: Slave
  readonly encoder = new PushEncoder(protocol, LATEST)
  readonly #threads: LooseThreads
  readonly #stop: () => void

  private constructor(threads: LooseThreads, slave: Slave, { port, stop }: { port: number; stop(): void }) {
    this.#threads = threads
    this.slave = slave
    this.port = port
    this.#stop = stop
  }

  static async open(
    session: Partial<SessionConfig>,
    receive: (peer: Peer) => Receiver,
  ): Promise<SessionGate> {
    const threads = await LooseThreads.open(1)
    const thread = threads.in(0)
    const config = gateSettings.parse({ messageRate: 1_000_000, messageBurst: 1_000_000 })
    const sessions = { ...sessionSettings.parse({}), ...session }
    const app = createApp(null)
    const budget = (most: number) => new BufferBudget(createBufferMemory(), most, 0)
    const slave = await thread.make(Slave, {
      slot: 0,
      life: thread.life,
      app,
      protocol,
      latestWins: LATEST,
      clock: thread.clock,
      watch: thread.monitor,
      admission: new Admission(createAdmissionMemory(), config, { slot: 0, key: '' }),
      limits: config,
      isShut: () => false,
      budget: budget(config.maxBuffered),
      session: sessions,
      sessionBudgets: { away: budget(sessions.maxAway), kept: budget(sessions.maxKeptAll) },
      door: { ...config, handshake: undefined },
      master: undefined,
    })
    await slave.accept(receive)
    return new SessionGate(threads, slave, await listen(app, '127.0.0.1', 0))
  }

  async close(): Promise<void> {
    this.#stop()
    await this.slave.close()
    await this.#threads.close()
  }
}

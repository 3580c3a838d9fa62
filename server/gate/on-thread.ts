// The gate of a serving thread. It is there before the agents are, so that rooms know it, and takes clients last.

import type { Protocol } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'
import type { Thread } from '../core/thread/thread.ts'
import { Admission } from './limit/admission.ts'
import { BufferBudget } from './limit/buffer-budget.ts'
import { isShut } from './limit/open-files-watch.ts'
import { createApp } from './master.ts'
import type { GateSeed } from './on-main.ts'
import type { Peer, Receiver, ReservedPeer } from './peer.ts'
import type { Homes } from './relay/homes.ts'
import { Slave } from './slave.ts'
import type { TemplatedApp } from './transport/uws.ts'

export interface GateOnThreadOptions {
  seed: GateSeed
  protocol: Protocol
  latestWins: ReadonlySet<string>
  /** Headers of handshakes that the game looks at; undefined for a game without `authenticate`. */
  handshake: readonly string[] | undefined
  /** Main's own, which listens; undefined on a worker. */
  app: TemplatedApp | undefined
}

export interface ThreadGate {
  address: Address
  /** From now on clients come; `receive` says who serves a new connection. `beforeClose` runs at the end of the thread while the gate is
   * still open, and has until its deadline (of performance.now()). */
  accept(receive: (peer: Peer) => Receiver, beforeClose: (deadline: number) => Promise<void>): Promise<void>
  /** A connection for a player that comes from another thread. */
  reserve(): ReservedPeer
}

/** The part of a stop's time that requests have which run when it begins. */
const ANSWERING_PART = 1 / 3

export async function gateOnThread(
  thread: Thread,
  { seed, protocol, latestWins, handshake, app }: GateOnThreadOptions,
): Promise<ThreadGate> {
  const { slot } = thread
  const { config, limits, admissionMemory, admissionKey, bufferMemory } = seed
  const homes = await thread.query<Homes>('.homes')
  const slave = await thread.make(
    Slave,
    {
      slot,
      life: thread.life,
      app: app ?? createApp(seed.tls),
      protocol,
      latestWins,
      clock: thread.clock,
      watch: thread.monitor,
      admission: new Admission(admissionMemory, limits, { slot, key: admissionKey }),
      limits: config,
      isShut: isShut(seed.openFilesMemory),
      budget: new BufferBudget(bufferMemory, config.maxBuffered, slot),
      session: seed.session,
      homes: {
        open: gate => homes.send.open(gate),
        find: born => homes.call.find(born),
        moved: (born, home) => homes.send.moved(born, home),
        over: born => homes.send.over(born),
      },
      sessionBudgets: {
        away: new BufferBudget(seed.awayMemory, seed.session.maxAway, slot),
        kept: new BufferBudget(seed.keptMemory, seed.session.maxKeptAll, slot),
      },
      door: { ...config, handshake },
      master: app ? undefined : { slot },
    },
    { name: `.gate/${slot}` },
  )
  thread.metrics.add(slave.metrics())
  const gate = await thread.query<Slave>(`.gate/${slot}`)
  const accept: ThreadGate['accept'] = (receive, beforeClose) => {
    thread.exitHooks.add('gate', deadline => {
      const grace = Math.max(0, (deadline - performance.now()) * ANSWERING_PART)
      return gate.within(grace + 5000).call.close(grace)
    })
    thread.exitHooks.add('players', beforeClose)
    return slave.accept(receive)
  }
  const reserve = (): ReservedPeer => {
    const connection = slave.reserve()
    const arrive: ReservedPeer['arrive'] = (moved, receiver) => slave.arrive(connection, moved, receiver)
    return { peer: connection, formatOf: slave.formatOf, arrive, dismiss: () => connection.dismiss() }
  }
  return { address: gate.address, accept, reserve }
}

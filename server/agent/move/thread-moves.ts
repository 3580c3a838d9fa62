// Moves of one thread's agents: those that go, and those that come.

import type { Address } from '../../core/address.ts'
import { type Metric, readCounter, readHistogram } from '../../core/metrics/metric.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { Thread } from '../../core/thread/thread.ts'
import type { ReservedPeer } from '../../gate/peer.ts'
import type { Homes } from '../../gate/relay/homes.ts'
import type { Slave } from '../../gate/slave.ts'
import type { RoomsService } from '../../room/player/rooms-service.ts'
import type { Agent } from '../agent.ts'
import type { Agents } from '../agents.ts'
import type { AgentsByAddress } from '../agents-by-address.ts'
import { Arrivals, type ArrivalsHost, arrivalsName } from './arrivals.ts'
import type { MovedAgent, Traveller } from './moved-agent.ts'
import { Movers } from './movers.ts'

/** The part of a thread's time to leave in which its players go to others. */
const PART = 0.4

export interface ThreadMovesOptions {
  agents: Agents
  byAddress: AgentsByAddress
  thread: Thread
  /** Makes a connection without a session. */
  reserve(): ReservedPeer
}

export class ThreadMoves implements ArrivalsHost {
  readonly movers: Movers
  readonly #options: ThreadMovesOptions
  readonly #gate: Ref<Slave>
  #arrivals: Arrivals | undefined
  #isLeaving = false

  private constructor(options: ThreadMovesOptions, gate: Ref<Slave>) {
    this.#options = options
    this.#gate = gate
    this.movers = new Movers(options.thread, options.agents, gate)
  }

  static async open(options: ThreadMovesOptions): Promise<ThreadMoves> {
    const { thread } = options
    const gate = await thread.query<Slave>(`.gate/${thread.slot}`)
    const rooms = await thread.query<RoomsService>(`.rooms/${thread.slot}`)
    const moves = new ThreadMoves(options, gate)
    const seats = { gate: gate.address, roomsService: rooms.address }
    moves.#arrivals = await thread.make(
      Arrivals,
      { host: moves, ...seats },
      { name: arrivalsName(thread.life) },
    )
    return moves
  }

  get isLeaving(): boolean {
    return this.#isLeaving || this.isClosing
  }

  get isClosing(): boolean {
    return this.#options.agents.isClosing
  }

  reserve(): ReservedPeer {
    return this.#options.reserve()
  }

  makeArriving({ identity }: Traveller, { peer }: ReservedPeer): Promise<Agent> {
    return this.#options.agents.makeArriving(identity, peer)
  }

  onArrived(agent: Agent, moved: MovedAgent, reserved: ReservedPeer): void {
    this.#options.byAddress.add(agent)
    agent.arrive(moved, reserved)
  }

  tellMoved(account: string, old: Address, agent: Address): Promise<boolean> {
    return this.#options.agents.watchdog.call.moved(account, old, agent)
  }

  /** The thread is about to end, alone: its players go on on others, as many as can before `deadline` (of performance.now()). */
  async carryOff(deadline: number): Promise<void> {
    const { thread, byAddress } = this.#options
    this.#isLeaving = true
    this.movers.stop()
    if (thread.isNodeStopping) return
    const homes = await thread.query<Homes>('.homes')
    const lives = (await homes.call.lives()).filter(life => life !== thread.life)
    if (lives.length === 0) return
    const time = (deadline - performance.now()) * PART
    await this.#gate.call.retreat(time)
    const players = { open: () => byAddress.open(), isExpecting: () => this.#arrivals!.isExpecting }
    await this.movers.moveAll(players, { lives, end: performance.now() + time })
  }

  metrics(): Record<string, Metric> {
    return {
      gatehouse_moves_total: readCounter(
        'moves of players from this thread to another: moved; stayed, to be tried again; failed',
        () => this.movers.outcomes.samples('outcome'),
        { labels: ['outcome'] },
      ),
      gatehouse_move_seconds: readHistogram(
        'time from the begin of a move to another thread until the player is handed over',
        () => [[{}, this.movers.seconds]],
      ),
    }
  }
}

// What a room needs of its world, where its kind is simulated (server/world), and a world of its room.

import type { Protocol } from '../../protocol/sproto/index.ts'
import type { Address } from '../core/address.ts'
import type { Logger } from '../core/log/log.ts'
import type { Outbox } from '../gate/topic/outbox.ts'
import type { ViewReport } from '../gate/view/view-reports.ts'
import type { HookRunner } from './life/hook-runner.ts'
import type { PresentMember } from './life/member-list.ts'
import type { JoinedWorld, Seat, Since } from './room-messages.ts'
import type { MeteredWorld } from './world-meter.ts'

export interface SimulationHost {
  readonly protocol: Protocol
  readonly address: Address
  readonly topic: string
  readonly slot: number
  readonly outbox: Outbox
  readonly log: Logger
  readonly hooks: HookRunner
  /** Known when the first hook runs. */
  room(): object
  /** Runs `work` as a message of the room; returns what cancels it. */
  after(ms: number, work: () => unknown): () => void
}

export interface Simulation extends MeteredWorld {
  /** Of a world that lasts and ends here; `room`: of the game's own class, plain data. */
  exportState(room: unknown): string
  /** In the place of onCreate. Returns what the game's own class had said. */
  importState(text: string): unknown
  /** For operators. */
  look(): object
  /** Ticks begin; onCreate has run. */
  start(): void
  stop(): void
  joined(): JoinedWorld
  /** Of a member that is about to come in, or a spectator. */
  add(member: PresentMember, since: Since): void
  /** It is in: patches may come. */
  ready(member: PresentMember): void
  /** It joins once more: it may have less than it was sent. */
  again(member: PresentMember, since: Since): void
  remove(member: PresentMember): void
  setAway(member: PresentMember, isAway: boolean): void
  /** It is reached by the seat that it has now; `before`: that it had. */
  reseat(member: PresentMember, before: Seat): void
  report(gate: Address, reports: readonly ViewReport[]): void
}

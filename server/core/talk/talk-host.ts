// What the ways to talk need of the service that uses them, which is its cell, and of the thread.

import type { Complainer } from '../service/complaints.ts'
import type { Chain } from '../service/message.ts'
import type { UrgentHost } from './outlet.ts'
import type { Topics } from './topics.ts'

export interface TalkRuntime {
  /** Messages are checked to be cloneable, and frozen. */
  readonly development: boolean
  readonly topics: Topics
  readonly parcels: UrgentHost
}

export interface TalkHost extends Complainer {
  readonly concurrent: boolean
  /** A handler runs or waits. */
  readonly isBusy: boolean
  /** Which of its messages it is handling. */
  readonly turnNumber: number
  /** Who waits for the message in progress; of a concurrent service only until that first waits. */
  readonly caller: Chain | undefined
  /** With which a call made now travels. */
  readonly callChain: Chain | undefined
  /** What runs now is the message that `callChain` begins with: not so once a handler of a concurrent service has waited. */
  readonly isInTurn: boolean
  readonly runtime: TalkRuntime
  /** Puts a message into the service's mailbox; false when the service has ended or the mailbox is full. */
  enqueue(command: string, work: () => unknown, isUrgent?: boolean): boolean
  /** Calls that `work` makes before it first waits travel with `chain`. */
  runAs<T>(chain: Chain | undefined, work: () => T): T
  /** The chain of calls made from now on has changed. */
  onChainChanged(): void
}

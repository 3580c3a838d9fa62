// What a session lacks, put together of the frames that went to it alone and those of its topics, in the order of the wire.

import type { Frame } from '../peer.ts'
import { KeptFrames } from './kept-frames.ts'
import type { TopicLog } from './topic-log.ts'

/** A time in a topic. */
export interface Membership {
  readonly log: TopicLog
  /** The first place of the log that is its own. */
  from: number
  /** The order of the newest publication before it. */
  fromOrder: number
  excepts: number
  /** Once it is over: the place behind its last one, the order then, and sent() then. */
  to: number
  toOrder: number
  endedAt: number
}

/** What a session has been sent. */
export interface Mergeable {
  /** Of its connection, by which it is excepted. */
  readonly id: number
  readonly kept: KeptFrames | undefined
  /** Of the newest kept frame that was forgotten unconfirmed. */
  readonly lostNumber: number
  readonly lostOrder: number
  sent(): number
  memberships(): Iterable<Membership>
  /** What the kept frame with this number is the newest of. */
  latestOf(number: number): string | undefined
}

export interface Missing {
  frame: Frame
  isBinary: boolean
  latest: string | undefined
}

interface Source {
  readonly membership: Membership
  /** The newest place that was not taken yet. */
  at: number
}

/** Which newer frame makes one needless that has moved, where it is not known by name. */
export const OUTDATED = ''

const NOTHING = new KeptFrames()

/** The frames behind number `count`, oldest first: of latest-wins pushes the newest of each, or all; OUTDATED ones are empty. undefined
 * when one of them was forgotten. */
export function merge(stream: Mergeable, count: number, wantsAll = false): Missing[] | undefined {
  const { kept = NOTHING, id } = stream
  const missing: Missing[] = []
  const seen = new Set<string>([OUTDATED])
  const sources = [...stream.memberships()].map(membership => sourceOf(membership, id))
  let own = kept.count - 1
  for (let left = stream.sent() - count; left > 0; left--) {
    const newest = newestOf(sources)
    const order = newest ? orderOf(newest) : -1
    const ownOrder = own >= 0 ? kept.orderOf(own) : stream.lostNumber > count ? stream.lostOrder : -1
    if (ownOrder >= order && ownOrder >= 0) {
      if (own < 0) return undefined
      if (kept.isSkipped(own)) {
        if (wantsAll) missing.push({ frame: '', isBinary: kept.isBinary(own), latest: OUTDATED })
        own--
        continue
      }
      const latest = stream.latestOf(kept.numberOf(own))
      if (latest === undefined || wantsAll || !seen.has(latest))
        missing.push({ frame: kept.frameOf(own), isBinary: kept.isBinary(own), latest })
      if (latest !== undefined) seen.add(latest)
      own--
      continue
    }
    if (!newest || isForgotten(newest)) return undefined
    const { log } = newest.membership
    const frame = log.frameAt(newest.at)
    if (frame !== undefined) missing.push({ frame, isBinary: log.isBinary, latest: undefined })
    else if (wantsAll) missing.push({ frame: '', isBinary: log.isBinary, latest: OUTDATED })
    newest.at--
    skipExcepts(newest, id)
  }
  return missing.reverse()
}

function sourceOf(membership: Membership, id: number): Source {
  const { log, to } = membership
  const source = { membership, at: (to < 0 ? log.count : to) - 1 }
  skipExcepts(source, id)
  return source
}

function skipExcepts(source: Source, id: number): void {
  const { log, from } = source.membership
  while (source.at >= from && source.at >= log.first && log.exceptAt(source.at) === id) source.at--
}

function newestOf(sources: readonly Source[]): Source | undefined {
  let newest: Source | undefined
  let order = -1
  for (const source of sources) {
    if (source.at < source.membership.from || orderOf(source) <= order) continue
    newest = source
    order = orderOf(source)
  }
  return newest
}

const isForgotten = ({ membership, at }: Source): boolean => at < membership.log.first

/** Of a place that was forgotten: the highest that it may have had. */
function orderOf(source: Source): number {
  const { log, to, toOrder } = source.membership
  if (!isForgotten(source)) return log.orderAt(source.at)
  return to < 0 ? log.lostOrder : Math.min(log.lostOrder, toOrder)
}

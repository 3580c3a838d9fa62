// A game's limits on single messages: `rates: { duel_move: { rate: 5, burst: 10 } }`. A message is counted before its
// handler, in buckets of the whole node, so that no new connection resets them; one that is too many gets RATE_LIMITED. A
// rate is put into the handler of its message when a thread starts: the other messages pay nothing.

import { AppError, StartError } from '../core/errors.ts'
import type { Peer } from '../gate/peer.ts'
import { isLoopback } from '../lib/networks.ts'
import type { Rate, SharedBuckets } from '../lib/rate/shared-buckets.ts'
import type { Handler } from './dispatcher.ts'

export interface MessageRate extends Rate {
  /** Tokens that one message takes, 1 unless said. One that costs more than the burst needs a full bucket. */
  cost?: number | ((body: never) => number)
  /** Whose messages are counted together: a player's (the default), or an address's (an IPv6 /64; loopback is not
   * counted). Messages of guests are counted by address only. */
  by?: 'uid' | 'address'
}

export type MessageRates = Readonly<Record<string, MessageRate>>

/** Who sends: an agent, or a guest, which has no uid. */
interface Sender {
  readonly peer: Pick<Peer, 'address'>
  readonly uid?: string
}

export function withRate<T extends Sender>(
  name: string,
  handler: Handler<T>,
  { rate, buckets }: { rate: MessageRate; buckets: SharedBuckets },
): Handler<T> {
  const { cost = 1, by = 'uid' } = rate
  return (sender, body) => {
    const whose = by === 'uid' ? sender.uid : networkOf(sender.peer.address)
    const tokens = typeof cost === 'number' ? cost : cost(body)
    if (whose !== undefined && !buckets.takeMany(`message/${name}/${whose}`, rate, tokens))
      throw new AppError('RATE_LIMITED')
    return handler(sender, body)
  }
}

/** undefined for loopback. */
function networkOf(address: string): string | undefined {
  if (isLoopback(address)) return undefined
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}

/** Throws StartError naming the message and what is wrong with its rate. */
export function checkRates(
  rates: MessageRates,
  { guest, handlers }: { guest: object; handlers: object },
): void {
  for (const [name, { rate, burst, cost = 1, by = 'uid' }] of Object.entries(rates)) {
    const fail = (what: string): never => {
      throw new StartError(`rates.${name}${what}`)
    }
    if (!Object.hasOwn(guest, name) && !Object.hasOwn(handlers, name))
      fail(': there is no handler of this name')
    if (!(rate > 0)) fail(`.rate: expected a number above 0, got ${rate}`)
    if (!(burst >= 1)) fail(`.burst: expected a number from 1, got ${burst}`)
    if (typeof cost === 'number' && !(cost >= 0)) fail(`.cost: expected a number from 0, got ${cost}`)
    if (by !== 'uid' && by !== 'address') fail(`.by: expected "uid" or "address", got ${JSON.stringify(by)}`)
    if (by === 'uid' && !Object.hasOwn(handlers, name))
      fail('.by: expected "address" for a message of guests')
  }
}

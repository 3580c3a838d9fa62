// Knows who is online in the whole node. It keeps true: one agent per account; its successor is admitted only when it has
// saved and left. Lives on main as `.watchdog`; its messages overlap, but logins of one account are served one by one.
//
//   offline ──admit()──▶ owned ──identify()──▶ owned, found by uid ──left(), lost()──▶ offline
//      └──hold(), a role edit──▶ owned, with the editor as its agent ──left()──▶ offline

import type { CloseCode } from '../../protocol/errors.ts'
import { CLOSE, CLOSE_REASONS } from '../../protocol/errors.ts'
import { type Address, lifeOf } from '../core/address.ts'
import { AppError } from '../core/errors.ts'
import { Service } from '../core/service/service.ts'
import type { Clock } from '../lib/clock.ts'
import type { Ban, BanStore } from '../store/ban-store.ts'
import { EndedTokens } from './ended-tokens.ts'

/** The command that the watchdog sends to agents. */
export interface Leaver {
  leave(code: CloseCode): unknown
}

export interface WatchdogOptions {
  bans: BanStore
  /** ms that an agent has to save and leave for its successor; after that the new login gets TRY_AGAIN. */
  leaveTimeout: number
  clock: Clock
  /** The account that a name stands for which somebody has typed. */
  accountOf(typed: string): string
}

export type Who = { account: string } | { uid: string }

/** An account that is logged in. */
export interface Login {
  account: string
  uid: string | undefined
  agent: Address
  /** ms since 1970. */
  since: number
}

/** Who asks to be let in. */
export interface Entry {
  /** When the login was asked for, in ticks. */
  askedAt: number
  /** When the token of the login was made, in ms since 1970. */
  issuedAt?: number | undefined
  /** The client comes by itself, from a session that began then (ms since 1970): whoever has logged in since stays. */
  returnsFrom?: number | undefined
}

interface Owner extends Login {
  /** In ticks; of an edit 0. */
  askedAt: number
  /** Called when the agent has left. */
  onLeft: (() => void)[]
}

export class Watchdog extends Service<WatchdogOptions> {
  static concurrent = true
  readonly #owners = new Map<string, Owner>()
  readonly #accountOf = new Map<string, string>()
  /** Account -> the last admission that is in progress or waits. */
  readonly #admissions = new Map<string, Promise<void>>()
  /** Agents that gave up waiting. */
  readonly #withdrawn = new Set<Address>()
  readonly #waiting = new Set<Address>()
  readonly #endedTokens = new EndedTokens(this.options.clock)
  #logins = 0
  #isDraining = false

  /** Makes `agent` the one of its account. Throws BANNED; LOGIN_FAILED for a token from before closeAccount(); SESSION_LOST when
   * a login that was asked for later is in, or one that a client which comes by itself must not throw out; TRY_AGAIN when the
   * old one does not leave in time, or nobody is let in any more. */
  async admit(account: string, agent: Address, entry: Entry): Promise<void> {
    if (this.#isDraining)
      throw new AppError('TRY_AGAIN', 'the server is about to stop; try again in a moment')
    this.#waiting.add(agent)
    const before = this.#admissions.get(account)
    const mine = this.#admit(account, agent, before, entry)
    const quiet = mine.catch(() => undefined)
    this.#admissions.set(account, quiet)
    try {
      await mine
    } finally {
      this.#waiting.delete(agent)
      this.#withdrawn.delete(agent)
      if (this.#admissions.get(account) === quiet) this.#admissions.delete(account)
    }
  }

  /** Reserves an account that is offline, for an edit of its role; false when it is not offline. Released with `left`. */
  hold(account: string, holder: Address): boolean {
    if (this.#owners.has(account) || this.#admissions.has(account)) return false
    this.#owners.set(account, {
      account,
      agent: holder,
      uid: undefined,
      since: this.options.clock.now(),
      askedAt: 0,
      onLeft: [],
    })
    return true
  }

  /** The agent has its role: from now on it is found by uid too. */
  identify(account: string, agent: Address, uid: string): void {
    const owner = this.#owners.get(account)
    if (owner?.agent !== agent) return
    owner.uid = uid
    this.#accountOf.set(uid, account)
  }

  /** The agent has saved and left, or gives up waiting to be admitted. */
  left(account: string, agent: Address): void {
    if (this.#waiting.has(agent)) this.#withdrawn.add(agent)
    const owner = this.#owners.get(account)
    if (owner?.agent === agent) this.#release(owner)
  }

  /** An agent goes on as another. False when it is not the one of its account any more: the other has to leave then. */
  moved(account: string, old: Address, agent: Address): boolean {
    const owner = this.#owners.get(account)
    if (owner?.agent !== old) return false
    owner.agent = agent
    return true
  }

  /** A thread has ended: none of its agents can still write. */
  lost(life: number): void {
    for (const agent of this.#waiting) if (lifeOf(agent) === life) this.#withdrawn.add(agent)
    for (const owner of this.#owners.values()) if (lifeOf(owner.agent) === life) this.#release(owner)
  }

  /** The login of this account or uid; undefined when it is not online. */
  find(who: Who): Login | undefined {
    const account = 'account' in who ? this.#asAccount(who.account) : this.#accountOf.get(who.uid)
    const owner = account === undefined ? undefined : this.#owners.get(account)
    return owner && show(owner)
  }

  count(): { online: number; logins: number; waiting: number } {
    return { online: this.#owners.size, logins: this.#logins, waiting: this.#waiting.size }
  }

  /** Who is online, in the order of their logins. */
  list(start = 0, limit = 100): Login[] {
    return [...this.#owners.values()].slice(start, start + limit).map(show)
  }

  /** A page of those who have their roles, in the order of their logins. */
  players(start: number, limit: number): { players: (Login & { uid: string })[]; total: number } {
    const end = start + limit
    const players: (Login & { uid: string })[] = []
    let n = 0
    for (const owner of limit > 0 ? this.#owners.values() : []) {
      if (owner.uid === undefined) continue
      if (n >= start) players.push(show(owner) as Login & { uid: string })
      if (++n >= end) break
    }
    return { players, total: this.#accountOf.size }
  }

  /** The agents of those of these players who are online. */
  agentsOf(uids: readonly string[]): Address[] {
    const agents: Address[] = []
    for (const uid of uids) {
      const account = this.#accountOf.get(uid)
      const owner = account === undefined ? undefined : this.#owners.get(account)
      if (owner) agents.push(owner.agent)
    }
    return agents
  }

  /** Saves and closes the account's agent; false when it is not online. */
  kick(account: string, code: CloseCode = CLOSE.KICKED): boolean {
    const owner = this.#owners.get(this.#asAccount(account))
    if (owner) this.#tellToLeave(owner, code)
    return owner !== undefined
  }

  /** Puts an account out: closes its connection, and refuses tokens of it that were made before `validFrom` (ms since
   * 1970, now when it is left out). Resolves when it has saved and left; false when it was not online. Throws TRY_AGAIN when
   * it does not leave in time. */
  async closeAccount(
    account: string,
    { code = CLOSE.KICKED, validFrom }: { code?: CloseCode; validFrom?: number } = {},
  ): Promise<boolean> {
    this.#endedTokens.end(account, validFrom)
    const wasOnline = await this.#putOut(account, code)
    // A login may have shown its token before.
    await this.#admissions.get(account)
    return (await this.#putOut(account, code)) || wasOnline
  }

  /** From now on nobody is admitted, or again. Who is online stays. */
  drain(isDraining: boolean): void {
    this.#isDraining = isDraining
  }

  /** Has everybody who is online save and leave. */
  kickAll(code: CloseCode): void {
    for (const owner of this.#owners.values()) this.#tellToLeave(owner, code)
  }

  /** Keeps an account out until `until` (ms since 1970, undefined: for good) and kicks it. Lasts over restarts. */
  async ban(name: string, reason: string, until?: number): Promise<void> {
    const account = this.#asAccount(name)
    await this.options.bans.put({ account, reason, ...(until === undefined ? {} : { until }) })
    this.kick(account)
    // A login may have read the bans before this one was stored.
    await this.#admissions.get(account)
    this.kick(account)
  }

  /** Also of a name that was banned before anybody had it. */
  async unban(name: string): Promise<boolean> {
    const { bans } = this.options
    return (await bans.remove(name)) || bans.remove(this.#asAccount(name))
  }

  async bans(): Promise<Ban[]> {
    return this.options.bans.list()
  }

  protected override inspect(): object {
    return { ...this.count(), admissions: this.#admissions.size }
  }

  async #admit(
    account: string,
    agent: Address,
    before: Promise<void> | undefined,
    entry: Entry,
  ): Promise<void> {
    const { issuedAt, askedAt } = entry
    await before
    if (issuedAt !== undefined) this.#endedTokens.check(account, issuedAt)
    const ban = await this.#banOf(account)
    if (ban && (ban.until ?? Number.POSITIVE_INFINITY) > this.options.clock.now())
      throw new AppError('BANNED', sayBan(ban))
    const old = this.#owners.get(account)
    if (old && isNewer(old, entry)) throw new AppError('SESSION_LOST', CLOSE_REASONS[CLOSE.REPLACED])
    if (old) await this.#replace(old)
    if (this.#withdrawn.has(agent)) throw new AppError('TRY_AGAIN', 'the connection was lost meanwhile')
    this.#logins++
    const since = this.options.clock.now()
    this.#owners.set(account, { account, agent, uid: undefined, since, askedAt, onLeft: [] })
  }

  #asAccount(typed: string): string {
    return this.#owners.has(typed) ? typed : this.options.accountOf(typed)
  }

  async #banOf(account: string): Promise<Ban | undefined> {
    try {
      return await this.options.bans.get(account)
    } catch (cause) {
      this.log.error({ err: cause }, 'store unreachable; nobody can log in')
      throw new AppError('TRY_AGAIN', undefined, { cause })
    }
  }

  async #putOut(account: string, code: CloseCode): Promise<boolean> {
    const owner = this.#owners.get(account)
    if (owner) await this.#replace(owner, code)
    return owner !== undefined
  }

  async #replace(old: Owner, code: CloseCode = CLOSE.REPLACED): Promise<void> {
    this.#tellToLeave(old, code)
    let timer: NodeJS.Timeout | undefined
    const hasLeft = await new Promise<boolean>(resolve => {
      old.onLeft.push(() => resolve(true))
      timer = setTimeout(() => resolve(false), this.options.leaveTimeout)
    })
    clearTimeout(timer)
    if (hasLeft) return
    this.log.warn({ account: old.account }, 'an agent did not leave in time; the new login has to try again')
    throw new AppError('TRY_AGAIN', 'the account is still being saved; try again in a moment')
  }

  #tellToLeave({ agent }: Owner, code: CloseCode): void {
    this.node.ref<Leaver>(agent).send.leave(code)
  }

  #release(owner: Owner): void {
    this.#owners.delete(owner.account)
    if (owner.uid !== undefined) this.#accountOf.delete(owner.uid)
    for (const hear of owner.onLeft) hear()
  }
}

/** For the player. */
export function sayBan({ until, reason }: Ban): string {
  const end = until === undefined ? 'for good' : `until ${new Date(until).toISOString()}`
  return `banned ${end}${reason && `: ${reason}`}`
}

/** Requests of one client can overtake each other, and a client that was away may come back when its player has long been
 * playing elsewhere. */
const isNewer = ({ askedAt, since }: Owner, entry: Entry): boolean =>
  askedAt > entry.askedAt || (askedAt > 0 && entry.returnsFrom !== undefined && since > entry.returnsFrom)

const show = ({ account, uid, agent, since }: Owner): Login => ({ account, uid, agent, since })

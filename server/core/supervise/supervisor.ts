// Begins a service anew whose class says so (`static restart`): at the same address, with its name and the messages that
// wait; calls that have begun get SERVICE_DEAD. What the service has launched ends with its instance, as the next one
// launches its own. It keeps true: there is one instance at a time, unless the old one does not end in its time.
//
//   running ── fails, or exit() with `always` ──→ the instance ends (hooks, onExit) ──→ a new one, onStart ──→ running
//      └── fails with `never`, or too many new starts ──→ ended for good; the parent, which launched it, has failed
//
// Made for classes with a rule only: the others carry nothing of it.

import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs } from '../../lib/backoff.ts'
import { createDeferred, type Deferred } from '../../lib/deferred.ts'
import { type Address, LAUNCHER, lifeOf, makeAddress } from '../address.ts'
import { AppError } from '../errors.ts'
import { isDoneBy } from '../exit-hooks.ts'
import type { Logger } from '../log/log.ts'
import type { WaitingHandler } from '../service/complaints.ts'
import type { EndListener } from './endings.ts'
import { type Restart, RestartCount, type RestartRule, ruleOf } from './restart-rule.ts'

/** ms between tries to start a new instance. */
const STEPS = { first: 100, longest: 5000 }

/** What a supervisor needs of its service's cell. */
export interface SupervisedCell {
  readonly address: Address
  readonly log: Logger
  /** ms that messages in progress may go on. */
  readonly exitLimit: number
  /** `open`: it neither begins a new instance nor ends. */
  readonly state: string
  readonly runtime: { endService(address: Address): Promise<void> }
  /** It ends for good. */
  readonly isEnding: boolean
  /** Messages wait until finishRestart(). */
  pause(): void
  /** The messages in progress are not its own any more: see takePast(). */
  leavePast(): readonly WaitingHandler[]
  /** Ends the instance; resolves when that is done, or overdue. */
  closeInstance(): Promise<void>
  /** Makes a new one; gives the end of its onStart. */
  openInstance(): unknown
  finishRestart(): void
  end(): Promise<void>
  listen(address: Address, listener: EndListener): () => void
  send(address: Address, command: string, args: unknown[]): void
  addEndHook(work: () => unknown): void
}

export class Supervisor {
  readonly #cell: SupervisedCell
  readonly #rule: Required<RestartRule>
  readonly #count: RestartCount
  readonly #children = new Map<Address, () => void>()
  #parent: Address | undefined
  /** Messages of old instances that are still in progress. */
  readonly #past = new Set<WaitingHandler>()
  #pastIsOver: Deferred<void> | undefined
  /** The number of its instance. */
  instance = 0
  /** It has ended because of its errors. */
  hasFailed = false

  constructor(cell: SupervisedCell, said: Restart | RestartRule) {
    this.#cell = cell
    this.#rule = ruleOf(said)
    this.#count = new RestartCount(this.#rule)
  }

  get address(): Address {
    return this.#cell.address
  }

  set parent(parent: Address | undefined) {
    this.#parent = parent
  }

  /** An instance begins. */
  onInstance(): void {
    this.instance++
    this.#cell.addEndHook(() => this.#endChildren())
  }

  /** It has failed: by its errors, or because what it has launched has. */
  fail(what: string): void {
    const { log, state } = this.#cell
    if (state !== 'open') return
    if (this.#rule.when !== 'never') return this.#startAgain(what, true)
    log.error({ failing: what }, 'a service fails too often; it ends')
    this.#giveUp()
  }

  /** It wants to end by itself. False when it may. */
  keepsOn(): boolean {
    if (this.#rule.when !== 'always' || this.#cell.isEnding) return false
    if (this.#cell.state === 'open') this.#startAgain('exit', false)
    return true
  }

  /** It has launched a service, in the instance with this number. */
  adopt(child: Address, instance: number): void {
    if (instance !== this.instance || this.#cell.isEnding) return void this.#endChild(child)
    const stop = this.#cell.listen(child, () => this.#children.delete(child))
    this.#children.set(child, stop)
  }

  /** Whether this message, which ends, belongs to an old instance. */
  takePast(handler: WaitingHandler): boolean {
    if (!this.#past.delete(handler)) return false
    if (this.#past.size === 0) this.#pastIsOver?.resolve()
    return true
  }

  #startAgain(what: string, isFailure: boolean): void {
    if (!this.#mayStart(what)) return
    this.#cell.log.warn({ failing: what }, 'a service starts again')
    this.#cell.pause()
    void this.#replace(isFailure)
  }

  async #replace(isFailure: boolean): Promise<void> {
    const cell = this.#cell
    // The message that fails is answered with its own error first.
    await Promise.resolve()
    for (const handler of cell.leavePast()) {
      this.#past.add(handler)
      if (isFailure) handler.answer?.fail(endedError(String(cell)))
    }
    await this.#untilPastIsOver()
    if (!cell.isEnding) await cell.closeInstance()
    for (let failures = 0; !cell.isEnding && !(await this.#open()); failures++) {
      await cell.closeInstance()
      if (cell.isEnding || !this.#mayStart('onStart')) break
      await sleep(backoffMs(failures, STEPS), undefined, { ref: false })
    }
    cell.finishRestart()
  }

  async #open(): Promise<boolean> {
    try {
      await this.#cell.openInstance()
      return true
    } catch (error) {
      this.#cell.log.error({ err: error }, 'a service could not start again')
      return false
    }
  }

  /** The messages in progress end as at the end of a service: in their own time, up to a limit. */
  async #untilPastIsOver(): Promise<void> {
    if (this.#past.size === 0) return
    this.#pastIsOver = createDeferred<void>()
    const { exitLimit, log } = this.#cell
    if (await isDoneBy(performance.now() + exitLimit, this.#pastIsOver.promise)) return
    const commands = [...this.#past].map(({ command }) => command)
    log.error(
      { commands },
      'messages of an old instance have not ended in time; a new one begins beside them',
    )
  }

  /** Counts the new start; one too many ends the service. */
  #mayStart(what: string): boolean {
    if (this.#count.add()) return true
    const { most, within } = this.#rule
    this.#cell.log.error({ failing: what, most, within }, 'a service starts again too often; it ends')
    this.#giveUp()
    if (this.#parent !== undefined)
      this.#cell.send(makeAddress(lifeOf(this.#parent), LAUNCHER), 'fail', [this.#parent, String(this.#cell)])
    return false
  }

  #giveUp(): void {
    this.hasFailed = true
    void this.#cell.end()
  }

  async #endChildren(): Promise<void> {
    for (const [child, stop] of [...this.#children].reverse()) {
      stop()
      await this.#endChild(child)
    }
    this.#children.clear()
  }

  async #endChild(child: Address): Promise<void> {
    try {
      await this.#cell.runtime.endService(child)
    } catch (error) {
      this.#cell.log.error({ err: error }, 'what a service has launched could not be ended with it')
    }
  }
}

const endedError = (who: string): AppError =>
  new AppError('SERVICE_DEAD', undefined, {
    cause: `${who} has begun anew; the call may have had its effect or not`,
  })

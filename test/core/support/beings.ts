// Services of the runtime's tests about how services come, stay and go.

import { z } from 'zod'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Service } from '../../../server/core/service/service.ts'
import type { Restart, RestartRule } from '../../../server/core/supervise/restart-rule.ts'
import type { Latch, Probe } from './services.ts'

/** What became of one service, over all its instances: they share their options. */
interface Life {
  seen: string[]
  /** How often onStart throws after the first time. */
  failStarts?: number
}

/** Begins anew after an error. */
export class Phoenix extends Service<Life> {
  static restart: Restart | RestartRule = 'onError'
  #count = 0

  protected override onStart(): void {
    const { options } = this
    options.seen.push('start')
    if (options.seen.length === 1 || !options.failStarts) return
    options.failStarts--
    throw new Error('no start')
  }

  protected override onExit(): void {
    this.options.seen.push('exit')
  }

  add(): number {
    return ++this.#count
  }

  seen(): string[] {
    return [...this.options.seen]
  }

  fail(): never {
    throw new Error('burns')
  }

  async pass(latch: number): Promise<string> {
    await this.node.ref<Latch>(latch).within(60_000).call.pass()
    return 'passed'
  }

  quit(): string {
    this.exit()
    return 'last words'
  }
}

export class ConcurrentPhoenix extends Phoenix {
  static concurrent = true
}

export class Eternal extends Phoenix {
  static override restart: RestartRule = { when: 'always' }
}

export class Mortal extends Phoenix {
  static override restart: Restart = 'never'
}

export class Limited extends Phoenix {
  static override restart: RestartRule = { when: 'onError', most: 2, within: 60_000 }
}

/** Launches a child each time it begins. */
export class Parent extends Phoenix {
  protected override async onStart(): Promise<void> {
    super.onStart()
    await this.node.launchOn('any', Limited, { seen: [] }, { name: '.child' })
  }
}

/** Hears of ends. */
export class Listener extends Service {
  readonly #heard: string[] = []

  listenTo(address: number): void {
    this.node.onEnded(this.node.ref(address), how => this.#heard.push(how))
  }

  async endIt(address: number): Promise<string> {
    await this.node.end(this.node.ref(address))
    return 'ended'
  }

  heard(): string[] {
    return [...this.#heard]
  }

  quit(): void {
    this.exit()
  }
}

const booth = z.object({ owner: z.string(), slots: z.int().min(1).default(10) })

export class Booth extends Service<z.output<typeof booth>> {
  static readonly options = booth

  given(): z.output<typeof booth> {
    return this.options
  }
}

/** Asks for others in all the ways. */
export class Asker extends Service {
  static concurrent = true

  async unique(options: { starts: number; latch?: number }): Promise<number> {
    return (await this.node.unique(Single, options)).address
  }

  async pooled(notes: number): Promise<number> {
    const pool = await this.node.pool(Member, { by: 'turn', options: { notes } })
    return (await pool.call.where()).address
  }

  async here(): Promise<number> {
    return (await this.node.here(Local)).address
  }

  crash(): void {
    setImmediate(() => {
      throw new Error('boom')
    })
  }
}

/** Tells `starts` of each start, and waits there. */
export class Single extends Service<{ starts: number; latch?: number }> {
  protected override async onStart(): Promise<void> {
    await this.node.ref<Probe>(this.options.starts).call.note(`start on ${this.node.slot}`)
    if (this.options.latch) await this.node.ref<Latch>(this.options.latch).within(60_000).call.pass()
  }

  echo(value: unknown): unknown {
    return value
  }

  crash(): void {
    setImmediate(() => {
      throw new Error('boom')
    })
  }
}

export class Local extends Service {
  where(): number {
    return this.node.slot
  }
}

/** A member of a pool: tells `notes` what it gets. */
export class Member extends Service<{ notes: number }> {
  readonly #notes: Ref<Probe> = this.node.ref<Probe>(this.options.notes)

  note(key: string, n: number): { slot: number; address: number } {
    this.#notes.send.note(`${key} ${n}`)
    return { slot: this.node.slot, address: this.address }
  }

  async pass(latch: number): Promise<number> {
    await this.node.ref<Latch>(latch).within(60_000).call.pass()
    return this.address
  }

  where(): { slot: number; address: number } {
    return { slot: this.node.slot, address: this.address }
  }

  /** Ends the member that has this key. */
  quitFor(_key: string): void {
    this.exit()
  }

  crash(): void {
    setImmediate(() => {
      throw new Error('boom')
    })
  }
}

export const beings = {
  Phoenix,
  ConcurrentPhoenix,
  Eternal,
  Mortal,
  Limited,
  Parent,
  Listener,
  Booth,
  Asker,
  Single,
  Local,
  Member,
}

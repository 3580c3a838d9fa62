// One hero in a world of its own, a client that steers it, and a network between them, in time that the test moves. The server's
// side uses inputs as a world's ticks do, from the server's own queue.

import { type Fields, predict } from '../../../../protocol/client/world/index.ts'
import { InputQueue } from '../../../../server/world/tick/input-queue.ts'
import type { Random } from '../../../support/client/hostile-frames.ts'
import { type Hero, type SteerInput, steer } from '../../../support/games/arena-messages.ts'
import { hero, JOINED, ViewByHand } from './view-by-hand.ts'

export type Wanted = Omit<SteerInput, 'head'>

const TICK = 1000 / 30
const PATCH = 50
/** ms between two frames of the client, in each of which it says what is wanted. */
export const FRAME = 16

interface Network {
  delay: number
  jitter: number
  /** Of messages that are held up for 200 to 400 ms. */
  stall: number
}

export class SteeredWorld {
  readonly client = new ViewByHand({ ...JOINED, tick_ms: TICK, patch_ms: PATCH })
  /** As the server has it. */
  readonly hero = hero(1, { x: 100, y: 100 }) as Fields<Hero>
  readonly corrections: number[] = []
  patches = 0
  tick = 0
  readonly #inputs = new InputQueue()
  #patchDue = 0
  readonly #drive
  readonly #up: Way
  readonly #down: Way

  constructor(network: Network, random: Random) {
    this.#up = new Way(network, random)
    this.#down = new Way(network, random)
    const { arena, view } = this.client
    view.line!.send = (_, body) => {
      const input = this.#overTheWire(body)
      this.#up.add(this.client.now, () =>
        this.#inputs.add({ number: input.head.number, seen: 0, body: input }),
      )
    }
    this.#drive = predict(arena, 'steer', 'heroes', () => true, steer)
    this.#drive.onCorrection(size => this.corrections.push(size))
  }

  get drive() {
    return this.#drive
  }

  /** Where the hero is drawn. */
  get drawn() {
    return this.client.arena.show().heroes[0]
  }

  /** Goes on by `ms`, wanting what `wants` says. */
  go(ms: number, wants: (at: number) => Wanted, each: () => void = () => undefined): void {
    for (const end = this.client.now + ms; this.client.now < end; this.client.now++) {
      const { now } = this.client
      this.#up.arrive(now)
      if (now >= (this.tick + 1) * TICK) this.#tickOn()
      this.#down.arrive(now)
      if (now % FRAME === 0 && this.patches > 0) this.#drive(wants(now))
      each()
    }
  }

  #overTheWire(body: Record<string, unknown>): SteerInput {
    const { byName } = this.client.frames.protocol
    const frame = this.client.frames.encode('text', 'steer', body) as string
    return byName.get('steer')!.request!.fromJson((JSON.parse(frame) as { data: object }).data) as SteerInput
  }

  #tickOn(): void {
    this.tick++
    const input = this.#inputs.take()
    if (input) steer(this.hero, input.body as SteerInput, TICK / 1000)
    if (this.tick * TICK < this.#patchDue) return
    this.#patchDue += PATCH
    this.#patch()
  }

  #patch(): void {
    const heroes = [
      {
        ...this.hero,
        id: 1,
        x: rounded(this.hero.x, 10),
        y: rounded(this.hero.y, 10),
        angle: rounded(this.hero.angle, 100),
      },
    ]
    const patch = { tick: this.tick, input: this.#inputs.done, is_full: this.tick === 1 }
    this.#down.add(this.client.now, () => {
      this.patches++
      this.client.patch(patch, { heroes })
    })
  }
}

const rounded = (value: number, scale: number): number => Math.round(value * scale) / scale

class Way {
  readonly #network: Network
  readonly #random: Random
  readonly #queue: { at: number; arrive(): void }[] = []
  #last = 0

  constructor(network: Network, random: Random) {
    this.#network = network
    this.#random = random
  }

  add(now: number, arrive: () => void): void {
    const { delay, jitter, stall } = this.#network
    const held = this.#random() < stall ? 200 + this.#random() * 200 : 0
    this.#last = Math.max(this.#last, now + delay + this.#random() * jitter + held)
    this.#queue.push({ at: this.#last, arrive })
  }

  arrive(now: number): void {
    while (this.#queue[0] && this.#queue[0].at <= now) this.#queue.shift()!.arrive()
  }
}

// A client of the field, whole: the kit's own with its mirror, and a socket that can be slow. It knows where every mover has to be, so
// it can tell whether it has all that it should have.

import type { Game } from '../../../../protocol/client/index.ts'
import { watch } from '../../../../protocol/client/world/index.ts'
import { clientOf } from './behind-gate.ts'
import { FIELD, type FieldMessages, type Mover, type Ways } from './field.ts'
import type { ThinSocket } from './thin-socket.ts'

/** Places come in tenths. */
const ROUNDED = 0.05 + 1e-9

export class Reader {
  readonly socket: ThinSocket
  readonly view
  readonly #game: Game<FieldMessages>
  readonly #ways: Ways
  readonly #acc: string

  private constructor(
    game: Game<FieldMessages>,
    parts: { socket: ThinSocket; view: ReturnType<typeof viewOf>; ways: Ways; acc: string },
  ) {
    this.#game = game
    this.socket = parts.socket
    this.view = parts.view
    this.#ways = parts.ways
    this.#acc = parts.acc
  }

  static async enter(url: string, id: string, acc: string, ways: Ways): Promise<Reader> {
    const { game: opening, socket } = clientOf(url, acc)
    const game = await opening
    return new Reader(game, {
      socket: socket(),
      view: viewOf(game, await game.request.room_join({ id })),
      ways,
      acc,
    })
  }

  /** What is wrong with what it has now; undefined for nothing. */
  fault(): string | undefined {
    const { tick, movers } = this.view
    const seen = new Map([...movers].map(mover => [mover.id, mover]))
    const hero = [...seen.values()].find(({ owner }) => owner === this.#acc)
    if (!hero) return 'its own hero is not there'
    for (let i = 0; i < FIELD.movers; i++) {
      const [x, y] = [this.#ways.xOf(i, tick), this.#ways.yOf(i, tick)]
      const distance = Math.hypot(x - hero.x!, y - hero.y!)
      const fault = faultOf(seen.get(i + 1), { x, y, distance })
      if (fault) return `mover ${i + 1}, ${fault}`
    }
    return undefined
  }

  close(): void {
    this.#game.close()
  }
}

const viewOf = (game: Game<FieldMessages>, joined: Parameters<typeof watch>[2]) =>
  watch<FieldMessages, 'field'>(game, 'field', joined)

function faultOf(
  mover: Mover | undefined,
  { x, y, distance }: { x: number; y: number; distance: number },
): string | undefined {
  // Not nearer to a radius than a hero's own place is rounded.
  if (!mover)
    return distance < FIELD.sight - 0.1 ? `which should be seen at ${distance}, is missing` : undefined
  if (distance > 1.15 * FIELD.sight + 0.1) return `which should not be seen at ${distance}, is there`
  const isThere = Math.abs(mover.x! - x) <= ROUNDED && Math.abs(mover.y! - y) <= ROUNDED
  return isThere ? undefined : `at ${mover.x}, ${mover.y}, should be at ${x}, ${y}`
}

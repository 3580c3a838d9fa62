// A match to be looked at again: all patches of a view with when they came, in a file that is hardly larger than what came over
// the wire; and played back by the same mirror.
//
//   text of the head, JSON │ 0 │ of each patch: ms since the one before │ length │ package as it is on the wire …
//
// Numbers are of 7 bits a byte, lowest first; all bytes but the last have the highest bit. The first patch is a full one.

import type { Game } from '../game.ts'
import { ticks } from '../link/time.ts'
import type { Messages } from '../types.ts'
import type { ViewBody } from './mirror.ts'
import type { JoinedRoom, ViewName, WorldView } from './types.ts'
import { View } from './view.ts'

interface Head {
  world: 1
  view: string
  joined: JoinedRoom
}

export interface Recording {
  /** Bytes of the file, so far. */
  readonly size: number
  /** The file, so far. */
  save(): Uint8Array
  /** Records no more. */
  stop(): void
}

/** Records what is seen from now on. It grows by what the patches have, some KB a second. */
export function record<M extends Messages, V extends ViewName<M>>(watched: WorldView<M, V>): Recording {
  const view = watched as unknown as View
  const number = view.joined.view!
  const file = new ByteList(headBytes({ world: 1, view: view.name, joined: view.joined }))
  let last = ticks()
  const add = (body: ViewBody) => {
    const now = ticks()
    // Another join may have given it another number.
    const bytes = view.frames.encode('binary', view.name, { ...body, patch: { ...body.patch, view: number } })
    file.number(Math.max(0, Math.round(now - last)))
    file.number(bytes.length)
    file.bytes(bytes as Uint8Array)
    last = now
  }
  if (view.tick > 0) add(view.mirror.whole(number))
  const hear = (_: unknown, body: ViewBody) => add(body)
  view.patched.add(hear)
  return {
    get size() {
      return file.length
    },
    save: () => file.all(),
    stop: () => void view.patched.delete(hear),
  }
}

export interface Film<M extends Messages, V extends ViewName<M>> {
  /** What is seen at the moment. */
  readonly view: WorldView<M, V>
  /** ms from the first patch to the last. */
  readonly length: number
  /** Goes to `ms` from the beginning: on by the patches in between, back by all from the beginning. */
  goTo(ms: number): void
}

/** The file of a recording, to be played back: `requestAnimationFrame(ms => film.goTo(ms - begun))`. `game` needs no connection,
 * only the schema. Throws where it is not such a file. */
export function replay<M extends Messages, V extends ViewName<M>>(
  game: Game<M>,
  view: V,
  bytes: Uint8Array,
): Film<M, V> {
  const { head, patches } = read(bytes)
  if (head.view !== view) throw new Error(`view: expected that of the recording, ${head.view}, got ${view}`)
  let [at, next] = [0, 0]
  const seen = new View({ frames: game.frames, name: view, joined: head.joined, now: () => at })
  const goTo = (ms: number) => {
    if (ms < at) {
      seen.restart(head.joined)
      next = 0
    }
    for (; patches[next] && patches[next]!.at <= ms; next++) {
      at = patches[next]!.at
      seen.receive(bodyOf(game.frames, patches[next]!.bytes))
    }
    at = ms
  }
  const last = patches[patches.length - 1]
  return { view: seen as unknown as WorldView<M, V>, length: last ? last.at : 0, goTo }
}

function bodyOf(frames: Game<Messages>['frames'], bytes: Uint8Array): ViewBody {
  const incoming = frames.decode(bytes, () => undefined)
  if (incoming.kind !== 'push') throw new Error('not a recording of a world')
  return incoming.body as ViewBody
}

interface Recorded {
  head: Head
  patches: { at: number; bytes: Uint8Array }[]
}

function read(bytes: Uint8Array): Recorded {
  const end = bytes.indexOf(0)
  const head = headOf(bytes.subarray(0, end))
  const patches: Recorded['patches'] = []
  let [pos, at] = [end + 1, 0]
  const number = () => {
    let [value, scale, byte] = [0, 1, 0]
    do {
      byte = bytes[pos++] ?? wrong()
      value += (byte & 127) * scale
      scale *= 128
    } while (byte > 127)
    return value
  }
  while (pos < bytes.length) {
    at += number()
    const length = number()
    if (pos + length > bytes.length) wrong()
    patches.push({ at, bytes: bytes.subarray(pos, pos + length) })
    pos += length
  }
  return { head, patches }
}

function headOf(bytes: Uint8Array): Head {
  try {
    const head = JSON.parse(String.fromCharCode(...bytes)) as Head
    return head.world === 1 ? head : wrong()
  } catch {
    return wrong()
  }
}

/** In ASCII: not every platform has a TextEncoder. */
function headBytes(head: Head): number[] {
  const text = JSON.stringify(head).replace(
    /[^ -~]/g,
    letter => `\\u${`000${letter.charCodeAt(0).toString(16)}`.slice(-4)}`,
  )
  return [...text].map(letter => letter.charCodeAt(0)).concat(0)
}

function wrong(): never {
  throw new Error('recording: expected the file of one, got something else')
}

class ByteList {
  #bytes: Uint8Array
  length = 0

  constructor(first: readonly number[]) {
    this.#bytes = new Uint8Array(4096)
    this.bytes(first)
  }

  number(value: number): void {
    const bytes = []
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128)
    this.bytes([...bytes, value])
  }

  bytes(more: ArrayLike<number>): void {
    const needed = this.length + more.length
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(2 * needed)
      larger.set(this.all())
      this.#bytes = larger
    }
    this.#bytes.set(more, this.length)
    this.length = needed
  }

  all(): Uint8Array {
    return this.#bytes.slice(0, this.length)
  }
}

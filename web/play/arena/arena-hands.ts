// What the player's hands want: keys that are down, or a finger that points where to go.

import type { Wanted } from './arena-messages.ts'

const TURN = 4
/** px from the hero within which a finger only turns it. */
const NEAR = 24

const KEYS: Record<string, 'left' | 'right' | 'go' | 'fire'> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'go',
  KeyA: 'left',
  KeyD: 'right',
  KeyW: 'go',
  Space: 'fire',
}

export class ArenaHands {
  readonly #down = new Set<string>()
  /** From the hero, in px. */
  #finger: { x: number; y: number } | undefined

  /** Returns the function that ends it. The hero stands in the middle of the field. */
  hold(field: HTMLElement): () => void {
    const end = new AbortController()
    const on = <E extends Event>(name: string, act: (event: E) => void) =>
      field.addEventListener(name, act as (event: Event) => void, { signal: end.signal })
    on<KeyboardEvent>('keydown', event => this.#key(event, true))
    on<KeyboardEvent>('keyup', event => this.#key(event, false))
    on('blur', () => this.#down.clear())
    const point = ({ offsetX, offsetY }: PointerEvent) => {
      this.#finger = { x: offsetX - field.clientWidth / 2, y: offsetY - field.clientHeight / 2 }
    }
    on<PointerEvent>('pointerdown', event => {
      field.setPointerCapture(event.pointerId)
      point(event)
    })
    on<PointerEvent>('pointermove', event => this.#finger && point(event))
    for (const name of ['pointerup', 'pointercancel'])
      on(name, () => {
        this.#finger = undefined
      })
    return () => end.abort()
  }

  /** `angle`: where the hero looks as it is drawn. */
  wanted(angle: number): Wanted {
    if (this.#finger) return this.#pointed(this.#finger, angle)
    const is = (key: string) => this.#down.has(key)
    return { turn: TURN * (Number(is('right')) - Number(is('left'))), go: is('go'), fire: is('fire') }
  }

  #pointed({ x, y }: { x: number; y: number }, angle: number): Wanted {
    const way = Math.atan2(y, x) - angle
    const turn = Math.atan2(Math.sin(way), Math.cos(way))
    return {
      turn: Math.max(-TURN, Math.min(TURN, turn * 8)),
      go: Math.hypot(x, y) > NEAR,
      fire: Math.abs(turn) < 0.3,
    }
  }

  #key(event: KeyboardEvent, isDown: boolean): void {
    const key = KEYS[event.code]
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (isDown) this.#down.add(key)
    else this.#down.delete(key)
  }
}

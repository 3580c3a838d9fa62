// Two panes and the line between them: dragged, or moved by the arrow keys; a double click takes it back. Where it stands
// is kept between visits.

import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { keep, recall } from './storage.ts'

interface SplitProps {
  /** Under which its place is kept. */
  name: string
  /** Of the line. */
  label: string
  /** `across`: the panes stand side by side; `down`: one below the other. */
  way: 'across' | 'down'
  /** Share of the first pane, 0 to 1, until somebody drags. */
  initial: number
  /** The least of each side. */
  least?: number
  children: [ComponentChildren, ComponentChildren]
}

export function Split({ name, label, way, initial, least = 0.15, children }: SplitProps) {
  const place = usePlace(name, initial)
  const tracks = `minmax(0, ${place.share}fr) 1px minmax(0, ${1 - place.share}fr)`
  return (
    <div
      class={`split ${way}`}
      style={way === 'across' ? { gridTemplateColumns: tracks } : { gridTemplateRows: tracks }}
    >
      {children[0]}
      <Splitter label={label} place={place} way={way} least={least} />
      {children[1]}
    </div>
  )
}

interface Place {
  /** Share of the first pane, 0 to 1. */
  share: number
  set: (share: number) => void
  reset: () => void
}

function usePlace(name: string, initial: number): Place {
  const kept = Number(recall(`split.${name}`))
  const [share, setShare] = useState(kept > 0 && kept < 1 ? kept : initial)
  const set = (next: number) => {
    setShare(next)
    keep(`split.${name}`, next.toFixed(3))
  }
  return { share, set, reset: () => set(initial) }
}

type LineProps = Required<Pick<SplitProps, 'label' | 'way' | 'least'>> & { place: Place }

const STEP = 0.02
const KEYS: Record<string, number> = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }

function Splitter({ label, place, way, least }: LineProps) {
  const start = useRef<{ at: number; size: number; share: number }>()
  const move = (share: number) => place.set(Math.min(1 - least, Math.max(least, share)))
  const at = (event: PointerEvent) => (way === 'across' ? event.clientX : event.clientY)
  return (
    <div
      class={`splitter ${way}`}
      role="separator"
      aria-label={label}
      aria-orientation={way === 'across' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(place.share * 100)}
      aria-valuemin={Math.round(least * 100)}
      aria-valuemax={Math.round((1 - least) * 100)}
      tabIndex={0}
      onDblClick={place.reset}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const { width, height } = event.currentTarget.parentElement!.getBoundingClientRect()
        start.current = { at: at(event), size: way === 'across' ? width : height, share: place.share }
      }}
      onPointerMove={event => {
        const from = start.current
        if (from) move(from.share + (at(event) - from.at) / from.size)
      }}
      onPointerUp={() => {
        start.current = undefined
      }}
      onKeyDown={event => {
        const step = KEYS[event.key]
        if (step === undefined) return
        event.preventDefault()
        move(place.share + step)
      }}
    />
  )
}

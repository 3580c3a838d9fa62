// A button with what belongs to it: opened and closed by the browser's popover, so that Esc, a click elsewhere and the
// way back of the focus are as everywhere.

import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

interface Props {
  label: string
  /** Of the button. */
  class: string
  /** What the button shows. */
  button: ComponentChildren
  /** Opens it from elsewhere: each time it becomes true. */
  isWanted?: boolean
  onClosed?: () => void
  /** Drawn while it is open. What has `data-first` gets the focus, else the first field. */
  children: (close: () => void) => ComponentChildren
}

export function Popover({ label, class: look, button, isWanted = false, onClosed, children }: Props) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (isWanted && !isOpen) panel.current!.showPopover()
  }, [isWanted])
  useEffect(() => {
    if (!isOpen) return
    const { current: shown } = panel
    const observer = new ResizeObserver(() => place(shown!, anchor.current!)) // parts of it may come later
    observer.observe(shown!)
    const first = panel.current!.querySelector<HTMLElement>('[data-first]')
    const any = panel.current!.querySelector<HTMLElement>('input:enabled, select:enabled, button')
    ;(first ?? any)?.focus()
    return () => observer.disconnect()
  }, [isOpen])
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class={look}
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        popovertarget={id}
      >
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        class="popover"
        role="dialog"
        aria-label={label}
        onToggle={event => {
          const isNow = event.newState === 'open'
          setOpen(isNow)
          if (!isNow) onClosed?.()
        }}
      >
        {isOpen && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}

const GAP = 6

/** Below its button where there is room, else above; never over the edge. */
function place(panel: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const below = from.bottom + GAP
  const top = below + height <= innerHeight ? below : Math.max(GAP, from.top - GAP - height)
  panel.style.top = `${top}px`
  panel.style.left = `${Math.max(GAP, Math.min(from.left, innerWidth - width - GAP))}px`
}

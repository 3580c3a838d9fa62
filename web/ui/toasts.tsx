// What has just happened, for a few seconds, with the way back where there is one.

import { IconButton } from './button.tsx'
import { Store, useStore } from './store.ts'

export interface Toast {
  readonly text: string
  /** Takes it back. */
  readonly undo?: (() => void) | undefined
}

const SHOWN = 8000

export class Toasts extends Store {
  #shown: readonly Toast[] = []
  readonly #timers = new Map<Toast, ReturnType<typeof setTimeout>>()

  get shown(): readonly Toast[] {
    return this.#shown
  }

  show(toast: Toast): void {
    for (const older of this.#shown.slice(0, -1)) this.hide(older)
    this.#shown = [...this.#shown, toast]
    this.#timers.set(
      toast,
      setTimeout(() => this.hide(toast), SHOWN),
    )
    this.changed()
  }

  /** Lets go of all that it holds for its undo. */
  hide(toast: Toast): void {
    clearTimeout(this.#timers.get(toast))
    this.#timers.delete(toast)
    this.#shown = this.#shown.filter(each => each !== toast)
    this.changed()
  }
}

interface Props {
  toasts: Toasts
  undo: string
  close: string
}

/** `undo`, `close`: what the buttons are called. */
export function ToastList({ toasts, undo, close }: Props) {
  useStore(toasts)
  return (
    <div class="toasts" role="status">
      {toasts.shown.map((toast, index) => (
        <div key={index} class="toast">
          <span>{toast.text}</span>
          {toast.undo && (
            <button
              type="button"
              onClick={() => {
                toast.undo?.()
                toasts.hide(toast)
              }}
            >
              {undo}
            </button>
          )}
          <IconButton icon="close" label={close} onClick={() => toasts.hide(toast)} />
        </div>
      ))}
    </div>
  )
}

// The pauses of a thread that is inspected, one after the other: what it is asked to do until it is paused again.

import type { Inspection } from './inspection.ts'

/** A function that the paused thread is in; the innermost stands first. */
export interface CallFrame {
  callFrameId: string
  functionName: string
  /** Where it is. Lines and columns from 0. */
  location: Place
  /** Where its function begins. */
  functionLocation?: Place
  url: string
  this: RemoteObject
  scopeChain: { type: string; object: RemoteObject; endLocation?: Place }[]
}

export interface Place {
  scriptId: string
  lineNumber: number
  columnNumber: number
}

export interface RemoteObject {
  type: string
  className?: string
  objectId?: string
  value?: unknown
  description?: string
}

interface Paused {
  callFrames: CallFrame[]
  reason: string
}

export class Pauses {
  /** Of the last pause, as V8 calls it: `step` where the thread stands before a statement. */
  reason = ''
  #hear: ((frames: CallFrame[]) => void) | undefined

  /** From now on it hears of the pauses in place of whoever did before; one that nobody waits for ends at once. */
  constructor(inspection: Inspection) {
    inspection.on('Debugger.paused', ({ callFrames, reason }: Paused) => {
      this.reason = reason
      if (this.#hear) this.#hear(callFrames)
      else inspection.post('Debugger.resume').catch(() => undefined)
    })
  }

  /**
   * The frames of the first pause after `ask`; undefined when there is none within `ms`, or when `ask` resolves with false.
   * Rejects with what `ask` does.
   */
  next(ask: () => Promise<unknown>, ms: number): Promise<CallFrame[] | undefined> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => resolve(undefined)), ms)
      const end = (settle: () => void): void => {
        clearTimeout(timer)
        this.#hear = undefined
        settle()
      }
      this.#hear = frames => end(() => resolve(frames))
      ask().then(
        isAsked => isAsked === false && end(() => resolve(undefined)),
        error => end(() => reject(error)),
      )
    })
  }
}

// Makes the code in which another thread is stuck throw an ordinary Error, as if one of its functions had thrown at its
// beginning: whoever called gets it, and the thread goes on. It keeps true: the text of the code is put back.
//
//   paused ── two steps ──→ innermost function ── a `throw` written into it, V8 begins it anew ──→ resumed ──→ text put back
//                             ↑          │ V8 refuses, or it has thrown before and something caught that
//                             └─ the function that called it, if it returns
//
// The steps are vital: they leave optimised code, whose frames V8 can't begin anew (it ends the process). Not possible is it
// with a loop that stands in an async function or a generator, with functions that are in the stack several times, and
// where no step comes to an end: in native code, and in `for (;;);`, which never leaves optimised code.

import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import type { Inspection } from './inspection.ts'
import { type CallFrame, Pauses } from './pauses.ts'
import { nameOf, placeOf, readStack, type StackFrame, type StackReport } from './stack.ts'
import { throwInto } from './throw-into.ts'

export interface InterruptOrder {
  /** Of the Error. */
  message: string
  /** Another number each time. */
  order: number
  /** Whether the thread's loop turns again. */
  goesOn(): boolean
}

export interface Interruption {
  /** What the thread was in before; undefined when it runs no JavaScript. */
  stack: StackReport | undefined
  /** The function that has thrown, when the thread goes on. */
  thrown: StackFrame | undefined
  /** Else why not: a sentence about the code. */
  why: string
}

/** ms to wait for a thread to pause at first, after a step, and after its function has been changed. */
const PAUSED_WITHIN = 8000
const STEPPED_WITHIN = 4000
const CHANGED_WITHIN = 20_000
/** Steps before a frame may be changed. */
const STEPS = 2
/** How many functions outwards. */
const MOST_OUT = 8
/** Throws, where what is stuck catches them. */
const MOST_THROWS = 4
/** ms for the loop of the thread to turn after a throw, and between two looks. */
const GOES_ON_WITHIN = 1500
const LOOK = 20
/** How often the text is put back until V8 takes it, and ms for a thread to answer that. */
const MOST_RESTORES = 50
const RESTORED_WITHIN = 2000

/** ms for a worker to run what it has registered for its exit. */
const EXITED_WITHIN = 2000

const NATIVE =
  'it comes to no next statement: it is in native code, such as a regular expression or a wait, or in a loop with nothing in it'
const FIXED =
  'V8 can not begin its functions anew: the loop stands in an async function, a generator or an arrow without braces, or its functions call themselves'
const CAUGHT = 'it catches what its functions throw, and goes on'

/** Throws what V8 says where it does not do what it is asked. */
export async function interrupt(inspection: Inspection, order: InterruptOrder): Promise<Interruption> {
  const urls = new Map<string, string>()
  const stack = await readStack(inspection, PAUSED_WITHIN, urls)
  const thrower = new Thrower(inspection, urls, order)
  let frames = stack && (await thrower.step())
  for (let n = 0; n < MOST_THROWS && frames; n++) {
    const thrown = await thrower.throwFrom(frames)
    if (!thrown) return { stack, thrown, why: n > 0 ? CAUGHT : FIXED }
    if (await isSoon(order.goesOn)) return { stack, thrown, why: '' }
    frames = await thrower.pauseAgain()
  }
  return { stack, thrown: undefined, why: frames ? CAUGHT : NATIVE }
}

/**
 * Has a worker that is stuck exit: what it has registered for its exit is run, which closes its sockets. `before` runs while it
 * is paused. False where it is in native code. The thread ends only when it is terminated then, as its code goes on.
 */
export async function exitStuck(inspection: Inspection, before: () => Promise<unknown>): Promise<boolean> {
  const frames = await new Pauses(inspection).next(async () => {
    await inspection.post('Debugger.enable')
    await inspection.post('Debugger.pause')
  }, PAUSED_WITHIN)
  if (!frames?.[0]) return false
  await before()
  const { callFrameId } = frames[0]
  const exited = inspection.post('Debugger.evaluateOnCallFrame', {
    callFrameId,
    expression: 'process.exit(1)',
  })
  await Promise.race([Promise.allSettled([exited]), sleep(EXITED_WITHIN)])
  return true
}

async function isSoon(goesOn: () => boolean): Promise<boolean> {
  for (const end = performance.now() + GOES_ON_WITHIN; performance.now() < end; await sleep(LOOK))
    if (goesOn()) return true
  return goesOn()
}

class Thrower {
  readonly #inspection: Inspection
  readonly #urls: ReadonlyMap<string, string>
  readonly #order: InterruptOrder
  readonly #pauses: Pauses
  /** The functions that have thrown already. */
  readonly #past = new Set<string>()
  #throws = 0

  constructor(inspection: Inspection, urls: ReadonlyMap<string, string>, order: InterruptOrder) {
    this.#inspection = inspection
    this.#urls = urls
    this.#order = order
    this.#pauses = new Pauses(inspection)
  }

  /** Goes on with a paused thread for some steps; undefined when it does not come to its next one. */
  async step(): Promise<CallFrame[] | undefined> {
    let frames: CallFrame[] | undefined
    for (let n = 0; n < STEPS; n++) {
      frames = await this.#go('stepInto', STEPPED_WITHIN)
      if (!frames) return undefined
    }
    return frames
  }

  async pauseAgain(): Promise<CallFrame[] | undefined> {
    const frames = await this.#go('pause', PAUSED_WITHIN)
    return frames && this.step()
  }

  /** Of a paused thread; it has been resumed when a function has thrown. */
  async throwFrom(first: CallFrame[]): Promise<StackFrame | undefined> {
    let frames: CallFrame[] | undefined = first
    for (let n = 0; n < MOST_OUT && frames; n++) {
      const [top] = frames
      if (top && (await this.#throwIn(top))) return { function: nameOf(top), at: placeOf(top, this.#urls) }
      frames = await this.#go('stepOut', STEPPED_WITHIN)
    }
    return undefined
  }

  #go(how: 'stepInto' | 'stepOut' | 'pause', ms: number): Promise<CallFrame[] | undefined> {
    return this.#pauses.next(() => this.#inspection.post(`Debugger.${how}`), ms)
  }

  /** False where it can't be. */
  async #throwIn(frame: CallFrame): Promise<boolean> {
    const { scriptId } = frame.location
    const key = JSON.stringify(frame.functionLocation)
    if (this.#past.has(key) || !isFile(this.#urls.get(scriptId) ?? frame.url)) return false
    const before = await this.#sourceOf(scriptId)
    const { message, order } = this.#order
    const after = throwInto(before, frame, { message, order: order * MOST_THROWS + this.#throws })
    if (after === undefined || !(await this.#begin(scriptId, after))) return false
    this.#past.add(key)
    this.#throws++
    await this.#inspection.post('Debugger.resume')
    await this.#restore(scriptId, before)
    return true
  }

  /** V8 begins the innermost function anew with the changed text, and pauses at once: nothing may be asked of it before. False
   * where it refuses. */
  async #begin(scriptId: string, text: string): Promise<boolean> {
    const changed = this.#setSource(scriptId, text, true)
    await this.#pauses.next(() => changed, CHANGED_WITHIN)
    const isChanged = await Promise.race([changed, sleep(CHANGED_WITHIN)])
    if (isChanged === undefined) throw new AppError('TIMEOUT', 'V8 has not answered')
    return isChanged
  }

  /** Not while the function still runs. What stays would throw no more, but is not what the file says. */
  async #restore(scriptId: string, text: string): Promise<void> {
    for (let n = 0; n < MOST_RESTORES; n++) {
      await sleep(LOOK)
      const isRestored = await Promise.race([this.#setSource(scriptId, text, false), sleep(RESTORED_WITHIN)])
      if (isRestored !== false) return
    }
  }

  async #sourceOf(scriptId: string): Promise<string> {
    const asked = { scriptId }
    return (await this.#inspection.post<{ scriptSource: string }>('Debugger.getScriptSource', asked))
      .scriptSource
  }

  async #setSource(scriptId: string, scriptSource: string, allowTopFrameEditing: boolean): Promise<boolean> {
    const given = { scriptId, scriptSource, allowTopFrameEditing }
    const { status } = await this.#inspection.post<{ status: string }>('Debugger.setScriptSource', given)
    return status === 'Ok'
  }
}

/** Of the server, the game or a library; Node's own functions are left alone. */
const isFile = (url: string): boolean => url.startsWith('file:') || url.startsWith('/')

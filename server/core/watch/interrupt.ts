// Makes the code in which another thread is stuck throw an ordinary Error, as if one of its functions had thrown at its
// beginning: whoever called gets it, and the thread goes on. It keeps true: the text of the code is put back.
//
//   paused ── two steps ──→ a `throw` is written into the innermost function, which begins anew ──→ resumed, its text put back
//     ↑                                                                                                    │
//     └──────────────────────────── something has caught what was thrown, and goes on ─────────────────────┘
//
// The steps are vital: they leave optimised code, whose frames V8 can't begin anew (it ends the process). But a loop without
// calls is never paused again once it was stepped through and resumed: what V8 is known to refuse is not stepped through. That
// is a loop in an async function or a generator. Refused are functions that are in the stack several times, too; and nothing
// is possible where no step comes to an end: in native code, and in `for (;;);`, which never leaves optimised code. Not before
// the steps may anything else be asked of V8, such as a dry run: it ends the process then, too.

import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import type { Inspection } from './inspection.ts'
import { type CallFrame, Pauses } from './pauses.ts'
import { nameOf, placeOf, readStack, type Seen, type StackFrame, type StackReport } from './stack.ts'
import { isSuspendable, throwInto } from './throw-into.ts'

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
/** Why a thread has paused that stands before a statement: V8 ends the process where it is to begin any other function anew. */
const AT_STATEMENT = 'step'
/** Steps before a frame may be changed. */
const STEPS = 2
/** How many functions outwards. */
const MOST_OUT = 8
/** Looks at what can be made to throw. */
const MOST_LOOKS = 3
/** ms for the loop of the thread to turn after a throw, and between two looks. */
const GOES_ON_WITHIN = 4000
const LOOK = 20
/** How often the text is put back until V8 takes it, and ms for a thread to answer that. */
const MOST_RESTORES = 50
const RESTORED_WITHIN = 2000

/** With which V8 this has been tried (test/fault/stuck.ts): another may end the process. */
const TRIED = /^12\.4\./

const NATIVE =
  'it comes to no next statement: it is in native code, such as a regular expression or a wait, or in a loop with nothing in it'
const FIXED =
  'V8 can not begin its functions anew: the loop stands in an async function, a generator or an arrow without braces, or its functions call themselves'
const CAUGHT = 'it catches what its functions throw, and goes on'
const UNTRIED = `it is not known whether V8 ${process.versions.v8} stands that: Node 22 does`

/** Throws what V8 says where it does not do what it is asked. */
export async function interrupt(inspection: Inspection, order: InterruptOrder): Promise<Interruption> {
  const seen: Seen = { urls: new Map(), frames: [] }
  const stack = await readStack(inspection, PAUSED_WITHIN, seen)
  if (!TRIED.test(process.versions.v8)) return { stack, thrown: undefined, why: UNTRIED }
  const thrower = new Thrower(inspection, seen.urls, order)
  const failed = (why: string): Interruption => ({ stack, thrown: undefined, why })
  let frames: CallFrame[] | undefined = stack && seen.frames
  for (let n = 0; n < MOST_LOOKS && frames; n++) {
    // A busy machine may take a while: what runs after the error is not to be made to throw.
    if (thrower.hasLeft(frames)) return { stack, thrown: thrower.last, why: '' }
    const thrown = await thrower.throwFrom(frames)
    if (thrown === 'no step') return failed(NATIVE)
    if (!thrown) return failed(thrower.hasThrown ? CAUGHT : FIXED)
    if (await isSoon(order.goesOn)) return { stack, thrown, why: '' }
    frames = await thrower.pauseAgain()
  }
  return failed(frames ? CAUGHT : NATIVE)
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
  /** The last of them, and what had called it. */
  last: StackFrame | undefined
  #caller = ''

  constructor(inspection: Inspection, urls: ReadonlyMap<string, string>, order: InterruptOrder) {
    this.#inspection = inspection
    this.#urls = urls
    this.#order = order
    this.#pauses = new Pauses(inspection)
  }

  get hasThrown(): boolean {
    return this.#past.size > 0
  }

  /** Whether something has thrown, and what had called it is not in the stack any more. */
  hasLeft(frames: readonly CallFrame[]): boolean {
    return this.hasThrown && !frames.some(frame => keyOf(frame) === this.#caller)
  }

  pauseAgain(): Promise<CallFrame[] | undefined> {
    return this.#go('pause', PAUSED_WITHIN)
  }

  /**
   * Of a paused thread; it has been resumed when a function has thrown. undefined when V8 would not have it, 'no step' when
   * the thread comes to no next statement.
   */
  async throwFrom(first: CallFrame[]): Promise<StackFrame | undefined | 'no step'> {
    if (!(await this.#mayStep(first[0]!))) return undefined
    let frames: CallFrame[] | undefined = first
    for (let n = 0; n < STEPS; n++) {
      frames = await this.#go('stepInto', STEPPED_WITHIN)
      if (!frames) return 'no step'
    }
    for (let n = 0; n < MOST_OUT && frames && this.#pauses.reason === AT_STATEMENT; n++) {
      const [top] = frames as [CallFrame]
      const change = await this.#changeOf(top)
      if (change) {
        if (!(await this.#begin(change))) return undefined
        await this.#throw(frames as [CallFrame], change)
        return this.last
      }
      frames = await this.#go('stepOut', STEPPED_WITHIN)
    }
    return undefined
  }

  /** undefined too where the thread has gone on meanwhile. */
  async #go(how: 'stepInto' | 'stepOut' | 'pause', ms: number): Promise<CallFrame[] | undefined> {
    return this.#pauses.next(() => this.#inspection.post(`Debugger.${how}`), ms).catch(() => undefined)
  }

  async #mayStep(frame: CallFrame): Promise<boolean> {
    const { functionLocation, location } = frame
    return !functionLocation || !isSuspendable(await this.#sourceOf(location.scriptId), functionLocation)
  }

  /** undefined for a function without statements, one that has thrown already, and Node's own. */
  async #changeOf(frame: CallFrame): Promise<Change | undefined> {
    const { scriptId } = frame.location
    if (this.#past.has(keyOf(frame)) || !isFile(this.#urls.get(scriptId) ?? frame.url)) return undefined
    const before = await this.#sourceOf(scriptId)
    const { message, order } = this.#order
    const after = throwInto(before, frame, { message, order: order * MOST_LOOKS + this.#past.size })
    return after === undefined ? undefined : { scriptId, before, after }
  }

  /** V8 begins the innermost function anew with the changed text, and pauses at once: nothing may be asked of it before. False
   * where it refuses. */
  async #begin({ scriptId, after }: Change): Promise<boolean> {
    const changed = this.#setSource(scriptId, after, true)
    await this.#pauses.next(() => changed, CHANGED_WITHIN)
    const isChanged = await Promise.race([changed, sleep(CHANGED_WITHIN)])
    if (isChanged === undefined) throw new AppError('TIMEOUT', 'V8 has not answered')
    return isChanged
  }

  async #throw([top, caller]: [CallFrame, CallFrame?], { scriptId, before }: Change): Promise<void> {
    this.#past.add(keyOf(top))
    this.#caller = keyOf(caller ?? top)
    this.last = { function: nameOf(top), at: placeOf(top, this.#urls) }
    // Whatever becomes of that, its text is put back.
    await this.#inspection.post('Debugger.resume').catch(() => undefined)
    await this.#restore(scriptId, before)
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

interface Change {
  scriptId: string
  before: string
  after: string
}

const keyOf = ({ functionLocation }: CallFrame): string => JSON.stringify(functionLocation)

/** Of the server, the game or a library; Node's own functions are left alone. */
const isFile = (url: string): boolean => url.startsWith('file:') || url.startsWith('/')

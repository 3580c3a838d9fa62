// The side that looks into a thread and evaluates code where a service stops (stop-here.ts): V8 lets it reach #private members
// there. Results and errors stay on that thread, whatever their size: the code is wrapped so that it keeps them itself.

import type { Inspection } from '../../core/watch/inspection.ts'
import type { CallFrame } from '../../core/watch/pauses.ts'
import { type Kept, stopHere } from './stop-here.ts'

/** ms that code may hold the thread. */
export const HELD_AT_MOST = 1000

interface Evaluated {
  result: { value?: unknown }
  exceptionDetails?: { exception?: { description?: string; className?: string } }
}

/** From now on code is evaluated wherever a service stops; what else would pause the thread does not. */
export async function serveStops(inspection: Inspection, code: string): Promise<void> {
  inspection.on('Debugger.paused', ({ callFrames }: { callFrames: CallFrame[] }) => {
    void serve(inspection, callFrames[0], code)
  })
  await inspection.post('Debugger.enable')
}

/** An inspection that is closed meanwhile lets the thread go on without it. */
async function serve(inspection: Inspection, frame: CallFrame | undefined, code: string): Promise<void> {
  try {
    if (frame?.functionName === stopHere.name) await evaluateAll(inspection, frame, code)
  } finally {
    await inspection.post('Debugger.resume').catch(() => undefined)
  }
}

/** The code as an expression, or else as statements, which give what they `return`. */
async function evaluateAll(inspection: Inspection, frame: CallFrame, code: string): Promise<void> {
  const text = code.trim().replace(/;+$/, '')
  const evaluate = (expression: string) => evaluateAt(inspection, frame, expression)
  let problem: string | undefined
  for (const form of [`(\n${text}\n)`, `{\n${code}\n}`]) {
    problem = await evaluate(wrapped(form, /\bawait\b/.test(code)))
    if (problem === undefined) return
  }
  await evaluate(`${ONCE} { ${keeping('unreadable', JSON.stringify(problem))} } undefined`)
}

/** What has begun is not run a second time. */
const ONCE = 'if (kept.how === undefined)'

/** In an arrow function, so that `this` stays what it is. */
function wrapped(form: string, isAsync: boolean): string {
  const run = `(${isAsync ? 'async ' : ''}() => ${form})()`
  return `${ONCE} try { ${keeping('value', run)} } catch (error) { ${keeping('thrown', 'error')} } undefined`
}

const keeping = (how: NonNullable<Kept['how']>, value: string): string =>
  `kept.how = '${how}'; kept.value = ${value};`

/** Returns what V8 says of a text that it can't read. */
async function evaluateAt(
  inspection: Inspection,
  { callFrameId }: CallFrame,
  expression: string,
): Promise<string | undefined> {
  const asked = { callFrameId, expression, silent: true, returnByValue: true, timeout: HELD_AT_MOST }
  try {
    const { exceptionDetails } = await inspection.post<Evaluated>('Debugger.evaluateOnCallFrame', asked)
    return exceptionDetails && (exceptionDetails.exception?.description ?? 'it can not be read')
  } catch {
    // V8 has ended it. Where the session is gone nothing can be said here either.
    const late = { ...asked, expression: `${keeping('late', 'undefined')} undefined` }
    await inspection.post('Debugger.evaluateOnCallFrame', late).catch(() => undefined)
    return undefined
  }
}

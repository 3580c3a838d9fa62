// The side that looks into a thread and evaluates code where a service stops (stop-here.ts). It keeps true: what has begun is
// not run a second time, in another form.

import type { Inspection } from '../../core/watch/inspection.ts'
import type { CallFrame, RemoteObject } from '../../core/watch/pauses.ts'
import { formsOf, keeping } from './forms.ts'
import { type Kept, stopHere } from './stop-here.ts'

/** ms that code may hold the thread. */
export const HELD_AT_MOST = 1000
/** Characters of an error. */
const LONGEST_ERROR = 2000

interface Evaluated {
  result: RemoteObject
  exceptionDetails?: { exception?: RemoteObject }
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
    if (frame?.functionName === stopHere.name) await evaluate(new Stop(inspection, frame), code)
  } catch {
    // Whoever waits for it hears that the code was not run.
  } finally {
    await inspection.post('Debugger.resume').catch(() => undefined)
  }
}

async function evaluate(stop: Stop, code: string): Promise<void> {
  let problem = ''
  for (const form of formsOf(code)) {
    const failed = await stop.run(form).catch((): 'late' => 'late')
    if (failed === undefined) return
    if (failed === 'late') return stop.keep('late', '')
    problem = textOf(failed)
    if (await stop.hasBegun()) return stop.keep('failed', problem)
  }
  await stop.keep('unreadable', problem)
}

const textOf = ({ description, value }: RemoteObject): string =>
  String(description ?? value).slice(0, LONGEST_ERROR)

/** A service that has stopped. */
class Stop {
  readonly #inspection: Inspection
  readonly #frame: CallFrame

  constructor(inspection: Inspection, frame: CallFrame) {
    this.#inspection = inspection
    this.#frame = frame
  }

  /** Resolves with what it has thrown, if V8 tells. Rejects when V8 has ended it, as it took too long. */
  async run(expression: string): Promise<RemoteObject | undefined> {
    const { exceptionDetails } = await this.#evaluate(expression)
    return exceptionDetails && (exceptionDetails.exception ?? { type: 'string', value: 'it has failed' })
  }

  async hasBegun(): Promise<boolean> {
    return (await this.#evaluate('kept.how !== undefined')).result.value === true
  }

  async keep(how: NonNullable<Kept['how']>, text: string): Promise<void> {
    await this.#evaluate(keeping(how, JSON.stringify(text)))
  }

  #evaluate(expression: string): Promise<Evaluated> {
    const { callFrameId } = this.#frame
    const asked = { callFrameId, expression, silent: true, timeout: HELD_AT_MOST }
    return this.#inspection.post<Evaluated>('Debugger.evaluateOnCallFrame', asked)
  }
}

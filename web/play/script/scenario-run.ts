// Runs a scenario, step by step, on the page's connections. The first step that fails ends it; it can be stopped
// between and within steps.

import { RequestError } from '../../../protocol/client/errors.ts'
import { Store } from '../../ui/store.ts'
import { toBody, toDraft } from '../../value/draft.ts'
import { readJson } from '../../value/read-json.ts'
import type { Connection } from '../model/connection.ts'
import type { Protocols } from '../model/protocols.ts'
import { PushQueues } from './push-queues.ts'
import type { PushStep, Scenario, SendStep, Step } from './scenario.ts'
import { fillTemplate, type Replies } from './template.ts'

export type StepState = 'waiting' | 'running' | 'done' | 'failed'

export interface RunContext {
  protocols: Protocols
  connections: () => readonly Connection[]
}

export class ScenarioRun extends Store {
  readonly states: StepState[]
  /** Of the step that failed. */
  problem: string | undefined
  isRunning = true
  readonly #scenario: Scenario
  readonly #context: RunContext
  readonly #replies: Replies = {}
  readonly #stopper = new AbortController()
  readonly #pushes: PushQueues

  constructor(scenario: Scenario, context: RunContext) {
    super()
    this.#scenario = scenario
    this.#context = context
    this.#pushes = new PushQueues(context.connections)
    this.states = scenario.steps.map(() => 'waiting')
  }

  stop(): void {
    this.#stopper.abort(new Error('stopped'))
  }

  /** Ends when the last step is done or one has failed; never rejects. */
  async run(): Promise<void> {
    this.#pushes.listen(this.#scenario.steps)
    for (const [index, step] of this.#scenario.steps.entries()) {
      this.#enter(index, 'running')
      try {
        await this.#step(step, index)
        this.#enter(index, 'done')
      } catch (error) {
        this.problem = problemOf(error as Error)
        this.#enter(index, 'failed')
        break
      }
    }
    this.#pushes.end()
    this.isRunning = false
    this.changed()
  }

  #enter(index: number, state: StepState): void {
    this.states[index] = state
    this.changed()
  }

  async #step(step: Step, index: number): Promise<void> {
    this.#stopper.signal.throwIfAborted()
    if (step.kind === 'wait') return this.#within(step.ms, undefined)
    if (step.kind === 'push') return this.#push(step)
    for (let n = 1; n <= step.repeat; n += 1) {
      this.#stopper.signal.throwIfAborted()
      await this.#send(step, index, n)
    }
  }

  async #send(step: SendStep, index: number, n: number): Promise<void> {
    const message = this.#context.protocols.find(step.name)
    if (!message) throw new Error(`the schema has no message "${step.name}"`)
    const filled = fillTemplate(readJson(step.text || '{}').value, { ...this.#replies, n })
    const { body, errors } = message.request ? toBody(message.request, filled) : { body: {}, errors: [] }
    if (errors[0]) throw new Error(`${errors[0].path}: ${errors[0].message}`)
    const connection = this.#connection(step.connection)
    if (!message.isAnswered) return connection.tell(step.name, body, { format: step.format })
    const reply = toDraft(message.response, await connection.ask(step.name, body, { format: step.format }))
    this.#replies[step.name] = reply
    this.#replies[index + 1] = reply
  }

  /** Takes the first such push that came since the run began and that no step has taken. */
  #push(step: PushStep): Promise<void> {
    this.#connection(step.connection)
    const queue = this.#pushes.queueOf(step)
    const take = () => {
      this.#replies[step.name] = toDraft(
        this.#context.protocols.find(step.name)?.request,
        queue.pushes.shift(),
      )
    }
    if (queue.pushes.length > 0) return Promise.resolve(take())
    return this.#within(step.ms, done => {
      queue.tell = () => {
        take()
        done()
      }
      return () => {
        queue.tell = undefined
      }
    })
  }

  #connection(number: number): Connection {
    const connection = this.#context.connections()[number - 1]
    if (connection?.state !== 'open') throw new Error(`connection ${number} is not open`)
    return connection
  }

  /** Without `start` a wait of `ms`; with it, until it calls `done`, and late after `ms`. */
  #within(ms: number, start: ((done: () => void) => () => void) | undefined): Promise<void> {
    const { signal } = this.#stopper
    return new Promise((resolve, reject) => {
      const settle = (error?: Error) => {
        clearTimeout(timer)
        end?.()
        signal.removeEventListener('abort', stopped)
        if (error) reject(error)
        else resolve()
      }
      const stopped = () => settle(signal.reason as Error)
      const timer = setTimeout(() => settle(start && new Error(`nothing within ${ms} ms`)), ms)
      const end = start?.(() => settle())
      signal.addEventListener('abort', stopped)
    })
  }
}

const problemOf = (error: Error): string =>
  error instanceof RequestError ? `${error.code}: ${error.message}` : error.message

// Runs a scenario, step by step, on the page's connections. The first step that fails ends it; it can be stopped
// between and within steps.

import { RequestError } from '../../../protocol/client/errors.ts'
import { Store } from '../../ui/store.ts'
import { type JsonObject, toBody, toDraft } from '../../value/draft.ts'
import { readJson } from '../../value/read-json.ts'
import type { Connection } from '../model/connection.ts'
import type { Failure } from '../model/log.ts'
import type { Message, Protocols } from '../model/protocols.ts'
import { checkExpectations, readExpectations } from './expect.ts'
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
  problem: Failure | undefined
  /** The step that failed, from 1. */
  failedStep: number | undefined
  /** Of the step that runs: how many of its repeats are done. */
  done = 0
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
        this.failedStep = index + 1
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
    this.done = 0
    if (step.every !== undefined) return this.#atPace(step, index, step.every)
    for (let n = 1; n <= step.repeat; n += 1) {
      this.#stopper.signal.throwIfAborted()
      await this.#sendOne(step, index, n)
    }
  }

  /** All are sent at their time; the first that fails ends it. */
  async #atPace(step: SendStep, index: number, every: number): Promise<void> {
    const start = Date.now()
    const sent: Promise<void>[] = []
    let failed: Error | undefined
    for (let n = 1; n <= step.repeat && !failed; n += 1) {
      const wait = start + (n - 1) * every - Date.now()
      if (wait > 0) await this.#within(wait, undefined)
      this.#stopper.signal.throwIfAborted()
      const sending = this.#sendOne(step, index, n).catch((error: Error) => {
        failed ??= error
      })
      sent.push(sending)
    }
    await Promise.all(sent)
    if (failed) throw failed
  }

  async #sendOne(step: SendStep, index: number, n: number): Promise<void> {
    await this.#send(step, index, n)
    this.done += 1
    this.changed()
  }

  async #send(step: SendStep, index: number, n: number): Promise<void> {
    const message = this.#context.protocols.find(step.name)
    if (!message) throw new Error(`the schema has no message "${step.name}"`)
    const filled = fillTemplate(readJson(step.text || '{}').value, { ...this.#replies, n })
    const { body, errors } = message.request ? toBody(message.request, filled) : { body: {}, errors: [] }
    if (errors[0]) throw new Error(`${errors[0].path}: ${errors[0].message}`)
    const connection = this.#connection(step.connection)
    if (!message.isAnswered) return void connection.tell(step.name, body, { format: step.format })
    const reply = await this.#answer(message, step, connection.ask(step.name, body, { format: step.format }))
    this.#replies[step.name] = reply
    this.#replies[index + 1] = reply
    checkExpectations(step.expect ?? '', reply, { ...this.#replies, n })
  }

  /** A step that expects an error takes it for its reply. */
  async #answer(
    { response }: Message,
    { expect = '' }: SendStep,
    reply: Promise<unknown>,
  ): Promise<JsonObject> {
    try {
      return toDraft(response, await reply)
    } catch (error) {
      const expectsError = readExpectations(expect).some(({ path }) => path === 'error')
      if (!expectsError || !(error instanceof RequestError)) throw error
      return { error: error.code }
    }
  }

  /** Takes the first such push that came since the run began and that no step has taken. */
  async #push(step: PushStep): Promise<void> {
    this.#connection(step.connection)
    const queue = this.#pushes.queueOf(step)
    const arrived =
      queue.pushes.length > 0
        ? undefined
        : this.#within(step.ms, done => {
            queue.tell = done
            return () => {
              queue.tell = undefined
            }
          })
    await arrived
    const type = this.#context.protocols.find(step.name)?.request
    const push = toDraft(type, queue.pushes.shift())
    this.#replies[step.name] = push
    checkExpectations(step.expect ?? '', push, this.#replies)
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

const problemOf = (error: Error): Failure => ({
  code: error instanceof RequestError ? error.code : '',
  message: error.message,
})

// A scenario run by several players at once: each has a connection of its own in place of the first, opened for the run
// and closed after it.

import { Store } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import type { Scenario } from './scenario.ts'
import { type RunContext, ScenarioRun, type StepState } from './scenario-run.ts'

export interface Crowd {
  /** A connection that is not on the page, for player number `n`, from 1. */
  connect: (n: number) => Connection
  count: number
}

export class CrowdRun extends Store {
  readonly runs: readonly ScenarioRun[]
  isRunning = true
  readonly #players: readonly Connection[]

  constructor(scenario: Scenario, context: RunContext, { connect, count }: Crowd) {
    super()
    this.#players = Array.from({ length: count }, (_, index) => connect(index + 1))
    this.runs = this.#players.map(player => {
      const connections = () => [player, ...context.connections().slice(1)]
      return new ScenarioRun(scenario, { ...context, connections })
    })
    for (const run of this.runs) run.subscribe(() => this.changed())
  }

  /** Players who are done, well or not. */
  get done(): number {
    return this.runs.filter(run => !run.isRunning).length
  }

  /** Players whose run failed. */
  get failures(): number {
    return this.runs.filter(run => run.problem).length
  }

  /** Of each step: failed where it did for somebody, done where it is for all who came to it. */
  get states(): StepState[] {
    return (this.runs[0]?.states ?? []).map((_, index) => this.#stateOf(index))
  }

  /** Players who have done the step at `index`. */
  passed(index: number): number {
    return this.runs.filter(run => run.states[index] === 'done').length
  }

  #stateOf(index: number): StepState {
    const states = this.runs.map(run => run.states[index]!)
    const [shown] = (['failed', 'running'] as const).filter(state => states.includes(state))
    if (shown) return shown
    if (!states.includes('done')) return 'waiting'
    return this.isRunning && states.includes('waiting') ? 'running' : 'done'
  }

  /** The first player, from 1, whose run failed. */
  get failed(): { player: number; run: ScenarioRun } | undefined {
    const index = this.runs.findIndex(run => run.problem)
    return index === -1 ? undefined : { player: index + 1, run: this.runs[index]! }
  }

  stop(): void {
    for (const run of this.runs) run.stop()
  }

  /** Ends when every player's run has; never rejects. */
  async run(): Promise<void> {
    await Promise.all(this.#players.map((player, index) => this.#play(player, this.runs[index]!)))
    this.isRunning = false
    this.changed()
  }

  async #play(player: Connection, run: ScenarioRun): Promise<void> {
    await player.open()
    await run.run()
    player.close()
  }
}

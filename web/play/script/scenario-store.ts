// The scenarios of this browser: kept between visits, exported to and imported from files. A run belongs to its
// scenario and goes on while other views are shown; it ends when the steps are changed or the scenario is removed.

import { keep, recallJson } from '../../ui/storage.ts'
import { type Change, Store } from '../../ui/store.ts'
import { isScenarioFile, isScenarios, type Scenario, type ScenarioFile, type Step } from './scenario.ts'
import type { StepState } from './scenario-run.ts'

/** A run of a scenario, by one player or several. */
export interface Run extends Store {
  readonly isRunning: boolean
  /** Of its steps. */
  readonly states: readonly StepState[]
  /** Ends when it is over; never rejects. */
  run(): Promise<void>
  stop(): void
}

export class ScenarioStore extends Store {
  #scenarios: Scenario[] = recallJson('scenarios', isScenarios) ?? []
  readonly #runs = new WeakMap<Scenario, Run>()
  /** Players who run a scenario at once. */
  players = 1
  #selected = 0

  get scenarios(): readonly Scenario[] {
    return this.#scenarios
  }

  get selected(): Scenario | undefined {
    return this.#scenarios[this.#selected]
  }

  select(index: number): void {
    this.#selected = index
    this.changed()
  }

  /** The last run of these steps. */
  runOf(scenario: Scenario): Run | undefined {
    return this.#runs.get(scenario)
  }

  setPlayers(players: number): void {
    this.players = players
    this.changed()
  }

  start(scenario: Scenario, run: Run): void {
    this.#runs.set(scenario, run)
    void run.run()
    this.changed()
  }

  /** A new one at the end, selected. */
  add(scenario: Scenario): void {
    this.#scenarios = [...this.#scenarios, scenario]
    this.#selected = this.#scenarios.length - 1
    this.#store()
  }

  rename(place: number, name: string): void {
    this.#change(place, now => ({ ...now, name }))
  }

  changeSteps(place: number, change: Change<Step[]>): void {
    this.#change(place, now => ({ ...now, steps: change(now.steps) }))
  }

  /** Nothing where the step is gone. */
  changeStep(place: number, index: number, change: Change<Step>): void {
    this.changeSteps(place, steps => steps.map((step, at) => (at === index ? change(step) : step)))
  }

  /** To the end of the selected one; makes one where there is none. */
  addStep(step: Step): void {
    if (!this.selected) this.add({ name: 'Scenario 1', steps: [] })
    this.changeSteps(this.#selected, steps => [...steps, step])
  }

  /** The returned function takes it back. */
  removeSelected(): () => void {
    const [place, removed] = [this.#selected, this.selected]
    if (removed) this.runOf(removed)?.stop()
    this.#scenarios = this.#scenarios.filter(each => each !== removed)
    this.#selected = Math.max(0, place - 1)
    this.#store()
    return () => {
      if (!removed) return
      this.#scenarios = this.#scenarios.toSpliced(place, 0, removed)
      this.#selected = place
      this.#store()
    }
  }

  /** A copy beside it, selected. */
  duplicate(): void {
    if (this.selected) this.add({ ...this.selected, name: this.#freeName(this.selected.name) })
  }

  /** `Evening 2` where there is an Evening. */
  #freeName(name: string): string {
    const names = new Set(this.#scenarios.map(each => each.name))
    if (!names.has(name)) return name
    const base = name.replace(/ \d+$/, '')
    for (let number = 2; ; number += 1) if (!names.has(`${base} ${number}`)) return `${base} ${number}`
  }

  exported(): string {
    const file: ScenarioFile = { gatehouse: 'scenarios', scenarios: this.#scenarios }
    return `${JSON.stringify(file, undefined, 2)}\n`
  }

  /** Adds the scenarios of an exported file, under names that are free; returns how many. Throws an Error where it is none. */
  import(text: string): number {
    const file: unknown = JSON.parse(text)
    if (!isScenarioFile(file)) throw new Error('not a file of scenarios')
    for (const each of file.scenarios) this.add({ ...each, name: this.#freeName(each.name) })
    return file.scenarios.length
  }

  #change(place: number, change: Change<Scenario>): void {
    const old = this.#scenarios[place]
    if (!old) return
    const next = change(old)
    const run = this.#runs.get(old)
    if (next.steps !== old.steps) run?.stop()
    else if (run) this.#runs.set(next, run)
    this.#scenarios = this.#scenarios.with(place, next)
    this.#store()
  }

  #store(): void {
    keep('scenarios', JSON.stringify(this.#scenarios))
    this.changed()
  }
}

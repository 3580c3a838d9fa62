// A scenario: messages in a row, saved under a name, run with one click. Its form is also that of the exported file.

export interface SendStep {
  kind: 'send'
  /** The message. */
  name: string
  /** Its body as JSON text; `{{login.uid}}` in a string is a value of an earlier reply (see fillTemplate). */
  text: string
  /** Which connection, counted from 1 in the order of the page. */
  connection: number
  format: 'binary' | 'text'
  /** How often; 1 unless said. */
  repeat: number
  /** So many ms between two of them, whether or not the reply has come; undefined: each waits for its reply. */
  every?: number | undefined
  /** What is expected of each reply; see checkExpectations. */
  expect?: string
}

export interface WaitStep {
  kind: 'wait'
  ms: number
}

export interface PushStep {
  kind: 'push'
  /** Goes on when this push arrives, fails after `ms`. */
  name: string
  connection: number
  ms: number
  /** What is expected of it; see checkExpectations. */
  expect?: string
}

export type Step = SendStep | WaitStep | PushStep

export interface Scenario {
  name: string
  steps: Step[]
}

/** What an exported file holds. */
export interface ScenarioFile {
  gatehouse: 'scenarios'
  scenarios: Scenario[]
}

export const isScenarioFile = (value: unknown): value is ScenarioFile => {
  const file = value as ScenarioFile | null
  return file?.gatehouse === 'scenarios' && isScenarios(file.scenarios)
}

export const isScenarios = (value: unknown): value is Scenario[] =>
  Array.isArray(value) &&
  value.every(each => typeof each?.name === 'string' && Array.isArray(each.steps) && each.steps.every(isStep))

function isStep(value: unknown): value is Step {
  const step = value as Step | null
  if (step?.kind === 'wait') return typeof step.ms === 'number'
  if (step?.kind === 'push') return typeof step.name === 'string' && typeof step.ms === 'number'
  return step?.kind === 'send' && typeof step.name === 'string' && typeof step.text === 'string'
}

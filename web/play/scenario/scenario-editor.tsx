// One scenario: its name, its steps in order, and the run with how far it is.

import { useState } from 'preact/hooks'
import { Button, IconButton } from '../../ui/button.tsx'
import { NumberField } from '../../ui/field/number-field.tsx'
import { type Change, Store, useStore } from '../../ui/store.ts'
import { failureText } from '../model/explain.ts'
import { usePage } from '../page.ts'
import { CrowdRun } from '../script/crowd-run.ts'
import type { Scenario, Step } from '../script/scenario.ts'
import { ScenarioRun } from '../script/scenario-run.ts'
import type { Run } from '../script/scenario-store.ts'
import { valuePaths } from '../script/value-paths.ts'
import { StepRow } from './step-row.tsx'

const NONE = new Store()
const NO_PATHS: readonly string[] = []
/** Players who can run one at once. */
const MOST = 200

interface Props {
  scenario: Scenario
  /** Its place in the list. */
  place: number
}

export function ScenarioEditor({ scenario, place }: Props) {
  const { page } = usePage()
  const run = page.scenarios.runOf(scenario)
  useStore(run ?? NONE)
  const [open, setOpen] = useState<number>()
  const states = run?.states
  const change = (change: Change<Step[]>) => page.scenarios.changeSteps(place, change)
  const add = (step: Step) => {
    setOpen(scenario.steps.length)
    change(steps => [...steps, step])
  }
  return (
    <>
      <Head scenario={scenario} place={place} run={run} />
      <RunStatus scenario={scenario} run={run} />
      <ol class="steps scroll grow">
        {scenario.steps.map((step, index) => (
          <StepRow
            key={index}
            step={step}
            number={index + 1}
            isLast={index === scenario.steps.length - 1}
            paths={open === index ? valuePaths(scenario.steps, index + 1, page.protocols) : NO_PATHS}
            state={states?.[index]}
            passed={run instanceof CrowdRun ? `${run.passed(index)} / ${run.runs.length}` : undefined}
            isCrowd={page.scenarios.players > 1}
            isOpen={open === index}
            onToggle={() => setOpen(open === index ? undefined : index)}
            onChange={next => page.scenarios.changeStep(place, index, next)}
            onSteps={(edit, shown) => {
              change(edit)
              setOpen(shown)
            }}
          />
        ))}
        <li>
          <AddStep onAdd={add} />
        </li>
      </ol>
    </>
  )
}

function Head({ scenario, place, run }: Props & { run: Run | undefined }) {
  const { page, t } = usePage()
  const { scenarios } = page
  const start = () => {
    const context = { protocols: page.protocols, connections: () => page.connections }
    const { account } = page.connections[0]!.settings
    const connect = (n: number) => page.extraConnection(`${account || 'player'}-${n}`, n)
    const { players: count } = scenarios
    const run =
      count === 1 ? new ScenarioRun(scenario, context) : new CrowdRun(scenario, context, { connect, count })
    scenarios.start(scenario, run)
  }
  const remove = () => {
    const undo = scenarios.removeSelected()
    page.toasts.show({ text: t('scenarioRemoved', scenario.name), undo })
  }
  return (
    <header class="pane-head">
      <input
        class="grow"
        aria-label={t('scenarioName')}
        value={scenario.name}
        onInput={event => scenarios.rename(place, event.currentTarget.value)}
      />
      <NumberField
        label={t('asPlayers')}
        title={t('asPlayersHint')}
        look="check"
        class="crowd"
        min={1}
        max={MOST}
        value={scenarios.players}
        onChange={(count = 1) => scenarios.setPlayers(count)}
      />
      {run?.isRunning ? (
        <Button kind="danger" icon="stop" onClick={() => run.stop()}>
          {t('stop')}
        </Button>
      ) : (
        <Button kind="primary" icon="play" isDisabled={scenario.steps.length === 0} onClick={start}>
          {t('run')}
        </Button>
      )}
      <IconButton icon="copy" label={t('duplicate')} onClick={() => scenarios.duplicate()} />
      <IconButton icon="trash" label={t('remove')} onClick={remove} />
    </header>
  )
}

interface StatusProps {
  scenario: Scenario
  run: Run | undefined
}

/** How far it is, or how it ended: the step is named. */
function RunStatus({ scenario, run }: StatusProps) {
  const { page, t } = usePage()
  const one = run instanceof ScenarioRun ? run : undefined
  const crowd = run instanceof CrowdRun ? run : undefined
  const isBad = (one?.problem ?? crowd?.failed) !== undefined
  return (
    <p role="status" class={`run-status ${isBad ? 'bad' : ''}`}>
      {crowd ? crowdText(crowd) : one ? textOf(one) : t('notRun')}
    </p>
  )

  function crowdText(crowd: CrowdRun): string {
    const { failed, failures, isRunning, done, runs } = crowd
    const word = isRunning
      ? t('playersDone', done, runs.length)
      : failures > 0
        ? t('playersFailed', failures, runs.length)
        : t('playersFinished', runs.length)
    return failed ? `${word} · ${t('playerNumber', failed.player)}: ${textOf(failed.run)}` : word
  }

  function textOf({ problem, failedStep = 0, isRunning, states, done }: ScenarioRun): string {
    if (problem) {
      const said = failureText(page, problem)
      const code = problem.code ? `${problem.code}: ` : ''
      return `${t('failedAt', failedStep)}: ${code}${said}`
    }
    if (!isRunning) return t('finished')
    const index = states.indexOf('running')
    const step = scenario.steps[index]
    const repeats = step?.kind === 'send' && step.repeat > 1 ? ` · ${done} / ${step.repeat}` : ''
    return `${t('runningStep', index + 1, states.length)}${repeats}`
  }
}

function AddStep({ onAdd }: { onAdd: (step: Step) => void }) {
  const { page, t } = usePage()
  const { messages } = page.protocols
  const request =
    page.message?.isPush === false ? page.message.name : messages.find(each => !each.isPush)?.name
  const push = messages.find(message => message.isPush)?.name
  const connection = page.connections.indexOf(page.connection) + 1
  const { format } = page.connection.settings
  return (
    <div class="add-step" role="group" aria-label={t('addStep')}>
      <Button
        icon="plus"
        onClick={() =>
          onAdd({ kind: 'send', name: request ?? '', text: '{}', connection, format, repeat: 1 })
        }
      >
        {t('stepSend')}
      </Button>
      <Button icon="plus" onClick={() => onAdd({ kind: 'wait', ms: 500 })}>
        {t('stepWait')}
      </Button>
      {push && (
        <Button icon="plus" onClick={() => onAdd({ kind: 'push', name: push, connection, ms: 5000 })}>
          {t('stepPush')}
        </Button>
      )}
    </div>
  )
}

// One scenario: its name, its steps in order, and the run with how far it is.

import { Icon } from '../../ui/icon.tsx'
import { type Change, Store, useStore } from '../../ui/store.ts'
import { usePage } from '../page.ts'
import type { Scenario, Step } from '../script/scenario.ts'
import type { ScenarioRun } from '../script/scenario-run.ts'
import { StepCard } from './step-card.tsx'

const NONE = new Store()

interface Props {
  scenario: Scenario
  /** Its place in the list. */
  place: number
}

export function ScenarioEditor({ scenario, place }: Props) {
  const { page, t } = usePage()
  const run = page.scenarios.runOf(scenario)
  useStore(run ?? NONE)
  const start = () =>
    page.scenarios.start(scenario, { protocols: page.protocols, connections: () => page.connections })
  const change = (change: Change<Step[]>) => page.scenarios.changeSteps(place, change)
  return (
    <>
      <header class="scenario-head">
        <input
          aria-label={t('scenarioName')}
          value={scenario.name}
          onInput={event => page.scenarios.rename(place, event.currentTarget.value)}
        />
        {run?.isRunning ? (
          <button type="button" class="danger" onClick={() => run.stop()}>
            <Icon name="stop" /> {t('stop')}
          </button>
        ) : (
          <button type="button" class="primary" disabled={scenario.steps.length === 0} onClick={start}>
            <Icon name="play" /> {t('run')}
          </button>
        )}
        <button
          type="button"
          class="quiet icon"
          aria-label={t('remove')}
          title={t('remove')}
          onClick={() => page.scenarios.removeSelected()}
        >
          <Icon name="trash" />
        </button>
      </header>
      <RunStatus run={run} />
      <ol class="steps scroll">
        {scenario.steps.map((step, index) => (
          <StepCard
            key={index}
            step={step}
            number={index + 1}
            state={run?.states[index]}
            onChange={next => page.scenarios.changeStep(place, index, next)}
            onRemove={() => change(steps => steps.toSpliced(index, 1))}
            onUp={index === 0 ? undefined : () => change(steps => movedUp(steps, index))}
          />
        ))}
      </ol>
      <AddStep onAdd={step => change(steps => [...steps, step])} />
      <p class="hint">{t('templateHint')}</p>
    </>
  )
}

function movedUp(steps: Step[], index: number): Step[] {
  const step = steps[index]
  return step ? steps.toSpliced(index, 1).toSpliced(index - 1, 0, step) : steps
}

function RunStatus({ run }: { run: ScenarioRun | undefined }) {
  const { t } = usePage()
  const text = !run ? '' : run.isRunning ? t('running') : (run.problem ?? t('finished'))
  return (
    <p role="status" class={`run-status ${run?.problem ? 'bad' : ''}`}>
      {text}
    </p>
  )
}

function AddStep({ onAdd }: { onAdd: (step: Step) => void }) {
  const { page, t } = usePage()
  const { messages } = page.protocols
  const request = messages.find(message => !message.isPush)?.name ?? ''
  const push = messages.find(message => message.isPush)?.name
  return (
    <div class="add-step" role="group" aria-label={t('addStep')}>
      <button
        type="button"
        onClick={() =>
          onAdd({ kind: 'send', name: request, text: '{}', connection: 1, format: 'binary', repeat: 1 })
        }
      >
        <Icon name="plus" /> {t('stepSend')}
      </button>
      <button type="button" onClick={() => onAdd({ kind: 'wait', ms: 500 })}>
        <Icon name="plus" /> {t('stepWait')}
      </button>
      {push && (
        <button type="button" onClick={() => onAdd({ kind: 'push', name: push, connection: 1, ms: 5000 })}>
          <Icon name="plus" /> {t('stepPush')}
        </button>
      )}
    </div>
  )
}

// One step of a scenario, in a line that opens to be changed.

import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import type { Change } from '../../ui/store.ts'
import { previewText } from '../../value/preview.ts'
import { usePage } from '../page.ts'
import type { Step } from '../script/scenario.ts'
import type { StepState } from '../script/scenario-run.ts'
import { StepFields } from './step-fields.tsx'

interface Props {
  step: Step
  /** From 1. */
  number: number
  isLast: boolean
  /** References to what the steps before it reply. */
  paths: readonly string[]
  state: StepState | undefined
  /** How many players of a crowd have done it. */
  passed: string | undefined
  /** Several players run it: connection 1 is each of them. */
  isCrowd: boolean
  isOpen: boolean
  onToggle: () => void
  onChange: (change: Change<Step>) => void
  /** Changes all steps, and shows the one at `shown`. */
  onSteps: (change: Change<Step[]>, shown: number | undefined) => void
}

const ICONS: Record<Step['kind'], IconName> = { send: 'send', wait: 'delay', push: 'down' }
const DOTS: Record<StepState, string> = { waiting: '', running: 'warn', done: 'good', failed: 'bad' }

export function StepRow(props: Props) {
  const { step, number, paths, state, passed, isCrowd, isOpen, onToggle, onChange } = props
  const { t } = usePage()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isOpen) row.current!.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <li ref={row} class={`step step-${state ?? 'idle'}`} aria-label={t('step', number)}>
      <div class="step-line">
        <button type="button" class="row" aria-expanded={isOpen} onClick={onToggle}>
          <span class="hint number">{number}</span>
          <Icon name={ICONS[step.kind]} />
          {step.kind !== 'wait' && <Who number={step.connection} isEach={isCrowd && step.connection === 1} />}
          <span class="row-name">{step.kind === 'wait' ? t('waitMs', step.ms) : step.name}</span>
          <span class="comment mono">{summaryOf(step)}</span>
          {passed && <span class="hint number">{passed}</span>}
          {state && <span class={`dot ${DOTS[state]}`} />}
        </button>
        <StepTools {...props} />
      </div>
      {isOpen && <StepFields step={step} paths={paths} onChange={onChange} />}
    </li>
  )
}

/** The connection, in its colour; or each player of a crowd. */
function Who({ number, isEach }: { number: number; isEach: boolean }) {
  const { page, t } = usePage()
  if (isEach)
    return (
      <span class="badge extra" title={t('everyPlayer')}>
        n
      </span>
    )
  const id = page.connections[number - 1]?.id
  return <span class={`badge ${id === undefined ? '' : `tone-${id % 6}`}`}>{number}</span>
}

function summaryOf(step: Step): string {
  if (step.kind === 'wait') return ''
  const expect = step.expect ? `→ ${step.expect.replaceAll('\n', ', ')}` : ''
  if (step.kind === 'push') return expect
  const times = step.repeat > 1 ? `× ${step.repeat}` : ''
  const every = step.every === undefined ? '' : `/ ${step.every} ms`
  return [previewText(step.text), times, every, expect].filter(Boolean).join(' ')
}

function StepTools({ step, number, isLast, isOpen, onSteps }: Props) {
  const { page, t } = usePage()
  const index = number - 1
  const remove = () => {
    onSteps(steps => steps.toSpliced(index, 1), undefined)
    const undo = () => onSteps(steps => steps.toSpliced(index, 0, step), undefined)
    page.toasts.show({ text: t('stepRemoved', number), undo })
  }
  const move = (to: number) => onSteps(steps => moved(steps, index, to), isOpen ? to : undefined)
  return (
    <>
      <IconButton
        icon="up"
        label={t('moveUp', number)}
        isDisabled={index === 0}
        onClick={() => move(index - 1)}
      />
      <IconButton
        icon="down"
        label={t('moveDown', number)}
        isDisabled={isLast}
        onClick={() => move(index + 1)}
      />
      <IconButton
        icon="copy"
        label={t('duplicateStep', number)}
        onClick={() => onSteps(steps => steps.toSpliced(number, 0, steps[index]!), number)}
      />
      <IconButton icon="close" label={t('removeStep', number)} onClick={remove} />
    </>
  )
}

function moved(steps: Step[], from: number, to: number): Step[] {
  const step = steps[from]
  return step ? steps.toSpliced(from, 1).toSpliced(to, 0, step) : steps
}

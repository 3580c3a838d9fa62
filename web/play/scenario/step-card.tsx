// One step of a scenario, to change.

import { Icon } from '../../ui/icon.tsx'
import type { Change } from '../../ui/store.ts'
import { usePage } from '../page.ts'
import type { PushStep, SendStep, Step, WaitStep } from '../script/scenario.ts'
import type { StepState } from '../script/scenario-run.ts'

interface Props {
  step: Step
  /** From 1. */
  number: number
  state: StepState | undefined
  onChange: (change: Change<Step>) => void
  onRemove: () => void
  /** undefined: it is the first. */
  onUp: (() => void) | undefined
}

export function StepCard({ step, number, state, onChange, onRemove, onUp }: Props) {
  const { t } = usePage()
  const set = (fields: Partial<Step>) => onChange(now => setFields(now, step.kind, fields))
  const title = { send: t('stepSend'), wait: t('stepWait'), push: t('stepPush') }[step.kind]
  return (
    <li class={`step step-${state ?? 'idle'}`} aria-label={t('step', number)}>
      <header>
        <span class="step-number">{number}</span>
        <strong>{title}</strong>
        <span class="grow" />
        {onUp && (
          <button
            type="button"
            class="quiet icon"
            aria-label={t('moveUp', number)}
            title={t('moveUp', number)}
            onClick={onUp}
          >
            <Icon name="up" />
          </button>
        )}
        <button
          type="button"
          class="quiet icon"
          aria-label={t('removeStep', number)}
          title={t('removeStep', number)}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      </header>
      {step.kind === 'send' && <SendFields step={step} onSet={set} />}
      {step.kind === 'wait' && <WaitFields step={step} onSet={set} />}
      {step.kind === 'push' && <PushFields step={step} onSet={set} />}
    </li>
  )
}

/** Nothing where another kind of step has come into its place. */
const setFields = (now: Step, kind: Step['kind'], fields: Partial<Step>): Step =>
  now.kind === kind ? ({ ...now, ...fields } as Step) : now

interface FieldsProps<S extends Step> {
  step: S
  /** Sets these fields of the step as it is then, which may be later than this render. */
  onSet: (fields: Partial<S>) => void
}

function SendFields({ step, onSet }: FieldsProps<SendStep>) {
  const { t } = usePage()
  return (
    <>
      <div class="step-fields">
        <NameSelect value={step.name} isPush={false} onChange={name => onSet({ name })} />
        <ConnectionSelect value={step.connection} onChange={connection => onSet({ connection })} />
        <label>
          {t('format')}
          <select
            value={step.format}
            onChange={event => onSet({ format: event.currentTarget.value as SendStep['format'] })}
          >
            <option value="binary">{t('binary')}</option>
            <option value="text">{t('text')}</option>
          </select>
        </label>
        <NumberInput label={t('repeat')} value={step.repeat} min={1} onChange={repeat => onSet({ repeat })} />
      </div>
      <label>
        {t('body')}
        <textarea
          class="mono"
          spellcheck={false}
          rows={Math.min(12, step.text.split('\n').length)}
          value={step.text}
          onInput={event => onSet({ text: event.currentTarget.value })}
        />
      </label>
    </>
  )
}

function WaitFields({ step, onSet }: FieldsProps<WaitStep>) {
  const { t } = usePage()
  return (
    <div class="step-fields">
      <NumberInput label={t('milliseconds')} value={step.ms} min={0} onChange={ms => onSet({ ms })} />
    </div>
  )
}

function PushFields({ step, onSet }: FieldsProps<PushStep>) {
  const { t } = usePage()
  return (
    <div class="step-fields">
      <NameSelect value={step.name} isPush={true} onChange={name => onSet({ name })} />
      <ConnectionSelect value={step.connection} onChange={connection => onSet({ connection })} />
      <NumberInput label={t('milliseconds')} value={step.ms} min={0} onChange={ms => onSet({ ms })} />
    </div>
  )
}

interface SelectProps<T> {
  value: T
  onChange: (value: T) => void
}

/** A name that the schema does not have (any more) stays, and fails when it is run. */
function NameSelect({ value, isPush, onChange }: SelectProps<string> & { isPush: boolean }) {
  const { page, t } = usePage()
  const names = page.protocols.messages
    .filter(message => message.isPush === isPush)
    .map(message => message.name)
  return (
    <label>
      {t('message')}
      <select value={value} onChange={event => onChange(event.currentTarget.value)}>
        {[...new Set([value, ...names])].map(name => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}

function ConnectionSelect({ value, onChange }: SelectProps<number>) {
  const { page, t } = usePage()
  const count = Math.max(value, page.connections.length)
  return (
    <label>
      {t('oneConnection')}
      <select value={value} onChange={event => onChange(Number(event.currentTarget.value))}>
        {Array.from({ length: count }, (_, index) => (
          <option key={index} value={index + 1}>
            {index + 1}
          </option>
        ))}
      </select>
    </label>
  )
}

function NumberInput({ label, value, min, onChange }: SelectProps<number> & { label: string; min: number }) {
  return (
    <label>
      {label}
      <input
        type="number"
        min={min}
        step={1}
        value={value}
        onChange={event => onChange(Math.max(min, Math.round(Number(event.currentTarget.value)) || min))}
      />
    </label>
  )
}

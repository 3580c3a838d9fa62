// What a step of a scenario does, to change.

import { useId, useRef } from 'preact/hooks'
import { NumberField } from '../../ui/field/number-field.tsx'
import type { Change } from '../../ui/store.ts'
import { readJson } from '../../value/read-json.ts'
import { usePage } from '../page.ts'
import { readExpectations } from '../script/expect.ts'
import type { PushStep, SendStep, Step, WaitStep } from '../script/scenario.ts'

interface Props {
  step: Step
  /** References to what the steps before it reply. */
  paths: readonly string[]
  onChange: (change: Change<Step>) => void
}

export function StepFields({ step, paths, onChange }: Props) {
  const set = (fields: Partial<Step>) => onChange(now => setFields(now, step.kind, fields))
  return (
    <div class="step-fields">
      {step.kind === 'send' && <SendFields step={step} paths={paths} onSet={set} />}
      {step.kind === 'wait' && <WaitFields step={step} onSet={set} />}
      {step.kind === 'push' && <PushFields step={step} onSet={set} />}
    </div>
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

function SendFields({ step, paths, onSet }: FieldsProps<SendStep> & Pick<Props, 'paths'>) {
  const { t } = usePage()
  return (
    <>
      <div class="step-line-fields">
        <NameSelect value={step.name} isPush={false} onChange={name => onSet({ name })} />
        <ConnectionSelect value={step.connection} onChange={connection => onSet({ connection })} />
        <label class="field">
          {t('format')}
          <select
            value={step.format}
            onChange={event => onSet({ format: event.currentTarget.value as SendStep['format'] })}
          >
            <option value="binary">{t('binary')}</option>
            <option value="text">{t('text')}</option>
          </select>
        </label>
        <NumberField
          label={t('repeat')}
          value={step.repeat}
          min={1}
          onChange={(repeat = 1) => onSet({ repeat })}
        />
        {/* Empty: each waits for its reply. */}
        <NumberField
          label={t('every')}
          value={step.every}
          min={0}
          placeholder="—"
          onChange={every => onSet({ every })}
        />
      </div>
      <Text
        label={t('body')}
        value={step.text}
        problem={jsonProblem}
        paths={paths}
        onChange={text => onSet({ text })}
      />
      <Expect value={step.expect} onChange={expect => onSet({ expect })} />
      <p class="hint">{t('templateHint')}</p>
    </>
  )
}

function WaitFields({ step, onSet }: FieldsProps<WaitStep>) {
  const { t } = usePage()
  return (
    <div class="step-line-fields">
      <NumberField label={t('milliseconds')} value={step.ms} min={0} onChange={(ms = 0) => onSet({ ms })} />
    </div>
  )
}

function PushFields({ step, onSet }: FieldsProps<PushStep>) {
  const { t } = usePage()
  return (
    <>
      <div class="step-line-fields">
        <NameSelect value={step.name} isPush={true} onChange={name => onSet({ name })} />
        <ConnectionSelect value={step.connection} onChange={connection => onSet({ connection })} />
        <NumberField label={t('within')} value={step.ms} min={0} onChange={(ms = 0) => onSet({ ms })} />
      </div>
      <Expect value={step.expect} onChange={expect => onSet({ expect })} />
    </>
  )
}

interface InputProps<T> {
  value: T
  onChange: (value: T) => void
}

interface TextProps extends InputProps<string> {
  label: string
  placeholder?: string
  /** What is wrong with it. */
  problem: (text: string) => string | undefined
  /** References that can be put in. */
  paths?: readonly string[]
}

function Text({ label, placeholder, value, problem, paths = [], onChange }: TextProps) {
  const { page } = usePage()
  const area = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const wrong = problem(value)
  const insert = (path: string) => {
    const { selectionStart, selectionEnd } = area.current!
    area.current!.setRangeText(`{{${path}}}`, selectionStart, selectionEnd, 'end')
    onChange(area.current!.value)
  }
  return (
    <div class="field">
      <span class="field-head">
        <label for={id}>{label}</label>
        {paths.length > 0 && <InsertValue paths={paths} onInsert={insert} />}
      </span>
      <textarea
        ref={area}
        id={id}
        class="mono"
        spellcheck={false}
        placeholder={placeholder}
        rows={Math.min(12, value.split('\n').length)}
        aria-invalid={wrong !== undefined}
        value={value}
        onInput={event => onChange(event.currentTarget.value)}
      />
      {wrong && <span class="errors">{page.settings.mistake(wrong)}</span>}
    </div>
  )
}

/** A list of what earlier steps reply; a choice goes to where the cursor is. */
function InsertValue({ paths, onInsert }: { paths: readonly string[]; onInsert: (path: string) => void }) {
  const { t } = usePage()
  return (
    <select
      class="quiet"
      aria-label={t('insertValue')}
      value=""
      onChange={event => {
        onInsert(event.currentTarget.value)
        event.currentTarget.value = ''
      }}
    >
      <option value="">{t('insertValue')}</option>
      {paths.map(path => (
        <option key={path} value={path}>
          {`{{${path}}}`}
        </option>
      ))}
    </select>
  )
}

const jsonProblem = (text: string): string | undefined => problemOf(() => readJson(text.trim() || '{}'))

function problemOf(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function Expect({ value = '', onChange }: { value: string | undefined; onChange: (text: string) => void }) {
  const { t } = usePage()
  return (
    <Text
      label={t('expect')}
      placeholder="sign_cnt = 1"
      value={value}
      problem={text => problemOf(() => readExpectations(text))}
      onChange={onChange}
    />
  )
}

/** A name that the schema does not have (any more) stays, and fails when it is run. */
function NameSelect({ value, isPush, onChange }: InputProps<string> & { isPush: boolean }) {
  const { page, t } = usePage()
  const names = page.protocols.messages
    .filter(message => message.isPush === isPush)
    .map(message => message.name)
  return (
    <label class="field wide">
      {t('message')}
      <select value={value} onChange={event => onChange(event.currentTarget.value)}>
        {[...new Set([value, ...names])].map(name => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}

function ConnectionSelect({ value, onChange }: InputProps<number>) {
  const { page, t } = usePage()
  const count = Math.max(value, page.connections.length)
  return (
    <label class="field">
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

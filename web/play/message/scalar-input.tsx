// One number, text, yes-or-no or piece of bytes. What is typed stays as typed: a number that is none goes into the
// value as text, so that the check finds it and says so beside the input.

import { useState } from 'preact/hooks'
import { useField } from '../../ui/store.ts'
import { fromBase64, fromHex, toBase64, toHex } from '../../value/bytes.ts'
import { type Json, readJson } from '../../value/read-json.ts'
import { usePage } from '../page.ts'
import type { Edit, InputProps } from './struct-form.tsx'

export function ScalarInput(props: InputProps) {
  const { field, path, errors } = props
  const problem = errors.get(path)
  const Input = field.kind === 'boolean' ? BooleanInput : field.kind === 'binary' ? BinaryInput : TextInput
  return (
    <>
      <Input {...props} />
      {problem && (
        <p id={`error-${path}`} class="errors" role="status">
          {problem}
        </p>
      )}
    </>
  )
}

/** What ties an input to its label and its error. */
const tied = ({ path, errors }: InputProps) => ({
  id: `field-${path}`,
  'aria-label': path,
  'aria-invalid': errors.has(path),
  'aria-describedby': errors.has(path) ? `error-${path}` : undefined,
})

function BooleanInput(props: InputProps) {
  const { value, onEdit } = props
  const { t } = usePage()
  return (
    <label class="check">
      <input
        type="checkbox"
        {...tied(props)}
        ref={input => {
          if (input) input.indeterminate = value === undefined
        }}
        checked={value === true}
        onChange={event => {
          const { checked } = event.currentTarget
          onEdit(() => checked)
        }}
      />
      <span class={value === undefined ? 'hint' : ''}>
        {value === undefined ? t('notSet') : shownText(value)}
      </span>
    </label>
  )
}

function TextInput(props: InputProps) {
  const { field, value, onEdit } = props
  const { t } = usePage()
  const isText = field.kind === 'string'
  const read = (text: string) => (isText ? text : readNumber(text))
  const [typed, type] = useTyped({ value, shown: shownText(value), read, onEdit })
  const placeholder = value === undefined ? t('notSet') : ''
  const shared = { ...tied(props), value: typed, placeholder, spellcheck: false, autocomplete: 'off' }
  const onInput = (event: { currentTarget: { value: string } }) => type(event.currentTarget.value)
  if (isText) return <textarea {...shared} rows={Math.min(8, typed.split('\n').length)} onInput={onInput} />
  return <input {...shared} inputMode="decimal" class="number" onInput={onInput} />
}

function shownText(value: Json | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Numbers of any size exact; anything else as the text it is. */
function readNumber(text: string): Json {
  const trimmed = text.trim()
  if (!/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return text
  return /^-?(0|[1-9]\d*)$/.test(trimmed) ? readJson(trimmed).value : Number(trimmed)
}

const EXAMPLES = { hex: 'de ad be ef', base64: '3q2+7w==' }

function BinaryInput(props: InputProps) {
  const { value, onEdit, path } = props
  const { t } = usePage()
  const [notation, setNotation, notationNow] = useField<'hex' | 'base64'>('hex')
  const text = typeof value === 'string' ? value : shownText(value)
  const bytes = fromBase64(text)
  const shown = notation === 'hex' && bytes ? toHex(bytes) : text
  const read = (text: string): Json => {
    if (notationNow() === 'base64') return text
    const read = fromHex(text)
    return read ? toBase64(read) : `not hex: ${text}`
  }
  const [typed, type] = useTyped({ value, shown, read, onEdit })
  return (
    <div class="binary-input">
      <input
        {...tied(props)}
        class="mono"
        spellcheck={false}
        autocomplete="off"
        placeholder={value === undefined ? t('notSet') : EXAMPLES[notation]}
        value={typed}
        onInput={event => type(event.currentTarget.value)}
      />
      <select
        aria-label={`${t('format')} ${path}`}
        value={notation}
        onChange={event => setNotation(event.currentTarget.value as 'hex' | 'base64')}
      >
        <option value="hex">{t('hex')}</option>
        <option value="base64">{t('base64')}</option>
      </select>
      <span class="hint">{value !== undefined && bytes && t('bytes', bytes.length)}</span>
    </div>
  )
}

interface Typing {
  value: Json | undefined
  /** How the value looks where nobody is typing. */
  shown: string
  read: (text: string) => Json
  onEdit: (edit: Edit) => void
}

/** Text that is being typed, `1.` say, stays as typed until the value is changed from elsewhere. */
function useTyped({ value, shown, read, onEdit }: Typing) {
  const [typed, setTyped] = useState<{ text: string; value: Json }>()
  const type = (text: string) => {
    const next = read(text)
    setTyped({ text, value: next })
    onEdit(() => next)
  }
  return [typed && typed.value === value ? typed.text : shown, type] as const
}

// A whole number to type, with its label.

import { useHeld } from './use-held.ts'

interface Props {
  label: string
  title?: string
  /** `field`: the label stands above it; `check`: in front of it. */
  look?: 'field' | 'check'
  /** undefined: none is set. */
  value: number | undefined
  min: number
  max?: number
  placeholder?: string
  /** Of the input. */
  class?: string
  /** Within min and max; `undefined`: it was emptied. */
  onChange: (value: number | undefined) => void
}

export function NumberField({ label, title, look = 'field', value, min, max, onChange, ...input }: Props) {
  const held = useHeld(`${value ?? ''}`, text => onChange(readNumber(text, { min, max })))
  return (
    <label class={look} title={title}>
      {label}
      <input type="number" step={1} min={min} max={max} {...input} {...held} />
    </label>
  )
}

function readNumber(text: string, { min, max = Infinity }: { min: number; max: number | undefined }) {
  return text === '' ? undefined : Math.max(min, Math.min(max, Math.round(Number(text)) || 0))
}

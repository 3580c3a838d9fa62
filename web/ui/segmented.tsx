// One of a few values.

interface Props<T extends string> {
  label: string
  values: readonly (readonly [T, string])[]
  selected: T
  onSelect: (value: T) => void
}

export function Segmented<T extends string>({ label, values, selected, onSelect }: Props<T>) {
  return (
    <div class="segmented" role="group" aria-label={label}>
      {values.map(([value, text]) => (
        <button key={value} type="button" aria-pressed={value === selected} onClick={() => onSelect(value)}>
          {text}
        </button>
      ))}
    </div>
  )
}

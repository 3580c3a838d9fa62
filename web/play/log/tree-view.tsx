// A value as a tree that opens and closes; long lists are shown in part until they are asked for.

import { useState } from 'preact/hooks'
import { isObject } from '../../value/draft.ts'
import { previewValue } from '../../value/preview.ts'
import type { Json } from '../../value/read-json.ts'

/** As many children as are shown at once. */
const STEP = 100

export function TreeView({ value }: { value: Json }) {
  const entries = entriesOf(value)
  if (entries.length === 0) return <p class="hint">{'{}'}</p>
  return <Branch entries={entries} level={0} />
}

const entriesOf = (value: Json): [string, Json][] =>
  Array.isArray(value) || isObject(value) ? Object.entries(value as Record<string, Json>) : []

function Branch({ entries, level }: { entries: [string, Json][]; level: number }) {
  const [shown, setShown] = useState(STEP)
  return (
    <ul class="tree">
      {entries.slice(0, shown).map(([name, value]) => (
        <li key={name}>
          <Node name={name} value={value} level={level} />
        </li>
      ))}
      {entries.length > shown && (
        <li>
          <button type="button" class="quiet" onClick={() => setShown(now => now + 10 * STEP)}>
            … {entries.length - shown}
          </button>
        </li>
      )}
    </ul>
  )
}

function Node({ name, value, level }: { name: string; value: Json; level: number }) {
  const entries = entriesOf(value)
  const [isOpen, setOpen] = useState(level < 2)
  if (value === null || typeof value !== 'object')
    return (
      <span class="leaf">
        <span class="tree-name">{name}</span>
        <Plain value={value} />
      </span>
    )
  return (
    <details open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="tree-name">{name}</span>
        <span class="hint">
          {isOpen ? (Array.isArray(value) ? `[${entries.length}]` : '') : previewValue(value)}
        </span>
      </summary>
      {isOpen && <Branch entries={entries} level={level + 1} />}
    </details>
  )
}

const Plain = ({ value }: { value: Json }) => (
  <span class={`plain plain-${typeof value}`}>
    {typeof value === 'bigint' ? `${value}` : JSON.stringify(value)}
  </span>
)

// A value as a tree that opens and closes; long lists are shown in part until they are asked for.

import { useState } from 'preact/hooks'
import type { Field, StructType } from '../../../protocol/sproto/index.ts'
import { fromBase64, toHex } from '../../value/bytes.ts'
import { isObject } from '../../value/draft.ts'
import { previewValue } from '../../value/preview.ts'
import type { Json } from '../../value/read-json.ts'

/** As many children as are shown at once. */
const STEP = 100

/** `type`: what tells bytes from text. */
export function TreeView({ value, type }: { value: Json; type: StructType | undefined }) {
  const entries = entriesOf(value)
  if (entries.length === 0) return <p class="hint">{'{}'}</p>
  return <Branch entries={entries} fieldOf={name => fieldOf(type, name)} level={0} />
}

const fieldOf = (type: StructType | undefined, name: string): Field | undefined =>
  type?.fields.find(field => field.name === name)

const entriesOf = (value: Json): [string, Json][] =>
  Array.isArray(value) || isObject(value) ? Object.entries(value as Record<string, Json>) : []

interface BranchProps {
  entries: [string, Json][]
  /** What the child of this name is. */
  fieldOf: (name: string) => Field | undefined
  level: number
}

function Branch({ entries, fieldOf, level }: BranchProps) {
  const [shown, setShown] = useState(STEP)
  return (
    <ul class="tree">
      {entries.slice(0, shown).map(([name, value]) => (
        <li key={name}>
          <Node name={name} value={value} field={fieldOf(name)} level={level} />
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

interface NodeProps {
  name: string
  value: Json
  field: Field | undefined
  level: number
}

function Node({ name, value, field, level }: NodeProps) {
  const entries = entriesOf(value)
  const [isOpen, setOpen] = useState(level < 2)
  if (value === null || typeof value !== 'object')
    return (
      <span class="leaf">
        <span class="tree-name">{name}</span>
        <Plain value={value} field={field} />
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
      {isOpen && <Branch entries={entries} fieldOf={name => childOf(field, value, name)} level={level + 1} />}
    </details>
  )
}

/** An element of a list is of the field's kind itself; in a map, of its values'. */
function childOf(field: Field | undefined, value: Json, name: string): Field | undefined {
  if (Array.isArray(value)) return field
  return field?.value ?? fieldOf(field?.type, name)
}

/** Bytes that are shown of a piece of binary data. */
const SHOWN = 32

function Plain({ value, field }: { value: Json; field: Field | undefined }) {
  const bytes = field?.kind === 'binary' && typeof value === 'string' ? fromBase64(value) : undefined
  if (bytes)
    return (
      <span class="plain plain-bytes">
        {toHex(bytes.subarray(0, SHOWN))}
        {bytes.length > SHOWN && ' …'} <span class="hint">{bytes.length} B</span>
      </span>
    )
  return (
    <span class={`plain plain-${typeof value}`}>
      {typeof value === 'bigint' ? `${value}` : JSON.stringify(value)}
    </span>
  )
}

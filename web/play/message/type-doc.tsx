// What a type holds, to read: fields with their types and comments, structs within structs opened up.

import type { Field, StructType } from '../../../protocol/sproto/index.ts'
import { Coded } from '../../words/coded.tsx'

/** Types may contain themselves: below this they are named only. */
const LEVELS = 4

/** `integer`, `*Item(id)`, `integer(2)`: as the schema writes it. */
export function typeName(field: Field): string {
  const base =
    field.type?.name ?? (field.kind === 'fixed' ? `integer(${Math.log10(field.scale)})` : field.kind)
  const key = field.value ? '()' : field.key ? `(${field.key.name})` : ''
  return `${field.isArray ? '*' : ''}${base}${key}`
}

interface Props {
  type: StructType | undefined
  /** What is said where there is no field. */
  empty: string
  level?: number
}

export function TypeDoc({ type, empty, level = 0 }: Props) {
  if (!type || type.fields.length === 0) return <p class="hint">{empty}</p>
  return (
    <ul class="type-doc">
      {type.fields.map(field => (
        <li key={field.name}>
          <code>{field.name}</code> <span class="type-name">{typeName(field)}</span>
          {field.comment && (
            <span class="comment">
              {' '}
              <Coded text={field.comment} />
            </span>
          )}
          {field.type && level < LEVELS && <TypeDoc type={field.type} empty="" level={level + 1} />}
        </li>
      ))}
    </ul>
  )
}

// A struct as a form: one row for each field of its type. A field may be left out; what is left out is not sent.

import type { JSX } from 'preact'
import type { Field, StructType } from '../../../protocol/sproto/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { blankField, isObject, type JsonObject } from '../../value/draft.ts'
import { type Json, joinPath } from '../../value/read-json.ts'
import { Coded } from '../../words/coded.tsx'
import { usePage } from '../page.ts'
import { ArrayInput } from './array-input.tsx'
import { MapInput } from './map-input.tsx'
import { ScalarInput } from './scalar-input.tsx'
import { typeName } from './type-doc.tsx'

/** Makes a new value of the one that is there when it is called; that may be another than the one that was drawn. */
export type Edit<T extends Json | undefined = Json> = (now: Json | undefined) => T

/** What every input of the form is given; no value is a field that is left out, `errors` are by path. */
export interface InputProps {
  field: Field
  value: Json | undefined
  path: string
  errors: ReadonlyMap<string, string>
  onEdit: (edit: Edit) => void
}

/** Lists and maps are given the input of one element, which may be a struct with lists and maps of its own. */
export interface ListProps extends InputProps {
  Item: (props: InputProps) => JSX.Element
}

interface StructProps {
  type: StructType
  value: Json | undefined
  path: string
  errors: ReadonlyMap<string, string>
  onEdit: (edit: Edit<JsonObject>) => void
}

export function StructForm({ type, value, path, errors, onEdit }: StructProps) {
  const { t } = usePage()
  const object = isObject(value) ? value : {}
  const unknown = Object.keys(object).filter(name => !type.fields.some(field => field.name === name))
  if (type.fields.length === 0) return <p class="hint">{t('noBody')}</p>
  return (
    <div class="struct-form">
      {type.fields.map(field => (
        <FieldRow
          key={field.name}
          field={field}
          value={object[field.name]}
          path={joinPath(path, field.name)}
          errors={errors}
          onEdit={edit => onEdit(now => edited(type, now, field.name, edit))}
        />
      ))}
      {unknown.map(name => (
        <p key={name} class="errors" role="status">
          {errors.get(joinPath(path, name))}
        </p>
      ))}
    </div>
  )
}

/** With the field set or left out, in the order of the type; what the type does not know stays at the end. */
function edited(
  type: StructType,
  now: Json | undefined,
  name: string,
  edit: Edit<Json | undefined>,
): JsonObject {
  const object = isObject(now) ? now : {}
  const next: Record<string, Json | undefined> = { ...object, [name]: edit(object[name]) }
  const names = new Set([...type.fields.map(field => field.name), ...Object.keys(object)])
  const kept = [...names].filter(each => next[each] !== undefined)
  return Object.fromEntries(kept.map(each => [each, next[each]!]))
}

interface RowProps extends Omit<InputProps, 'onEdit'> {
  onEdit: (edit: Edit<Json | undefined>) => void
}

function FieldRow({ field, value, path, errors, onEdit }: RowProps) {
  const { t } = usePage()
  const isSet = value !== undefined && value !== null
  const isPlain = !field.isArray && field.kind !== 'struct'
  const isOpen = isSet || isPlain || field.isArray
  const label = (
    <>
      <span class="field-name">{field.name}</span> <span class="type-name">{typeName(field)}</span>
    </>
  )
  return (
    <div
      class={`field-row ${isPlain ? '' : 'nested'} ${isOpen ? '' : 'closed'}`}
      role="group"
      aria-label={path}
    >
      <div class="field-label">
        {isPlain ? <label for={`field-${path}`}>{label}</label> : <span>{label}</span>}
        {field.comment && (
          <span class="comment">
            <Coded text={field.comment} />
          </span>
        )}
      </div>
      <div class="field-value">
        {isOpen && (
          <FieldInput
            field={field}
            value={value ?? undefined}
            path={path}
            errors={errors}
            onEdit={edit => onEdit(now => numberOrNone(field, edit(now)))}
          />
        )}
      </div>
      {isOpen ? (
        <IconButton
          icon="close"
          class="leave-out"
          label={t('unset', path)}
          isDisabled={!isSet}
          onClick={() => onEdit(() => undefined)}
        />
      ) : (
        <button
          type="button"
          class="quiet"
          aria-label={`${t('set')} ${path}`}
          onClick={() => onEdit(() => blankField(field))}
        >
          {t('set')}
        </button>
      )}
    </div>
  )
}

/** A number whose text was deleted is left out. */
function numberOrNone(field: Field, value: Json): Json | undefined {
  const isNone = value === '' && !field.isArray && field.kind !== 'string' && field.kind !== 'binary'
  return isNone ? undefined : value
}

function FieldInput(props: InputProps) {
  if (props.field.value) return <MapInput {...props} Item={ItemInput} />
  if (props.field.isArray) return <ArrayInput {...props} Item={ItemInput} />
  return <ItemInput {...props} />
}

/** One element: of an array, or the field itself where it is none. */
function ItemInput(props: InputProps) {
  const { field, value, path, errors, onEdit } = props
  if (field.type) {
    const problem = isObject(value) ? undefined : errors.get(path)
    return (
      <>
        <StructForm type={field.type} value={value} path={path} errors={errors} onEdit={onEdit} />
        {problem && <p class="errors">{problem}</p>}
      </>
    )
  }
  return <ScalarInput {...props} />
}

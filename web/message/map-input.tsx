// A `*T()` field: keys and values, a row each. The key is the element type's first field, the value its second.

import type { Field } from '../../protocol/sproto/index.ts'
import { Icon } from '../shell/icon.tsx'
import { usePage } from '../shell/page.ts'
import { blankField, isObject, type JsonObject } from '../value/draft.ts'
import { type Json, joinPath } from '../value/read-json.ts'
import { ArrayInput } from './array-input.tsx'
import type { ListProps } from './struct-form.tsx'

export function MapInput({ field, value, path, errors, onChange, Item }: ListProps) {
  const { t } = usePage()
  const entries = Object.entries(isObject(value) ? value : {})
  const replace = (index: number, key: string, item: Json) =>
    onChange(Object.fromEntries(entries.with(index, [key, item])) as JsonObject)
  const problem = isObject(value) ? undefined : errors.get(path)
  return (
    <div class="array-input">
      {entries.map(([key, item], index) => {
        const at = joinPath(path, key)
        return (
          <div key={index} class="array-item map-item">
            <input
              class="map-key"
              aria-label={`${t('key')} ${at}`}
              value={key}
              onChange={event => replace(index, event.currentTarget.value, item)}
            />
            <div class="field-value">
              <ValueInput
                Item={Item}
                field={field.value!}
                value={item}
                path={at}
                errors={errors}
                onChange={next => replace(index, key, next)}
              />
            </div>
            <button
              type="button"
              class="quiet icon"
              aria-label={t('removeItem', at)}
              onClick={() => onChange(Object.fromEntries(entries.toSpliced(index, 1)) as JsonObject)}
            >
              <Icon name="close" />
            </button>
          </div>
        )
      })}
      {problem && <p class="errors">{problem}</p>}
      <button
        type="button"
        class="add"
        aria-label={`${t('addItem')} ${path}`}
        onClick={() =>
          onChange({
            ...Object.fromEntries(entries),
            [freeKey(field.key!, entries)]: blankField(field.value!),
          } as JsonObject)
        }
      >
        <Icon name="plus" /> {t('addItem')}
      </button>
    </div>
  )
}

function ValueInput({ Item, ...props }: ListProps) {
  return props.field.isArray ? <ArrayInput {...props} Item={Item} /> : <Item {...props} />
}

/** A key that is not there yet: the next number, or `key1`, `key2`. */
function freeKey(key: Field, entries: readonly [string, Json][]): string {
  const used = new Set(entries.map(([name]) => name))
  for (let number = 1; ; number += 1) {
    const name = key.kind === 'string' ? `key${number}` : String(number)
    if (!used.has(name)) return name
  }
}

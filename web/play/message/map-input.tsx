// A `*T()` field: keys and values, a row each. The key is the element type's first field, the value its second.

import type { Field } from '../../../protocol/sproto/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { useHeld } from '../../ui/field/use-held.ts'
import { Icon } from '../../ui/icon.tsx'
import { blankField, isObject } from '../../value/draft.ts'
import { type Json, joinPath } from '../../value/read-json.ts'
import { usePage } from '../page.ts'
import { ArrayInput } from './array-input.tsx'
import type { ListProps } from './struct-form.tsx'

type Entry = [key: string, value: Json]

const entriesOf = (value: Json | undefined): Entry[] => Object.entries(isObject(value) ? value : {})

export function MapInput({ field, value, path, errors, onEdit, Item }: ListProps) {
  const { t } = usePage()
  const entries = entriesOf(value)
  const change = (edit: (now: Entry[]) => Entry[]) => onEdit(now => Object.fromEntries(edit(entriesOf(now))))
  /** Nothing where the key is gone. */
  const replace = (key: string, edit: (now: Entry) => Entry) =>
    change(now => now.map(entry => (entry[0] === key ? edit(entry) : entry)))
  const problem = isObject(value) ? undefined : errors.get(path)
  return (
    <div class="array-input">
      {entries.map(([key, item], index) => {
        const at = joinPath(path, key)
        return (
          <div key={index} class="array-item map-item">
            <KeyInput
              label={`${t('key')} ${at}`}
              value={key}
              onChange={name => replace(key, ([, now]) => [name, now])}
            />
            <div class="field-value">
              <ValueInput
                Item={Item}
                field={field.value!}
                value={item}
                path={at}
                errors={errors}
                onEdit={edit => replace(key, ([name, now]) => [name, edit(now)])}
              />
            </div>
            <IconButton
              icon="close"
              label={t('removeItem', at)}
              onClick={() => change(now => now.filter(([name]) => name !== key))}
            />
          </div>
        )
      })}
      {problem && <p class="errors">{problem}</p>}
      <button
        type="button"
        class="add"
        aria-label={`${t('addItem')} ${path}`}
        onClick={() => change(now => [...now, [freeKey(field.key!, now), blankField(field.value!)]])}
      >
        <Icon name="plus" /> {t('addItem')}
      </button>
    </div>
  )
}

interface KeyProps {
  label: string
  value: string
  onChange: (name: string) => void
}

const KeyInput = ({ label, value, onChange }: KeyProps) => (
  <input class="map-key" aria-label={label} {...useHeld(value, onChange)} />
)

function ValueInput({ Item, ...props }: ListProps) {
  return props.field.isArray ? <ArrayInput {...props} Item={Item} /> : <Item {...props} />
}

/** A key that is not there yet: the next number, or `key1`, `key2`. */
function freeKey(key: Field, entries: readonly Entry[]): string {
  const used = new Set(entries.map(([name]) => name))
  for (let number = 1; ; number += 1) {
    const name = key.kind === 'string' ? `key${number}` : String(number)
    if (!used.has(name)) return name
  }
}

// An array field: its elements in order, each with its own input.

import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { blankItem } from '../../value/draft.ts'
import type { Json } from '../../value/read-json.ts'
import { usePage } from '../page.ts'
import type { ListProps } from './struct-form.tsx'

const itemsOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

export function ArrayInput({ field, value, path, errors, onEdit, Item }: ListProps) {
  const { t } = usePage()
  const items = itemsOf(value)
  const problem = errors.get(path)
  return (
    <div class="array-input">
      {items.map((item, index) => {
        const at = `${path}[${index}]`
        return (
          <div key={index} class="array-item">
            <span class="index" aria-hidden="true">
              {index}
            </span>
            <div class="field-value">
              <Item
                field={field}
                value={item}
                path={at}
                errors={errors}
                onEdit={edit =>
                  onEdit(now => itemsOf(now).map((each, at) => (at === index ? edit(each) : each)))
                }
              />
            </div>
            <IconButton
              icon="close"
              label={t('removeItem', at)}
              onClick={() => onEdit(now => itemsOf(now).toSpliced(index, 1))}
            />
          </div>
        )
      })}
      {problem && <p class="errors">{problem}</p>}
      <button
        type="button"
        class="add"
        aria-label={`${t('addItem')} ${path}`}
        onClick={() => onEdit(now => [...itemsOf(now), blankItem(field)])}
      >
        <Icon name="plus" /> {t('addItem')}
      </button>
    </div>
  )
}

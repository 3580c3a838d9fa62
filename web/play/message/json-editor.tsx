// The body as JSON text, with line numbers; lines with an error are marked, and the errors listed below.

import { Icon } from '../../ui/icon.tsx'
import { useStoreNow } from '../../ui/store.ts'
import { usePage } from '../page.ts'

export function JsonEditor() {
  const { page, t } = usePage()
  const { draft } = page
  useStoreNow(draft)
  const errors = draft.textErrors
  const marked = new Set(errors.map(error => error.line))
  const lines = draft.text.split('\n').length
  return (
    <div class="json-editor">
      <button type="button" class="add" onClick={() => draft.fill()}>
        <Icon name="plus" /> {t('allFields')}
      </button>
      <div class="json-text">
        <div class="line-numbers" aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <span key={index} class={marked.has(index + 1) ? 'marked' : ''}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          aria-label={t('json')}
          aria-invalid={errors.length > 0}
          aria-describedby="json-errors"
          spellcheck={false}
          rows={Math.max(lines, 4)}
          value={draft.text}
          onInput={event => draft.setText(event.currentTarget.value)}
        />
      </div>
      <ul id="json-errors" class="errors" role="status">
        {errors.map(error => (
          <li key={`${error.line}:${error.column}:${error.message}`}>
            <span class="place">{t('line', error.line)}</span> {page.settings.mistake(error.message)}
          </li>
        ))}
      </ul>
    </div>
  )
}

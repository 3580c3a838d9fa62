// What was sent from this browser, newest first: a click writes it again, another sends it.

import { moveFocus } from '../../app/shortcuts.ts'
import { Icon } from '../../ui/icon.tsx'
import { useStore } from '../../ui/store.ts'
import { previewText } from '../../value/preview.ts'
import type { Sent } from '../model/history.ts'
import { usePage } from '../page.ts'
import { sendText } from './send.ts'

export function HistoryList({ onChosen }: { onChosen: () => void }) {
  const { page, t } = usePage()
  useStore(page.history)
  const { sent } = page.history
  if (sent.length === 0) return <p class="empty">{t('noHistory')}</p>
  return (
    <>
      <ul class="scroll history" onKeyDown={event => moveFocus(event, '.message-item')}>
        {sent.map(each => (
          <Item key={each.at} sent={each} onChosen={onChosen} />
        ))}
      </ul>
      <button type="button" class="quiet" onClick={() => page.history.clear()}>
        <Icon name="trash" /> {t('clear')}
      </button>
    </>
  )
}

function Item({ sent, onChosen }: { sent: Sent; onChosen: () => void }) {
  const { page, t } = usePage()
  return (
    <li class="history-item">
      <button
        type="button"
        class="message-item"
        onClick={() => {
          page.reuse(sent.name, sent.text)
          onChosen()
        }}
      >
        <span class="message-name">{sent.name}</span>
        <span class="comment mono">{previewText(sent.text)}</span>
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label={`${t('sendAgain')}: ${sent.name}`}
        title={t('sendAgain')}
        disabled={page.connection.state !== 'open'}
        onClick={() => sendText(page, sent.name, sent.text)}
      >
        <Icon name="again" />
      </button>
    </li>
  )
}

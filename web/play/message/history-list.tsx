// What was sent from this browser, newest first, and how it ended: a click writes it again, another sends it.

import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { moveFocus } from '../../ui/move-focus.ts'
import { useStore } from '../../ui/store.ts'
import { previewText } from '../../value/preview.ts'
import { shortTimeOf } from '../log/times.ts'
import type { Sent } from '../model/history.ts'
import { usePage } from '../page.ts'

interface Props {
  onChosen: (() => void) | undefined
}

export function HistoryList({ onChosen }: Props) {
  const { page, t } = usePage()
  useStore(page.history)
  const { sent } = page.history
  if (sent.length === 0) return <EmptyState icon="send" text={t('noHistory')} />
  const clear = () => page.toasts.show({ text: t('historyCleared'), undo: page.history.clear() })
  return (
    <>
      <ul class="scroll grow" onKeyDown={event => moveFocus(event, '.row')}>
        {sent.map((each, index) => (
          <Item key={`${each.at} ${each.name}`} sent={each} isStop={index === 0} onChosen={onChosen} />
        ))}
      </ul>
      <Button kind="quiet" icon="trash" onClick={clear}>
        {t('clear')}
      </Button>
    </>
  )
}

function Item({ sent, isStop, onChosen }: Props & { sent: Sent; isStop: boolean }) {
  const { page, t } = usePage()
  const { name, text, format, outcome, player } = sent
  const again = () =>
    void page.sending.send({ name, text, connection: page.connection }, format && { format })
  return (
    <li class="history-item">
      <button
        type="button"
        class="row"
        tabIndex={isStop ? 0 : -1}
        onClick={() => {
          page.reuse(name, text)
          onChosen?.()
        }}
      >
        <span class="row-name">
          {name}
          {outcome && outcome !== 'OK' && <span class="tag bad">{outcome}</span>}
        </span>
        <span class="comment mono">{previewText(text)}</span>
        <span class="comment">
          {[shortTimeOf(sent.at), player || t('guest'), format && t(format)].filter(Boolean).join(' · ')}
        </span>
      </button>
      <IconButton icon="again" label={`${t('sendAgain')}: ${name}`} onClick={again} />
    </li>
  )
}

// All about one entry: when, who, what was sent, what came back.

import { IconButton } from '../../ui/button.tsx'
import { writeJson } from '../../value/write-json.ts'
import { closeText } from '../model/explain.ts'
import type { Entry } from '../model/log.ts'
import { usePage } from '../page.ts'
import { CopyJson } from './copy-json.tsx'
import { EntryBody } from './entry-body.tsx'
import { nameOf } from './log-row.tsx'
import { bodyOf } from './log-text.ts'
import { dateTimeOf } from './times.ts'

export function EntryDetail({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { page, t } = usePage()
  const text = entry.kind === 'close' ? closeText(page, Number(entry.name), entry.text) : entry.text
  return (
    <section
      class="pane entry-detail"
      aria-label={entry.name}
      onKeyDown={event => event.key === 'Escape' && onClose()}
    >
      <Head entry={entry} onClose={onClose} />
      {text && <p class="detail-text">{text}</p>}
      {entry.isReloaded && <p class="detail-text">{t('wentOnLong')}</p>}
      <EntryBody entry={entry} shown="both" />
    </section>
  )
}

function Head({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { page, t } = usePage()
  const isOurs = entry.frame?.direction === 'sent'
  const text = () => writeJson(bodyOf(page, entry.frame) ?? {})
  const again = () => {
    const format = typeof entry.frame?.data === 'string' ? 'text' : 'binary'
    const connection = page.connections.find(each => each.id === entry.connection) ?? page.connection
    void page.sending.send({ name: entry.name, text: text(), connection }, { format })
  }
  return (
    <header class="pane-head">
      <h3>{nameOf(entry, t)}</h3>
      <span class="hint number">{dateTimeOf(entry.at)}</span>
      <span class="grow" />
      {isOurs && (
        <>
          <IconButton icon="edit" label={t('edit')} onClick={() => page.reuse(entry.name, text())} />
          <IconButton icon="again" label={t('sendAgain')} onClick={again} />
        </>
      )}
      <CopyJson entry={entry} />
      <IconButton icon="close" label={t('closeDetail')} onClick={onClose} />
    </header>
  )
}

// What can be done with the log: filter, pause, clear, copy, save.

import { Button, IconButton } from '../../ui/button.tsx'
import { saveFile } from '../../ui/files.ts'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'
import type { Word } from '../../words/translator.ts'
import type { EntryClass } from '../model/log.ts'
import { usePage } from '../page.ts'
import { logToText } from './log-text.ts'

/** A button for each: what it shows or hides. */
const CLASSES: [Word, EntryClass][] = [
  ['kindRequest', 'request'],
  ['kindPush', 'push'],
  ['kindError', 'error'],
  ['kindState', 'state'],
  ['kindPanel', 'panel'],
  ['kindBeat', 'beat'],
]

export function LogTools() {
  const { page, t } = usePage()
  const { log } = page
  const clear = () => page.toasts.show({ text: t('logCleared'), undo: log.clear() })
  return (
    <header class="log-tools">
      <div class="log-line">
        <h2>{t('log')}</h2>
        {log.isPaused ? (
          <span class="tag warn">{t('held', log.held)}</span>
        ) : (
          <span class="hint number">{t('entries', log.shown.length)}</span>
        )}
        <input
          type="search"
          class="grow"
          aria-label={t('filterLog')}
          placeholder={t('filter')}
          value={log.filter.text}
          onInput={event => log.setFilter({ text: event.currentTarget.value })}
        />
        {page.connections.length > 1 && <ConnectionFilter />}
        <IconButton
          icon={log.isPaused ? 'play' : 'pause'}
          label={t(log.isPaused ? 'resume' : 'pause')}
          onClick={() => log.pause(!log.isPaused)}
        />
        <IconButton icon="trash" label={t('clear')} onClick={clear} />
        <Popover label={t('more')} class="quiet icon" button={<Icon name="more" />}>
          {close => <Export onDone={close} />}
        </Popover>
      </div>
      <Chips />
    </header>
  )
}

function Export({ onDone }: { onDone: () => void }) {
  const { page, t } = usePage()
  const copy = async () => {
    await navigator.clipboard.writeText(logToText(page, page.log.shown))
    page.toasts.show({ text: t('copied') })
    onDone()
  }
  const save = () => {
    saveFile('gatehouse-log.json', logToText(page, page.log.shown))
    onDone()
  }
  return (
    <div class="menu">
      <Button icon="copy" onClick={() => void copy()}>
        {t('copyLog')}
      </Button>
      <Button icon="save" onClick={save}>
        {t('saveLog')}
      </Button>
    </div>
  )
}

function Chips() {
  const { page, t } = usePage()
  const { log } = page
  const toggle = (each: EntryClass) => {
    const hidden = new Set(log.filter.hidden)
    if (!hidden.delete(each)) hidden.add(each)
    log.setFilter({ hidden })
  }
  return (
    <div class="chips" role="group" aria-label={t('filter')}>
      {CLASSES.map(([word, each]) => (
        <button
          key={each}
          type="button"
          class="chip"
          aria-pressed={!log.filter.hidden.has(each)}
          onClick={() => toggle(each)}
        >
          {t(word)}
        </button>
      ))}
    </div>
  )
}

function ConnectionFilter() {
  const { page, t } = usePage()
  return (
    <select
      aria-label={t('connections')}
      value={page.log.filter.connection ?? ''}
      onChange={event => page.log.setFilter({ connection: Number(event.currentTarget.value) || undefined })}
    >
      <option value="">{t('all')}</option>
      {page.connections.map((connection, index) => (
        <option key={connection.id} value={connection.id}>
          {t('connection', index + 1)}
        </option>
      ))}
    </select>
  )
}

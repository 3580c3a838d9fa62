// What can be done with the log: filter, pause, clear, copy, save.

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { saveFile } from '../../ui/files.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import type { Word } from '../../ui/words.ts'
import type { EntryKind } from '../model/log.ts'
import { usePage } from '../page.ts'
import { logToText } from './log-text.ts'

/** A button for each: what it shows or hides. */
const KINDS: [Word, readonly EntryKind[]][] = [
  ['kindRequest', ['request', 'send']],
  ['kindPush', ['push']],
  ['kindError', ['error']],
  ['kindState', ['state', 'close']],
  ['kindBeat', ['beat']],
]

export function LogTools() {
  const { page, t } = usePage()
  const { log } = page
  return (
    <header class="log-tools">
      <div class="log-line">
        <h2>{t('log')}</h2>
        <span class="hint">{t('entries', log.shown.length)}</span>
        {log.isPaused && <span class="tag warn">{t('held', log.held)}</span>}
        <span class="grow" />
        <Tool
          icon={log.isPaused ? 'play' : 'pause'}
          label={t(log.isPaused ? 'resume' : 'pause')}
          onClick={() => log.pause(!log.isPaused)}
        />
        <CopyTool />
        <Tool
          icon="save"
          label={t('save')}
          onClick={() => saveFile('gatehouse-log.json', logToText(page, log.shown))}
        />
        <Tool icon="trash" label={t('clear')} onClick={() => log.clear()} />
      </div>
      <div class="log-line wrap">
        <input
          type="search"
          class="search"
          aria-label={t('filterLog')}
          placeholder={t('filter')}
          value={log.filter.text}
          onInput={event => log.setFilter({ text: event.currentTarget.value })}
        />
        <Kinds />
        {page.connections.length > 1 && <ConnectionFilter />}
      </div>
    </header>
  )
}

function Kinds() {
  const { page, t } = usePage()
  const { log } = page
  const toggle = (kinds: readonly EntryKind[]) => {
    const hidden = new Set(log.filter.hidden)
    const isShown = !hidden.has(kinds[0]!)
    for (const kind of kinds) isShown ? hidden.add(kind) : hidden.delete(kind)
    log.setFilter({ hidden })
  }
  return (
    <div class="chips" role="group" aria-label={t('filter')}>
      {KINDS.map(([word, kinds]) => {
        const isShown = !log.filter.hidden.has(kinds[0]!)
        return (
          <button key={word} type="button" class="chip" aria-pressed={isShown} onClick={() => toggle(kinds)}>
            {t(word)}
          </button>
        )
      })}
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
      <option value="">{t('allConnections')}</option>
      {page.connections.map((connection, index) => (
        <option key={connection.id} value={connection.id}>
          {t('connection', index + 1)}
        </option>
      ))}
    </select>
  )
}

function CopyTool() {
  const { page, t } = usePage()
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(logToText(page, page.log.shown)).then(() => setCopied(true))
  return <Tool icon="copy" label={t(isCopied ? 'copied' : 'copy')} onClick={() => void copy()} />
}

interface ToolProps {
  icon: IconName
  label: string
  onClick: () => void
  children?: ComponentChildren
}

export function Tool({ icon, label, onClick }: ToolProps) {
  return (
    <button type="button" class="quiet icon" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}

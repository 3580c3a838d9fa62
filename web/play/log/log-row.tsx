// One line of the log.

import type { ResumedEvent } from '../../../protocol/client/index.ts'
import { previewValue } from '../../value/preview.ts'
import type { Translate } from '../../words/translator.ts'
import { STATE_WORDS } from '../connection/state-words.ts'
import { closeText, failureText } from '../model/explain.ts'
import { type Entry, sizeOf } from '../model/log.ts'
import { usePage } from '../page.ts'
import type { Workspace } from '../workspace.ts'
import { bodyOf } from './log-text.ts'
import { dateTimeOf, shortTimeOf, timeOf } from './times.ts'

interface Props {
  entry: Entry
  /** Where it stands in the list, in px. */
  top: number
  isSelected: boolean
  onSelect: (entry: Entry) => void
}

const ARROWS: Record<Entry['kind'], string> = {
  request: '↑',
  send: '↑',
  push: '↓',
  error: '!',
  close: '×',
  state: '·',
  beat: '↑',
  panel: '↑',
}

export function LogRow({ entry, top, isSelected, onSelect }: Props) {
  const { page, t } = usePage()
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant names the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
    <div
      id={`entry-${entry.id}`}
      role="option"
      aria-selected={isSelected}
      class={`log-row kind-${entry.kind} ${entry.failure ? 'failed' : ''} ${entry.isWanted ? 'wanted' : ''} ${entry.isEarlier ? 'earlier' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(entry)}
    >
      <span class="at" title={dateTimeOf(entry.at)}>
        {shortTimeOf(entry.at)}
        <span class="ms">{timeOf(entry.at).slice(8)}</span>
      </span>
      <Who connection={entry.connection} />
      <span class="arrow" aria-hidden="true">
        {ARROWS[entry.kind]}
      </span>
      <span class="name" title={nameOf(entry, t)}>
        {nameOf(entry, t)}
      </span>
      <span class="preview">
        {isReplayed(entry) && (
          <span class="again" title={t('replayedHint')}>
            {t('replayed')}
          </span>
        )}
        {summaryOf(page, entry, t)}
      </span>
      <span class="latency">
        {entry.reply?.latency === undefined ? '' : `${entry.reply.latency.toFixed(1)} ms`}
      </span>
      <span class="size">{sizesOf(entry)}</span>
      <span class="format">
        {entry.frame && (typeof entry.frame.data === 'string' ? t('text') : t('binary'))}
      </span>
    </div>
  )
}

/** The connection, in its colour; of a scenario's player who is not on the page the number alone. */
function Who({ connection }: { connection: number }) {
  const { page, t } = usePage()
  const extra = page.numberOfExtra(connection)
  if (extra !== undefined)
    return (
      <span class="badge extra" title={t('ofCrowd', extra)}>
        {extra}
      </span>
    )
  const number = page.connections.findIndex(each => each.id === connection) + 1
  return <span class={`badge tone-${connection % 6}`}>{number || '–'}</span>
}

export function nameOf(entry: Entry, t: Translate): string {
  return entry.kind === 'state' ? t(STATE_WORDS[entry.name as keyof typeof STATE_WORDS]) : entry.name
}

/** The outcome where there is one, else what was sent or came. */
function summaryOf(page: Workspace, entry: Entry, t: Translate): string {
  if (entry.failure) return `${entry.failure.code}: ${failureText(page, entry.failure)}`
  if (entry.kind === 'close') {
    const tries = entry.tries ? ` · ${t('tries', entry.tries)}` : ''
    return `${closeText(page, Number(entry.name), entry.text)}${tries}`
  }
  if (entry.name === 'reloaded' && entry.kind === 'state') return t('earlierAbove')
  if (entry.back) return backText(entry.back, t)
  if (entry.isReloaded) return t('wentOn', entry.text)
  if (entry.text) return entry.text
  if (entry.reply) return previewValue(bodyOf(page, entry.reply) ?? {})
  if (entry.kind === 'request' || entry.kind === 'panel') return t('waitingReply')
  return entry.frame ? previewValue(bodyOf(page, entry.frame) ?? {}) : ''
}

/** What came, or the answer to what was asked, was sent again after a return. */
const isReplayed = ({ frame, reply }: Entry): boolean => (reply ?? frame)?.isReplayed === true

const backText = ({ awayFor, replayed, resent }: ResumedEvent, t: Translate): string =>
  t('backAfter', (awayFor / 1000).toFixed(1), replayed, resent)

function sizesOf(entry: Entry): string {
  if (!entry.frame) return ''
  const sent = sizeOf(entry.frame)
  return entry.reply ? `${sent} / ${sizeOf(entry.reply)} B` : `${sent} B`
}

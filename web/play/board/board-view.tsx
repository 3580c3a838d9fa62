// Leaderboards: a column for each player who is connected.

import { useEffect, useState } from 'preact/hooks'
import { useStore } from '../../ui/store.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { Connection } from '../model/connection.ts'
import type { BoardEntry } from '../model/panel-messages.ts'
import type { Protocols } from '../model/protocols.ts'
import { usePage } from '../page.ts'
import { BoardWatch, PAGE } from './board-watch.ts'

const NEEDED = ['board_top', 'board_around', 'board_mine']

export function BoardView() {
  const { t } = usePage()
  return (
    <PlayerColumns needed={NEEDED} what="board_*" label={t('boards')}>
      {connection => <BoardColumn connection={connection} />}
    </PlayerColumns>
  )
}

/** The schema's comment names the boards: `sign, gold`. */
function boardNames(protocols: Protocols): string[] {
  const field = protocols.find('board_top')?.request?.fields.find(each => each.name === 'board')
  return field?.comment.match(/\w+/g) ?? []
}

function BoardColumn({ connection }: { connection: Connection }) {
  const { page, t } = usePage()
  const names = boardNames(page.protocols)
  const [watch] = useState(() => new BoardWatch(connection, names[0] ?? ''))
  const isIn = connection.state === 'open' && connection.player !== undefined
  useEffect(() => {
    if (isIn) watch.run()
    return () => watch.stop()
  }, [watch, isIn])
  useStore(watch)
  return (
    <div class="board">
      <BoardTools watch={watch} names={names} />
      {watch.problem && (
        <p class="errors" role="alert">
          {watch.problem}
        </p>
      )}
      <p class="board-mine" role="status">
        <strong>{t('mine')}</strong>{' '}
        {watch.mine ? `#${watch.mine.rank} · ${watch.mine.score}` : <span class="hint">{t('noRank')}</span>}
      </p>
      <Tabs
        label={t('board')}
        tabs={[
          ['top', t('top')],
          ['around', t('around')],
        ]}
        selected={watch.tab}
        onSelect={tab => tab === watch.tab || watch.show({ tab })}
        isScrolling
      >
        <Entries watch={watch} />
      </Tabs>
    </div>
  )
}

function BoardTools({ watch, names }: { watch: BoardWatch; names: readonly string[] }) {
  const { t } = usePage()
  return (
    <div class="board-tools">
      <select
        aria-label={t('board')}
        value={watch.board}
        onChange={event => watch.show({ board: event.currentTarget.value, start: 1 })}
      >
        {names.map(name => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label class="check">
        <input
          type="checkbox"
          checked={watch.isLive}
          onChange={event => watch.show({ isLive: event.currentTarget.checked })}
        />
        {t('live')}
      </label>
      <span class="grow" />
      {watch.tab === 'top' && <Pager watch={watch} />}
    </div>
  )
}

function Pager({ watch }: { watch: BoardWatch }) {
  const { t } = usePage()
  const { start, size } = watch
  if (size <= PAGE) return null
  return (
    <nav class="pager" aria-label={t('top')}>
      <button type="button" disabled={start === 1} onClick={() => watch.turn(-1)}>
        {t('previous')}
      </button>
      <span class="hint">
        {start}–{Math.min(size, start + PAGE - 1)} / {size}
      </span>
      <button type="button" disabled={start + PAGE > size} onClick={() => watch.turn(1)}>
        {t('next')}
      </button>
    </nav>
  )
}

function Entries({ watch }: { watch: BoardWatch }) {
  const { t } = usePage()
  if (watch.entries.length === 0)
    return <p class="empty">{t(watch.tab === 'around' ? 'noRank' : 'emptyBoard')}</p>
  return (
    <table class="data-table">
      <thead>
        <tr>
          <th scope="col">{t('rank')}</th>
          <th scope="col">{t('player')}</th>
          <th scope="col">{t('score')}</th>
        </tr>
      </thead>
      <tbody>
        {watch.entries.map(entry => (
          <Entry key={entry.uid} entry={entry} isMine={entry.uid === watch.mine?.uid} />
        ))}
      </tbody>
    </table>
  )
}

function Entry({ entry, isMine }: { entry: BoardEntry; isMine: boolean }) {
  return (
    <tr class={isMine ? 'mine' : ''} aria-current={isMine ? 'true' : undefined}>
      <td class="rank">{entry.rank}</td>
      <td title={entry.uid}>{entry.name || entry.uid}</td>
      <td>{entry.score}</td>
    </tr>
  )
}

// Leaderboards: a column for each player.

import { useEffect, useState } from 'preact/hooks'
import { IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useStore } from '../../ui/store.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { Connection } from '../model/connection.ts'
import { failureText } from '../model/explain.ts'
import type { BoardEntry } from '../model/panel-messages.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import { BoardWatch, PAGE } from './board-watch.ts'

const NEEDED = ['board_top', 'board_around', 'board_mine']

export function BoardView() {
  const { t } = usePage()
  const names = useBoardNames()
  return (
    <PlayerColumns needed={NEEDED} what="board_*" label={t('boards')} icon="boards">
      {connection => (names ? <BoardColumn connection={connection} names={names} /> : <></>)}
    </PlayerColumns>
  )
}

/** Of the game, as the server tells them; undefined: not known yet. */
function useBoardNames(): readonly string[] | undefined {
  const [names, setNames] = useState<readonly string[]>()
  useEffect(() => {
    fetch('/api/boards')
      .then(response => (response.ok ? response.json() : []))
      .then(setNames, () => setNames([]))
  }, [])
  return names
}

function BoardColumn({ connection, names }: { connection: Connection; names: readonly string[] }) {
  const { page, t } = usePage()
  const [watch] = useState(() => new BoardWatch(connection, names[0] ?? ''))
  const isIn = panelStateOf(connection) === 'in'
  useEffect(() => {
    if (isIn) watch.run()
    return () => watch.stop()
  }, [watch, isIn])
  useStore(watch, connection)
  return (
    <div class="board">
      <BoardTools watch={watch} names={names} />
      {watch.problem && (
        <p class="notice bad" role="alert">
          {failureText(page.protocols.answer, watch.problem, page.settings.language)}
        </p>
      )}
      <Tabs
        label={t('board')}
        tabs={[
          ['top', t('top')],
          ['around', t('around')],
        ]}
        selected={watch.tab}
        onSelect={tab => tab === watch.tab || watch.show({ tab })}
        after={<Mine watch={watch} />}
        isScrolling
      >
        <Entries watch={watch} isIn={isIn} />
      </Tabs>
      {watch.tab === 'top' && <Pager watch={watch} />}
    </div>
  )
}

function Mine({ watch }: { watch: BoardWatch }) {
  const { t } = usePage()
  const { shown } = watch
  if (!shown) return null
  return (
    <p class="board-mine number" role="status">
      {shown.mine ? t('yourRank', shown.mine.rank, shown.mine.score) : t('noRank')}
    </p>
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
      <span class="grow" />
      <label class="check">
        <input
          type="checkbox"
          checked={watch.isLive}
          onChange={event => watch.show({ isLive: event.currentTarget.checked })}
        />
        {t('live')}
      </label>
      <IconButton icon="refresh" label={t('refresh')} onClick={() => void watch.refresh()} />
    </div>
  )
}

function Pager({ watch }: { watch: BoardWatch }) {
  const { t } = usePage()
  const { start } = watch
  const { size = 0 } = watch.shown ?? {}
  if (size <= PAGE) return null
  return (
    <nav class="pager" aria-label={t('top')}>
      <button type="button" disabled={start === 1} onClick={() => watch.turn(-1)}>
        {t('previous')}
      </button>
      <span class="hint number">
        {start}–{Math.min(size, start + PAGE - 1)} / {size}
      </span>
      <button type="button" disabled={start + PAGE > size} onClick={() => watch.turn(1)}>
        {t('next')}
      </button>
    </nav>
  )
}

/** Not loaded, empty, or what is there: three things to say. */
function Entries({ watch, isIn }: { watch: BoardWatch; isIn: boolean }) {
  const { t } = usePage()
  const { shown, tab } = watch
  if (!shown) return isIn && !watch.problem ? <EmptyState icon="boards" text={t('loadingBoard')} /> : null
  if (shown.entries.length === 0)
    return <EmptyState icon="boards" text={t(tab === 'around' ? 'noRank' : 'emptyBoard')} />
  return (
    <table class="data-table">
      <thead>
        <tr>
          <th scope="col" class="right">
            {t('rank')}
          </th>
          <th scope="col">{t('player')}</th>
          <th scope="col" class="right">
            {t('score')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.entries.map(entry => (
          <Entry key={entry.uid} entry={entry} isMine={entry.uid === shown.mine?.uid} />
        ))}
      </tbody>
    </table>
  )
}

function Entry({ entry, isMine }: { entry: BoardEntry; isMine: boolean }) {
  return (
    <tr class={isMine ? 'mine' : ''} aria-current={isMine ? 'true' : undefined}>
      <td class="rank right">{entry.rank}</td>
      <td title={entry.uid}>{entry.name || entry.uid}</td>
      <td class="right">{entry.score}</td>
    </tr>
  )
}

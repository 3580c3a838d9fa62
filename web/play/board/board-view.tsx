// Leaderboards: a column for each player.

import { useEffect } from 'preact/hooks'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useStore } from '../../ui/store.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { Connection } from '../model/connection.ts'
import type { BoardEntry } from '../model/panel-messages.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import { Refusal } from '../refusal.tsx'
import { askFor, useAnswer } from '../use-answer.ts'
import { BoardWatch, PAGE } from './board-watch.ts'

const NEEDED = ['board_top', 'board_around', 'board_mine']

const askForNames = () => askFor<string[]>('/api/boards')

export function BoardView() {
  const { page, t } = usePage()
  const names = useAnswer(askForNames)
  const watchOf = (connection: Connection) => page.panelOf(connection, BoardWatch)
  return (
    <PlayerColumns
      needed={NEEDED}
      what="board_*"
      label={t('boards')}
      icon="boards"
      hasContent={connection => watchOf(connection).shown !== undefined}
    >
      {connection => {
        const watch = watchOf(connection)
        const known = names.answer ?? watch.names
        return known ? (
          <BoardColumn connection={connection} watch={watch} names={known} />
        ) : (
          <EmptyState icon="boards" text={t(names.hasFailed ? 'noServer' : 'loadingBoard')} />
        )
      }}
    </PlayerColumns>
  )
}

interface ColumnProps {
  connection: Connection
  watch: BoardWatch
  names: readonly string[]
}

function BoardColumn({ connection, watch, names }: ColumnProps) {
  const { t } = usePage()
  const isIn = panelStateOf(connection) === 'in'
  useEffect(() => {
    watch.know(names)
    if (isIn) watch.run()
    return () => watch.stop()
  }, [watch, names, isIn])
  useStore(watch, connection)
  if (names.length === 0) return <EmptyState icon="boards" text={t('noBoards')} />
  return (
    <div class="board">
      <BoardTools watch={watch} names={names} isIn={isIn} />
      <div class="over">
        <Refusal failure={watch.problem} onClose={() => watch.dismiss()} />
      </div>
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
        isDisabled={!isIn}
      >
        <Entries watch={watch} isIn={isIn} />
      </Tabs>
      {watch.tab === 'top' && <Pager watch={watch} isIn={isIn} />}
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

interface ToolsProps {
  watch: BoardWatch
  /** Nobody who may ask is there without. */
  isIn: boolean
}

function BoardTools({ watch, names, isIn }: ToolsProps & { names: readonly string[] }) {
  const { t } = usePage()
  return (
    <fieldset class="board-tools" disabled={!isIn}>
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
    </fieldset>
  )
}

function Pager({ watch, isIn }: ToolsProps) {
  const { t } = usePage()
  const { start } = watch
  const { size = 0 } = watch.shown ?? {}
  if (size <= PAGE) return null
  return (
    <nav class="pager" aria-label={t('top')}>
      <Button isDisabled={!isIn || start === 1} onClick={() => watch.turn(-1)}>
        {t('previous')}
      </Button>
      <span class="hint number">
        {start}–{Math.min(size, start + PAGE - 1)} / {size}
      </span>
      <Button isDisabled={!isIn || start + PAGE > size} onClick={() => watch.turn(1)}>
        {t('next')}
      </Button>
    </nav>
  )
}

/** Not loaded, empty, or what is there: three things to say. */
function Entries({ watch, isIn }: ToolsProps) {
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

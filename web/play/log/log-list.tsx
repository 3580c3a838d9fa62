// The list of entries. Only the rows that can be seen exist in the document, so that ten thousand are as smooth as
// ten. It follows the newest until somebody scrolls up; arrow keys move the selection.

import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { Entry } from '../model/log.ts'
import { usePage } from '../page.ts'
import { LogRow } from './log-row.tsx'

/** Height of a row in px; --row in tokens.css is the same. */
const ROW = 32
/** Rows beyond the edges, so that quick scrolling shows no holes. */
const SPARE = 8

interface Props {
  entries: readonly Entry[]
  selected: Entry | undefined
  onSelect: (entry: Entry) => void
}

export function LogList({ entries, selected, onSelect }: Props) {
  const { t } = usePage()
  const list = useRef<HTMLDivElement>(null)
  /** Where somebody has scrolled to, in px; undefined: it follows the newest. */
  const [scrolled, setScrolled] = useState<number>()
  const [height, setHeight] = useState(600)
  useLayoutEffect(() => {
    if (scrolled === undefined && list.current) list.current.scrollTop = list.current.scrollHeight
  })
  useLayoutEffect(() => watchHeight(list.current!, setHeight), [])
  const onScroll = () => {
    if (!list.current) return // of a list that is gone
    const { scrollTop, scrollHeight, clientHeight } = list.current
    setScrolled(scrollHeight - scrollTop - clientHeight < ROW ? undefined : scrollTop)
  }
  const top = scrolled ?? Math.max(0, entries.length * ROW - height)
  const first = Math.max(0, Math.floor(top / ROW) - SPARE)
  const count = Math.ceil(height / ROW) + 1 + 2 * SPARE
  const move = (event: KeyboardEvent) => {
    const next = entries[targetOf(event.key, entries.indexOf(selected!), entries.length)]
    if (!next) return
    event.preventDefault()
    onSelect(next)
    reveal(list.current!, entries.indexOf(next))
  }
  return (
    <div class="log-body">
      {entries.length === 0 && <Nothing />}
      <div
        ref={list}
        class="log-list"
        role="listbox"
        aria-label={t('log')}
        tabIndex={0}
        aria-activedescendant={selected ? `entry-${selected.id}` : undefined}
        onScroll={onScroll}
        onKeyDown={move}
      >
        <div class="log-rows" role="presentation" style={{ height: `${entries.length * ROW}px` }}>
          {entries.slice(first, first + count).map((entry, index) => (
            <LogRow
              key={(first + index) % count} // a row that goes out of sight shows the one that comes into it
              entry={entry}
              top={(first + index) * ROW}
              isSelected={entry === selected}
              onSelect={onSelect}
            />
          ))}
        </div>
      </div>
      {scrolled !== undefined && (
        <div class="to-newest">
          <Button icon="down" onClick={() => setScrolled(undefined)}>
            {t('newest')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Nothing happened yet, or nothing of what happened is shown. */
function Nothing() {
  const { page, t } = usePage()
  const { log } = page
  if (log.entries.length === 0) return <EmptyState text={t(log.isPaused ? 'logPaused' : 'noEntries')} />
  return (
    <EmptyState icon="filter" text={t('allHidden', log.entries.length)}>
      <Button onClick={() => log.resetFilter()}>{t('resetFilter')}</Button>
    </EmptyState>
  )
}

function watchHeight(element: HTMLElement, tell: (height: number) => void): () => void {
  const observer = new ResizeObserver(() => tell(element.clientHeight))
  observer.observe(element)
  return () => observer.disconnect()
}

function targetOf(key: string, at: number, count: number): number {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key === 'ArrowDown') return Math.min(count - 1, at + 1)
  return key === 'ArrowUp' ? Math.max(0, at === -1 ? count - 1 : at - 1) : -1
}

function reveal(list: HTMLElement, index: number): void {
  const top = index * ROW
  if (top < list.scrollTop) list.scrollTop = top
  else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight
}

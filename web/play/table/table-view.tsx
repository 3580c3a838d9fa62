// The tables: rows of the current version, and what the last replacement changed or why it was refused.

import { useEffect } from 'preact/hooks'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Split } from '../../ui/split.tsx'
import { useStore } from '../../ui/store.ts'
import { useWidth } from '../../ui/width.ts'
import { dateTimeOf } from '../log/times.ts'
import { usePage } from '../page.ts'
import { hasNews, LastReplacement } from './last-replacement.tsx'
import { TableRows } from './table-rows.tsx'
import type { TableStore, TableSummary } from './table-store.ts'

export function TableView() {
  const { page, t } = usePage()
  const store = page.tables
  const width = useWidth()
  useEffect(() => {
    if (!store) return
    store.watch(true)
    return () => store.watch(false)
  }, [store])
  if (!store) return <Nothing text={t(page.protocols.answer.hasTables ? 'loadingTables' : 'noTables')} />
  return width === 'wide' ? <SideBySide store={store} /> : <Stacked store={store} />
}

function Nothing({ text }: { text: string }) {
  const { t } = usePage()
  return (
    <section class="pane" aria-label={t('tables')}>
      <EmptyState icon="tables" text={text} />
    </section>
  )
}

/** What the last replacement has to say gets its room only when it says something. */
function SideBySide({ store }: { store: TableStore }) {
  const { t } = usePage()
  useStore(store)
  const rows = <TableRows store={store} />
  return (
    <Split name="table-list" label={t('dragLine')} way="across" initial={0.16} least={0.1}>
      <TableList store={store} />
      {hasNews(store.answer?.last) ? (
        <Split name="table-last" label={t('dragLine')} way="across" initial={0.7}>
          {rows}
          <LastReplacement store={store} />
        </Split>
      ) : (
        rows
      )}
    </Split>
  )
}

function Stacked({ store }: { store: TableStore }) {
  useStore(store)
  const isNews = hasNews(store.answer?.last)
  return (
    <div class={`table-stack ${isNews ? 'news' : ''}`}>
      <TableList store={store} />
      <TableRows store={store} />
      {isNews && <LastReplacement store={store} />}
    </div>
  )
}

function TableList({ store }: { store: TableStore }) {
  const { t } = usePage()
  useStore(store)
  const { answer } = store
  useEffect(() => {
    const first = answer?.tables[0]
    if (first && !store.table) store.show(first.name)
  }, [answer])
  return (
    <section class="pane table-list" aria-label={t('tables')}>
      {answer?.tables.length === 0 && <EmptyState icon="tables" text={t('noTables')} />}
      {!answer && <EmptyState icon="tables" text={t(store.isAway ? 'noServer' : 'loadingTables')} />}
      {answer && (
        <ul class="scroll grow">
          {answer.tables.map(table => (
            <Item key={table.name} store={store} table={table} />
          ))}
        </ul>
      )}
      {answer && !hasNews(answer.last) && (
        <p class="hint last-changed">{t('lastChanged', dateTimeOf(answer.last.time).slice(5, 16))}</p>
      )}
    </section>
  )
}

function Item({ store, table }: { store: TableStore; table: TableSummary }) {
  const { t } = usePage()
  return (
    <li>
      <button
        type="button"
        class="row"
        aria-current={store.table === table ? 'true' : undefined}
        onClick={() => store.show(table.name)}
      >
        <span class="row-name">{table.name}</span>
        <span class="comment number">{t('rows', table.rows)}</span>
      </button>
    </li>
  )
}

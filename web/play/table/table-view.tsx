// The tables: rows of the current version, and what the last replacement changed or why it was refused.

import { useEffect } from 'preact/hooks'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Split } from '../../ui/split.tsx'
import { useStore } from '../../ui/store.ts'
import { useWidth } from '../../ui/width.ts'
import { usePage } from '../page.ts'
import { LastReplacement } from './last-replacement.tsx'
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
  if (!store) return <Nothing text={t('noTables')} />
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

function SideBySide({ store }: { store: TableStore }) {
  const { t } = usePage()
  return (
    <Split name="table-list" label={t('dragLine')} way="across" initial={0.16} least={0.1}>
      <TableList store={store} />
      <Split name="table-last" label={t('dragLine')} way="across" initial={0.7}>
        <TableRows store={store} />
        <LastReplacement store={store} />
      </Split>
    </Split>
  )
}

function Stacked({ store }: { store: TableStore }) {
  return (
    <div class="table-stack">
      <TableList store={store} />
      <TableRows store={store} />
      <LastReplacement store={store} />
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
      {!answer && <p class="hint list-note">{t(store.isAway ? 'tablesAway' : 'loadingTables')}</p>}
      <ul class="scroll grow">
        {answer?.tables.map(table => (
          <Item key={table.name} store={store} table={table} />
        ))}
      </ul>
      {store.isAway && answer && (
        <p class="notice bad">
          <Icon name="alert" /> {t('tablesAway')}
        </p>
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

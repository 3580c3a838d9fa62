// The tables: rows of the current version, and what the last replacement changed or why it was refused.

import { useEffect, useState } from 'preact/hooks'
import { useStore } from '../../ui/store.ts'
import { usePage } from '../page.ts'
import { cellText } from './cell-text.ts'
import { LastReplacement } from './last-replacement.tsx'
import { PAGE, TableStore, type TableSummary } from './table-store.ts'

export function TableView() {
  const { t } = usePage()
  const [store] = useState(() => new TableStore())
  useEffect(() => {
    store.start()
    return () => store.stop()
  }, [store])
  useStore(store)
  if (!store.answer || store.answer.tables.length === 0)
    return (
      <section class="panel placeholder" aria-label={t('tables')}>
        <p class="empty">{store.problem ?? (store.answer === undefined ? t('loading') : t('noTables'))}</p>
      </section>
    )
  return (
    <div class="table-view">
      <section class="panel table-list" aria-label={t('tables')}>
        <ul class="scroll">
          {store.answer.tables.map(table => (
            <Item key={table.name} store={store} table={table} />
          ))}
        </ul>
      </section>
      <Rows store={store} />
      <LastReplacement outcome={store.answer.last} />
    </div>
  )
}

function Item({ store, table }: { store: TableStore; table: TableSummary }) {
  const { t } = usePage()
  return (
    <li>
      <button
        type="button"
        class="message-item"
        aria-current={store.table === table ? 'true' : undefined}
        onClick={() => store.show(table.name)}
      >
        <span class="message-name">{table.name}</span>
        <span class="comment">{t('rows', table.rows)}</span>
      </button>
    </li>
  )
}

function Rows({ store }: { store: TableStore }) {
  const { t } = usePage()
  const { table, page } = store
  if (!table || page?.table !== table.name) return <section class="panel" />
  return (
    <section class="panel table-rows" aria-label={table.name}>
      <header>
        <h2>{table.name}</h2>
        <span class="tag">{t('version', page.version)}</span>
        <span class="grow" />
        <Pager store={store} from={page.from} total={page.total} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys have to reach it */}
      <div class="scroll" role="group" aria-label={table.name} tabIndex={0}>
        <table class="data-table">
          <thead>
            <tr>
              {table.columns.map(column => (
                <th key={column.name} scope="col">
                  {column.name} {table.key.includes(column.name) && <span title="key">•</span>}
                  <span class="type-name">{column.kind}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row, index) => (
              <tr key={page.from + index}>
                {table.columns.map(column => (
                  <td key={column.name}>{cellText(row[column.name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Pager({ store, from, total }: { store: TableStore; from: number; total: number }) {
  const { t } = usePage()
  if (total <= PAGE) return null
  return (
    <nav class="pager" aria-label={t('rows', total)}>
      <button type="button" disabled={from === 0} onClick={() => store.turn(-1)}>
        {t('previous')}
      </button>
      <span class="hint">
        {from + 1}–{Math.min(total, from + PAGE)} / {total}
      </span>
      <button type="button" disabled={from + PAGE >= total} onClick={() => store.turn(1)}>
        {t('next')}
      </button>
    </nav>
  )
}

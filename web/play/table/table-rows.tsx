// The rows of one table, searched and sorted.

import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useStore } from '../../ui/store.ts'
import { usePage } from '../page.ts'
import { cellText } from './cell-text.ts'
import { MOST, PAGE, type TableStore, type TableSummary } from './table-store.ts'

export function TableRows({ store }: { store: TableStore }) {
  const { t } = usePage()
  useStore(store)
  const { table, loaded } = store
  if (!table || loaded?.table !== table.name)
    return (
      <section class="pane">
        <EmptyState icon="tables" text={t(store.isAway ? 'noServer' : 'loadingTables')} />
      </section>
    )
  return (
    <section class="pane table-rows" aria-label={table.name}>
      <header class="pane-head">
        <h2>{table.name}</h2>
        <span class="tag">{t('version', loaded.version)}</span>
        <span class="grow" />
        <input
          type="search"
          aria-label={t('searchRows')}
          placeholder={t('searchRows')}
          value={store.search}
          onInput={event => store.find(event.currentTarget.value)}
        />
      </header>
      {table.rows > MOST && <p class="notice">{t('mostRows', MOST)}</p>}
      <Rows store={store} table={table} />
      <Pager store={store} />
    </section>
  )
}

interface Props {
  store: TableStore
  table: TableSummary
}

function Rows({ store, table }: Props) {
  const { t } = usePage()
  const rows = store.found.slice(store.from, store.from + PAGE)
  if (rows.length === 0) return <EmptyState icon="search" text={t(store.search ? 'noMatch' : 'noRows')} />
  const isNumber = (kind: string) => kind === 'number'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys have to reach it
    <div class="scroll grow" role="group" aria-label={table.name} tabIndex={0}>
      <table class="data-table">
        <thead>
          <tr>
            {table.columns.map(({ name, kind }) => (
              <Head key={name} store={store} table={table} name={name} kind={kind} isRight={isNumber(kind)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={store.from + index}>
              {table.columns.map(({ name, kind }) => (
                <Cell key={name} value={row[name]} isRight={isNumber(kind)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A nested value stays in its line: it is cut and not broken in words. */
function Cell({ value, isRight }: { value: unknown; isRight: boolean }) {
  const text = cellText(value)
  if (typeof value === 'object' && value !== null)
    return (
      <td>
        <code class="nested-cell" title={text}>
          {text}
        </code>
      </td>
    )
  return <td class={isRight ? 'right' : ''}>{text}</td>
}

function Head({
  store,
  table,
  name,
  kind,
  isRight,
}: Props & { name: string; kind: string; isRight: boolean }) {
  const { t } = usePage()
  const { sort } = store
  const isSorted = sort?.column === name
  return (
    <th
      scope="col"
      class={`${isRight ? 'right' : ''} ${isSorted ? 'sorted' : ''}`}
      aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" class="quiet" title={t('sortBy', name)} onClick={() => store.sortBy(name)}>
        {name}
        <Icon name={isSorted ? (sort.isDown ? 'down' : 'up') : 'sort'} size={14} />
      </button>
      <p>
        {table.key.includes(name) && <span class="tag">{t('keyColumn')}</span>}
        <span class="type-name">{kind}</span>
      </p>
    </th>
  )
}

function Pager({ store }: { store: TableStore }) {
  const { t } = usePage()
  const { from, found } = store
  if (found.length <= PAGE) return null
  return (
    <nav class="pager" aria-label={t('rows', found.length)}>
      <button type="button" disabled={from === 0} onClick={() => store.turn(-1)}>
        {t('previous')}
      </button>
      <span class="hint number">
        {from + 1}–{Math.min(found.length, from + PAGE)} / {found.length}
      </span>
      <button type="button" disabled={from + PAGE >= found.length} onClick={() => store.turn(1)}>
        {t('next')}
      </button>
    </nav>
  )
}

// How the last replacement of the tables ended: row by row what it changed, or what was wrong and where.

import { useStore } from '../../ui/store.ts'
import type { Translate } from '../../words/translator.ts'
import { dateTimeOf } from '../log/times.ts'
import { usePage } from '../page.ts'
import { cellText } from './cell-text.ts'
import type { Outcome, Problem, RowDiff, TableDiff, TableStore } from './table-store.ts'

export function LastReplacement({ store }: { store: TableStore }) {
  useStore(store)
  const outcome = store.answer?.last
  return outcome ? <Last outcome={outcome} /> : null
}

/** Whether there is more to tell than when it was. */
export const hasNews = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined && (!outcome.ok || outcome.diff.length > 0)

function Last({ outcome }: { outcome: Outcome }) {
  const { t } = usePage()
  return (
    <section class="pane last-replacement" aria-label={t('lastChange')}>
      <header class="pane-head">
        <h2>{t('lastChange')}</h2>
        <span class="hint number" title={dateTimeOf(outcome.time)}>
          {dateTimeOf(outcome.time).slice(5, 16)}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys have to reach it */}
      <div role="status" class="scroll grow" tabIndex={0}>
        {outcome.ok ? <Differences diff={outcome.diff} /> : <Problems outcome={outcome} />}
      </div>
    </section>
  )
}

function Problems({ outcome }: { outcome: Extract<Outcome, { ok: false }> }) {
  const { page, t } = usePage()
  return (
    <>
      <p class="failure">
        {t(outcome.problemCount === 1 ? 'refusedOne' : 'refusedMany', outcome.problemCount, outcome.version)}
      </p>
      <ul class="problems">
        {outcome.problems.map((problem, index) => (
          <li key={index}>
            <strong>{placeOf(problem, t)}</strong>
            <br />
            {page.settings.mistake(wrongIn(problem))}
          </li>
        ))}
      </ul>
    </>
  )
}

function placeOf({ file, sheet, row, column }: Problem, t: Translate): string {
  const parts = [
    file,
    sheet !== undefined && t('sheetNamed', sheet),
    row !== undefined && t('rowNumber', row),
    column !== undefined && t('columnNamed', column),
  ]
  return parts.filter(Boolean).join(', ')
}

function wrongIn({ expected, value = '' }: Problem): string {
  const wanted = expected.replace(/, not an empty cell$/, '')
  return `expected ${wanted}, got ${value === '' ? 'an empty cell' : value}`
}

function Differences({ diff }: { diff: TableDiff[] }) {
  return (
    <>
      {diff.map(table => (
        <section key={table.table}>
          <h3>
            {table.table}{' '}
            <span class="hint">
              +{table.added} −{table.removed} ~{table.changed}
            </span>
          </h3>
          <ul class="row-diffs">
            {table.rows.map((row, index) => (
              <Row key={index} row={row} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const SIGNS = { added: '+', removed: '−', changed: '~' }

function Row({ row }: { row: RowDiff }) {
  return (
    <li class={`row-diff ${row.kind}`}>
      <code>
        {SIGNS[row.kind]} {row.key.map(cellText).join(', ')}
      </code>
      {Object.entries(row.fields).map(([name, { before, after }]) => (
        <span key={name} class="field-diff">
          {name}: {before !== undefined && <del>{cellText(before)}</del>}{' '}
          {after !== undefined && <ins>{cellText(after)}</ins>}
        </span>
      ))}
    </li>
  )
}

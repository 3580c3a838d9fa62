// How the last replacement of the tables ended: row by row what it changed, or what was wrong and where.

import { timeOf } from '../log/log-row.tsx'
import { usePage } from '../page.ts'
import { cellText } from './cell-text.ts'
import type { Outcome, Problem, RowDiff, TableDiff } from './table-store.ts'

export function LastReplacement({ outcome }: { outcome: Outcome }) {
  const { t } = usePage()
  return (
    <section class="panel last-replacement" aria-label={t('lastChange')}>
      <header>
        <h2>{t('lastChange')}</h2>
        <span class="hint">
          {timeOf(outcome.time).slice(0, 8)} · {t('version', outcome.version)}
        </span>
      </header>
      <div role="status" class="scroll">
        {outcome.ok ? <Differences diff={outcome.diff} /> : <Problems outcome={outcome} />}
      </div>
    </section>
  )
}

function Problems({ outcome }: { outcome: Extract<Outcome, { ok: false }> }) {
  const { t } = usePage()
  return (
    <>
      <p class="failure">{t('refusedChange', outcome.problemCount)}</p>
      <ul class="problems">
        {outcome.problems.map((problem, index) => (
          <li key={index}>
            <code>{placeOf(problem)}</code>
            <br />
            {t('expectedGot', problem.expected, problem.value ?? '—')}
          </li>
        ))}
      </ul>
    </>
  )
}

const placeOf = ({ file, sheet, row, column }: Problem): string =>
  [file, sheet, row, column].filter(part => part !== undefined).join(' : ')

function Differences({ diff }: { diff: TableDiff[] }) {
  const { t } = usePage()
  if (diff.length === 0) return <p class="hint">{t('noDifference')}</p>
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

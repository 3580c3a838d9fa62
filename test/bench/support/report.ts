// What a benchmark reports: one row per figure, as a table for people and as JSON for machines.

import { cpus } from 'node:os'

export interface Row {
  name: string
  value: number
  unit: string
  /** What it was measured against in the same run, and that one's figure. */
  peer?: string
  peerValue?: number
  /** value / peerValue, or the median of the rounds' own ratios: those stand also when the machine's pace changes. */
  ratio?: number
  /** In which the true ratio lies. */
  interval?: readonly [low: number, high: number]
  /** What the ratio (or the value, when there is no peer) has to reach, in words: ">= 0.8". */
  goal?: string
  met?: boolean
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** A row whose ratio is judged: `goal` like ">= 0.8" or "<= 6". Without a peer the value itself is judged. */
export function judge(row: Omit<Row, 'met'>): Row {
  const ratio = row.ratio ?? (row.peerValue === undefined ? undefined : row.value / row.peerValue)
  const full: Row = ratio === undefined ? { ...row } : { ...row, ratio }
  const match = row.goal?.match(/^(>=|<=)\s*([\d.]+)/)
  if (match)
    full.met = match[1] === '>=' ? (ratio ?? row.value) >= +match[2]! : (ratio ?? row.value) <= +match[2]!
  return full
}

/** The machine and the versions a figure belongs to. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`

const show = (n: number): string =>
  Math.abs(n) >= 1000 ? Math.round(n).toLocaleString('en-US') : String(Number(n.toPrecision(3)))

function showRatio({ ratio, interval }: Row): string {
  if (ratio === undefined) return ''
  const range = interval && ` (${interval.map(end => end.toFixed(2)).join(' to ')})`
  return `${ratio.toFixed(2)}×${range ?? ''}`
}

export function printRows(rows: readonly Row[]): void {
  const cells = rows.map(r => [
    r.name,
    `${show(r.value)} ${r.unit}`,
    r.peer === undefined ? '' : `${r.peer}: ${r.peerValue === undefined ? '' : show(r.peerValue)}`,
    showRatio(r),
    r.goal ?? '',
    r.met === undefined ? '' : r.met ? 'met' : 'MISSED',
  ])
  const head = ['figure', 'value', 'peer', 'ratio', 'goal', '']
  const widths = head.map((h, i) => Math.max(h.length, ...cells.map(c => c[i]!.length)))
  for (const line of [head, ...cells])
    console.log(
      line
        .map((c, i) => c.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
}

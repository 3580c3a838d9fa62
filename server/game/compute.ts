// The demo's computations: what takes too long for a thread that serves players. Each runs on a thread of its own and knows
// nothing of the server.

/** A map, row by row: `#` is a wall. Cells are counted from 0, row by row. */
export interface WayQuery {
  rows: string[]
  from: number
  to: number
}

/** The cells of a shortest way from `from` to `to`, both with it; none where there is no way. */
export function way({ rows, from, to }: WayQuery): number[] {
  const width = rows[0]?.length ?? 0
  const before = new Map([[from, from]])
  for (const cell of before.keys()) {
    if (cell === to) return stepsTo(to, before)
    for (const next of neighboursOf(cell, width))
      if (!before.has(next) && isFree(next, rows, width)) before.set(next, cell)
  }
  return []
}

function neighboursOf(cell: number, width: number): number[] {
  const [column, last] = [cell % width, width - 1]
  return [
    ...(column > 0 ? [cell - 1] : []),
    ...(column < last ? [cell + 1] : []),
    ...[cell - width, cell + width],
  ]
}

function isFree(cell: number, rows: readonly string[], width: number): boolean {
  const mark = rows[Math.floor(cell / width)]?.[cell % width]
  return mark !== undefined && mark !== '#'
}

function stepsTo(to: number, before: ReadonlyMap<number, number>): number[] {
  const steps = [to]
  let cell = to
  while (before.get(cell) !== cell) {
    cell = before.get(cell)!
    steps.push(cell)
  }
  return steps.reverse()
}

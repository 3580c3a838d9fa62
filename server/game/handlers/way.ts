// The way over a map, which is searched beside the threads that serve players: see compute.ts.

import { AppError } from '../../kit/index.ts'
import { handlers } from '../kit.ts'

/** Cells of a map. */
const MOST = 10_000

export const wayHandlers = handlers({
  async way_find({ compute }, { rows, from, to }) {
    const width = rows[0]?.length ?? 0
    const cells = width * rows.length
    if (cells === 0 || cells > MOST || rows.some(row => row.length !== width))
      throw new AppError('BAD_MESSAGE', `rows: expected rows of one length, ${MOST} cells at most`)
    if (![from, to].every(cell => cell >= 0 && cell < cells))
      throw new AppError('BAD_MESSAGE', `from, to: expected cells from 0 to ${cells - 1}`)
    return { steps: await compute('way', { rows: [...rows], from, to }, { within: 2000 }) }
  },
})

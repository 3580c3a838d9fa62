// A Replacement over a temporary folder, with the log's lines at hand.

import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { ManualClock } from '../../../server/lib/clock.ts'
import { TableHolder } from '../../../server/table/read/holder.ts'
import type { Outcome } from '../../../server/table/replace/outcome.ts'
import { Replacement, type ReplacementOptions } from '../../../server/table/replace/replacement.ts'
import { type Contents, dataFolder } from './data-folder.ts'
import { filesOfGeneration, tables } from './fixture-tables.ts'

export interface LogLine {
  level: number
  msg: string
  file?: string
  problems?: string[]
}

export async function startReplacing(files: Contents = filesOfGeneration(1)) {
  const folder = await dataFolder(files)
  const lines: LogLine[] = []
  const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) })
  const clock = new ManualClock()
  const opened: Replacement[] = []
  const options = { dir: folder.dir, history: join(folder.dir, 'var'), watch: false, gather: 200, log, clock }
  const start = async (more: Partial<ReplacementOptions> = {}) => {
    const replacement = await Replacement.start({ set: tables, ...options, ...more })
    opened.push(replacement)
    const holder = new TableHolder(tables, replacement.buffer)
    replacement.onSwitch(buffer => holder.switchTo(buffer))
    return { replacement, holder, tables: holder.tables }
  }
  const close = async () => {
    for (const replacement of opened) await replacement.close()
    await folder.close()
  }
  return { dir: folder.dir, lines, clock, start, close }
}

/** A Replacement for the tests of a suite; call it in the suite. */
export function shareReplacing(more: Partial<ReplacementOptions> = {}) {
  type Place = Awaited<ReturnType<typeof startReplacing>>
  let shared: { place: Place } & Awaited<ReturnType<Place['start']>>
  beforeAll(async () => {
    const place = await startReplacing()
    shared = { place, ...(await place.start(more)) }
  })
  afterAll(() => shared.place.close())
  return () => shared
}

/** The next outcome that `fits`, however the replacement was begun. */
export const nextOutcome = (
  replacement: Replacement,
  fits: (outcome: Outcome) => boolean = () => true,
): Promise<Outcome> =>
  new Promise(resolve => replacement.onOutcome(outcome => fits(outcome) && resolve(outcome)))

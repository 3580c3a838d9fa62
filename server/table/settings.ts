// The settings of the designers' tables.

import { z } from 'zod'
import { count, folder, ms, section } from '../lib/setting-types.ts'

export const tableSettings = section({
  dir: folder('data').describe("folder of the designers' tables"),
  history: folder('var/tables').describe(
    'folder of the kept versions of the tables, with a folder for each node',
  ),
  keep: z.int().min(1).max(1000).default(10).describe('number of versions of the tables that are kept'),
  watch: z.boolean().default(true).describe('replace the tables when one of their files is saved'),
  maxFile: count(67_108_864).describe(
    'bytes of the largest table file; a larger one is reported as a mistake',
  ),
  gather: ms(200, 10, 60_000).describe(
    'ms without further changes before saved files are read; all of them are one replacement',
  ),
  cacheBytes: count(8_388_608).describe('bytes of decoded table texts that each thread caches'),
})

export type TableConfig = z.output<typeof tableSettings>

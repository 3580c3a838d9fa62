// The settings of the designers' tables.

import { z } from 'zod'
import { count, folder, ms, section } from '../lib/setting-types.ts'

export const tableSettings = section({
  dir: folder('data').describe("folder of the designers' tables"),
  history: folder('var/tables').describe(
    'folder of the last versions of the tables, in one of its own for each node',
  ),
  keep: z.int().min(1).max(1000).default(10).describe('versions of the tables that are kept'),
  watch: z.boolean().default(true).describe('replace the tables when one of their files is saved'),
  maxFile: count(67_108_864).describe('bytes of one file of the tables; a larger one is a mistake'),
  gather: ms(200, 10, 60_000).describe(
    'ms without another change before saved files are read, as one replacement',
  ),
  cacheBytes: count(8_388_608).describe('bytes of decoded texts of tables that each thread may keep'),
})

export type TableConfig = z.output<typeof tableSettings>

// The settings of the game's code in a running server.

import { z } from 'zod'
import { folder, ms, section } from '../lib/setting-types.ts'

export const codeSettings = section({
  watch: z
    .boolean()
    .default(false)
    .describe(
      "replace the game's code in the running server when one of its files is saved; npm run dev does",
    ),
  history: folder('var/code').describe(
    "folder of the kept versions of the game's code, with a folder for each node",
  ),
  keep: z.int().min(1).max(1000).default(20).describe("number of versions of the game's code that are kept"),
  gather: ms(100, 10, 60_000).describe(
    'ms without further changes before saved files are read; all of them are one replacement',
  ),
})

export type CodeConfig = z.output<typeof codeSettings>

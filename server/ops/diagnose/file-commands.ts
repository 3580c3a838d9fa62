// What diagnoses have left behind.

import { z } from 'zod'
import { type Commands, command } from '../../setup/commands.ts'
import type { DiagnosisFiles } from './files.ts'

export const fileCommands = (files: DiagnosisFiles): Commands => ({
  'diagnose files': command({
    summary: 'lists the profiles and snapshots that were written; the 20 newest are kept',
    run: () => files.list(),
  }),
  'diagnose remove': command({
    summary: 'deletes one of them',
    scope: 'operate',
    args: { file: z.string().describe('as `diagnose files` lists it') },
    run: ({ file }) => files.remove(file),
  }),
})

// What the server was configured with.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { type Commands, command } from '../../setup/commands.ts'
import type { SettingRow } from '../../setup/start-options.ts'

export const configCommand = (settings: readonly SettingRow[]): Commands => ({
  config: command({
    summary: 'shows every setting with its value and where that comes from',
    args: { section: z.string().optional().describe('a section or a setting, such as gate or gate.port') },
    run({ section }) {
      const found = settings.filter(({ setting }) => isWithin(setting, section))
      if (found.length === 0) throw new AppError('BAD_MESSAGE', `section: there is no setting ${section}`)
      return found
    },
  }),
})

const isWithin = (setting: string, section: string | undefined): boolean =>
  section === undefined || setting === section || setting.startsWith(`${section}.`)

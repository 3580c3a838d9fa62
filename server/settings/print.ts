// The configuration as --print-config and the console's `config` show it: each setting with its value. Secrets are hidden.

import type { z } from 'zod'
import { type Config, configSchema } from '../config.ts'
import { markOf } from '../lib/setting-types.ts'
import { showUrl } from '../lib/url-secrets.ts'
import { isHidden, withoutSecrets } from './secrets.ts'
import { isSection, type SettingValues, settingsIn } from './setting-tree.ts'

/** One setting as it may be shown. */
export interface ShownSetting {
  /** `gate.port` */
  path: string
  /** JSON. */
  value: string
  meaning: string | undefined
}

/** The configuration with the meaning of each setting beside it, as --print-config shows it. Secrets are hidden. */
export const printConfig = (config: Config, schema: z.ZodType = configSchema): string =>
  listSettings(config, schema)
    .map(({ path, value, meaning }) =>
      `${`${path} = ${value}`.padEnd(44)}${meaning ? `  # ${meaning}` : ''}`.trimEnd(),
    )
    .join('\n')

export const listSettings = (config: Config, schema: z.ZodType = configSchema): ShownSetting[] =>
  settingsOf(schema, config as unknown as SettingValues, '')

function settingsOf(schema: z.ZodType, value: SettingValues, prefix: string): ShownSetting[] {
  return Object.entries(settingsIn(schema)!).flatMap(([key, part]) => {
    const path = `${prefix}${key}`
    const current = value[key]
    if (!isHidden(part) && isSection(current) && settingsIn(part))
      return settingsOf(part, current, `${path}.`)
    return [{ path, value: show(current, part), meaning: part.description }]
  })
}

function show(value: unknown, schema: z.ZodType): string {
  const shown = withoutSecrets(value, schema)
  if (shown !== value && typeof shown === 'string') return shown
  return JSON.stringify(shown && markOf(schema) === 'url' ? showUrl(String(shown)) : shown)
}

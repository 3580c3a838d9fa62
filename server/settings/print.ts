// The configuration as --print-config shows it.

import type { z } from 'zod'
import { type Config, configSchema } from '../config.ts'
import { markOf } from '../lib/setting-types.ts'
import { showUrl } from '../lib/url-secrets.ts'
import { isHidden, withoutSecrets } from './secrets.ts'
import { isSection, type SettingValues, settingsIn } from './setting-tree.ts'

/** The configuration with the meaning of each setting beside it, as --print-config shows it. Secrets are hidden. */
export function printConfig(config: Config, schema: z.ZodType = configSchema): string {
  return describe(schema, config as unknown as SettingValues, '').join('\n')
}

function describe(schema: z.ZodType, value: SettingValues, prefix: string): string[] {
  return Object.entries(settingsIn(schema)!).flatMap(([key, part]) => {
    const path = `${prefix}${key}`
    const current = value[key]
    if (!isHidden(part) && isSection(current) && settingsIn(part)) return describe(part, current, `${path}.`)
    const meaning = part.description
    return [`${`${path} = ${show(current, part)}`.padEnd(44)}${meaning ? `  # ${meaning}` : ''}`.trimEnd()]
  })
}

function show(value: unknown, schema: z.ZodType): string {
  const shown = withoutSecrets(value, schema)
  if (shown !== value && typeof shown === 'string') return shown
  return JSON.stringify(shown && markOf(schema) === 'url' ? showUrl(String(shown)) : shown)
}

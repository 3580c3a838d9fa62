// The tables of settings, one for each section, from server/config.ts: meaning, range and default as its schema says.

import { z } from 'zod'
import { configSchema } from '../../server/config.ts'
import { innerOf } from '../../server/lib/schema/inner-schema.ts'
import { settingsIn } from '../../server/settings/setting-tree.ts'
import { type Language, table } from './markdown.ts'
import { SETTINGS_ZH } from './settings.zh.ts'

const WORDS = {
  en: {
    head: ['setting', 'meaning', 'values', 'default'],
    general: 'General',
    ...{ text: 'text', list: 'list', empty: 'empty', to: ' to ', orMore: ' or more' },
  },
  zh: {
    head: ['设置', '含义', '取值', '默认值'],
    general: '通用',
    ...{ text: '文本', list: '列表', empty: '空', to: ' 至 ', orMore: ' 以上' },
  },
}

/** Defaults that are computed at the start. */
const COMPUTED: Record<string, Record<Language, string>> = {
  threads: { en: 'cores − 1', zh: '核数 − 1' },
  development: { en: 'see the meaning', zh: '见含义' },
  'log.pretty': { en: 'see the meaning', zh: '见含义' },
}

/** From here on a greatest value is no more than "large". */
const LARGE = 1e9

interface Setting {
  path: string
  schema: z.ZodType
}

export function settingTables(language: Language): string {
  const top = Object.entries(settingsIn(configSchema)!)
  const single = top.filter(([, schema]) => !settingsIn(schema))
  const { general } = WORDS[language]
  const sections = top.filter(([, schema]) => settingsIn(schema))
  return [
    `## ${general}\n\n${tableOf(single.flatMap(flatten), language)}`,
    ...sections.map(section => `## ${section[0]}\n\n${tableOf(flatten(section), language)}`),
  ].join('\n\n')
}

/** A section that may be null is a setting itself. */
function flatten([path, schema]: [string, z.ZodType]): Setting[] {
  const inner = settingsIn(schema)
  if (!inner) return [{ path, schema }]
  const own = schema.description === undefined ? [] : [{ path, schema }]
  return [...own, ...Object.entries(inner).flatMap(([key, part]) => flatten([`${path}.${key}`, part]))]
}

const tableOf = (settings: readonly Setting[], language: Language): string =>
  table(
    WORDS[language].head,
    settings.map(({ path, schema }) => [
      `\`${path}\``,
      language === 'en' ? (schema.description ?? '') : (SETTINGS_ZH as Record<string, string>)[path]!,
      valuesOf(schema, language),
      COMPUTED[path]?.[language] ?? defaultOf(schema, language),
    ]),
  )

function valuesOf(schema: z.ZodType, language: Language): string {
  const words = WORDS[language]
  if (schema instanceof z.ZodNumber) return rangeOf(schema, language)
  if (schema instanceof z.ZodBoolean) return 'true, false'
  if (schema instanceof z.ZodEnum) return schema.options.join(', ')
  if (schema instanceof z.ZodArray) return words.list
  if (schema instanceof z.ZodObject) return 'null, { … }'
  if (schema instanceof z.ZodRecord) return '{ … }'
  const inner = innerOf(schema)
  return inner ? valuesOf(inner as z.ZodType, language) : words.text
}

function rangeOf({ minValue, maxValue }: z.ZodNumber, language: Language): string {
  const { to, orMore } = WORDS[language]
  const [min, max] = [minValue ?? 0, maxValue ?? LARGE]
  return max >= LARGE ? `${min}${orMore}` : `${min}${to}${max}`
}

function defaultOf(schema: z.ZodType, language: Language): string {
  const value = schema instanceof z.ZodDefault ? (schema.def.defaultValue as unknown) : undefined
  if (value === undefined) return ''
  const isEmpty = value === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)
  return isEmpty ? WORDS[language].empty : `\`${String(value)}\``
}

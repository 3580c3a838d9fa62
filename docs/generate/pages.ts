// The pages with generated parts: what stands between `<!-- generated: NAME -->` and `<!-- end -->` is made from the
// definitions in the code, in the language of the page's folder.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeTable, errorTable } from './codes.ts'
import { figureTable } from './figures.ts'
import { DOCS, type Language } from './markdown.ts'
import { settingTables } from './settings.ts'

const LANGUAGES: readonly Language[] = ['en', 'zh']

const PARTS: Record<string, (language: Language) => string> = {
  errors: errorTable,
  closes: closeTable,
  settings: settingTables,
  figures: figureTable,
}

const MARKED = /^<!-- generated: (\w+) -->\n.*?^<!-- end -->$/gms

/** File -> the page as it is and as it should be. Throws for a marker that names no part. */
export function freshPages(): Map<string, { before: string; text: string }> {
  const pages = new Map<string, { before: string; text: string }>()
  for (const language of LANGUAGES) {
    for (const name of readdirSync(join(DOCS, language)).filter(each => each.endsWith('.md'))) {
      const file = join(DOCS, language, name)
      const before = readFileSync(file, 'utf8')
      pages.set(file, { before, text: before.replace(MARKED, (_, part) => generated(part, language)) })
    }
  }
  return pages
}

function generated(part: string, language: Language): string {
  const make = PARTS[part]
  if (!make)
    throw new Error(`there is no generated part "${part}"; there are ${Object.keys(PARTS).join(', ')}`)
  return `<!-- generated: ${part} -->\n\n${make(language)}\n\n<!-- end -->`
}

// The table of figures, from docs/figures.json: the rows of the benchmarks with the machine, the date and the commit
// that they belong to. Rows of one figure against several peers are one line.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine, type Row } from '../../test/bench/support/report.ts'
import { inChinese } from './figure-words.ts'
import { DOCS, type Language, table } from './markdown.ts'

interface Figures {
  machine: string
  /** 2026-11-29 */
  date: string
  commit: string
  rows: Row[]
}

/** Of rows that were measured here and now. */
export const figuresFrom = (rows: Row[]): Figures => ({
  machine: machine(),
  date: new Date().toISOString().slice(0, 10),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: DOCS, encoding: 'utf8' }).trim(),
  rows: rows.map(({ name, value, unit, peer, peerValue, ratio }) => ({
    ...{ name, value, unit },
    ...(peer !== undefined && { peer }),
    ...(peerValue !== undefined && { peerValue }),
    ...(ratio !== undefined && { ratio }),
  })),
})

const HEAD: Record<Language, string[]> = {
  en: ['what', 'Gatehouse', 'against, and the ratio'],
  zh: ['项目', 'Gatehouse', '对照与比值'],
}

export function figureTable(language: Language): string {
  const figures = JSON.parse(readFileSync(join(DOCS, 'figures.json'), 'utf8')) as Figures
  const say = language === 'en' ? (text: string) => text : inChinese
  const lines = groups(figures.rows).map(rows => [
    say(rows[0]!.name),
    show(rows[0]!.value, rows[0]!.unit),
    rows.flatMap(row => against(row, say)).join(' · '),
  ])
  const from = `${figures.machine}, ${figures.date}, ${figures.commit}`
  return `${language === 'en' ? 'Measured on' : '测试环境：'}${language === 'en' ? ' ' : ''}${from}.\n\n${table(HEAD[language], lines)}`
}

function groups(rows: readonly Row[]): Row[][] {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.name, [...(found.get(row.name) ?? []), row])
  return [...found.values()]
}

function against({ peer, peerValue, ratio, unit }: Row, say: (text: string) => string): string[] {
  if (peer === undefined) return []
  const value = peerValue === undefined ? '' : ` ${show(peerValue, unit)}`
  return [`${say(peer)}${value}${ratio === undefined ? '' : `: ${ratio.toPrecision(2)}`}`]
}

/** 1 234 567 /s -> 1.23 M/s */
function show(value: number, unit: string): string {
  const perSecond = /^(\w+ )?(\w*\/s)$/.exec(unit)
  const digits = (n: number) => String(Number(n.toPrecision(3)))
  if (!perSecond || value < 1000) return `${digits(value)} ${unit}`
  const rest = unit.replace(/^(op|frames)/, '')
  return value >= 1e6 ? `${digits(value / 1e6)} M${rest}` : `${digits(value / 1e3)} k${rest}`
}

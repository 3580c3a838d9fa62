// `npm run docs [-- --figures FILE] [--screenshot]`: brings the generated parts of docs/en and docs/zh up to date. FILE
// is what `npm run bench -- all --json FILE` has written on this machine; it becomes docs/figures.json. --screenshot takes
// docs/tester.png anew, which needs Chromium.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { figuresFrom } from './figures.ts'
import { DOCS } from './markdown.ts'
import { freshPages } from './pages.ts'

const { values } = parseArgs({ options: { figures: { type: 'string' }, screenshot: { type: 'boolean' } } })
if (values.figures) {
  const figures = figuresFrom(JSON.parse(readFileSync(values.figures, 'utf8')))
  writeFileSync(join(DOCS, 'figures.json'), `${JSON.stringify(figures, null, 2)}\n`)
}

for (const [file, { text, before }] of freshPages()) {
  if (text === before) continue
  writeFileSync(file, text)
  console.log(`wrote ${file}`)
}

if (values.screenshot) {
  const { takeScreenshot } = await import('./screenshot.ts')
  await takeScreenshot(join(DOCS, 'tester.png'))
}

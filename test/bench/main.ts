// npm run bench -- [NAME…] [--json FILE]: runs test/bench/NAME.ts (all of them without a name), prints a table.

import { readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { machine, printRows, type Row } from './support/report.ts'

const known = readdirSync(import.meta.dirname)
  .filter(file => file.endsWith('.ts') && file !== 'main.ts')
  .map(file => file.slice(0, -3))
const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const unknown = positionals.find(name => !known.includes(name))
if (unknown) {
  console.error(`no benchmark "${unknown}"; there are: ${known.join(', ')}`)
  process.exit(1)
}

console.log(machine())
const all: Row[] = []
for (const name of positionals.length ? positionals : known) {
  console.log(`\n${name}`)
  const { run } = (await import(`./${name}.ts`)) as { run(): Promise<Row[]> }
  const rows = await run()
  printRows(rows)
  all.push(...rows)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`)
process.exit(0)

// npm run bench -- [NAME…] [--json FILE]: runs test/bench/NAME.ts (all of them without a name), prints a table.
// npm run bench -- [NAME…] --against COMMIT [--only TEXT] [--rounds 21] [--allow 2]: compares this version with that one, in
// turns, in the figures whose names contain the text; ends with 1 when a figure is worse by more than so many percent, or
// can't be told.

import { readdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compareAgainst } from './support/against.ts'
import { machine, printRows, type Row } from './support/report.ts'

const known = readdirSync(import.meta.dirname)
  .filter(file => file.endsWith('.ts') && file !== 'main.ts')
  .map(file => file.slice(0, -3))
const { values, positionals } = parseArgs({
  options: {
    json: { type: 'string' },
    against: { type: 'string' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '21' },
    allow: { type: 'string', default: '2' },
  },
  allowPositionals: true,
})
const benches = positionals.length === 0 || positionals.includes('all') ? known : positionals
const unknown = benches.find(name => !known.includes(name))
if (unknown) {
  console.error(`no benchmark "${unknown}"; there are: ${known.join(', ')}`)
  process.exit(1)
}

console.log(machine())
process.exit(values.against === undefined ? await runAll() : await compareWith(values.against))

async function runAll(): Promise<number> {
  const all: Row[] = []
  for (const name of benches) {
    console.log(`\n${name}`)
    const { run } = (await import(`./${name}.ts`)) as { run(): Promise<Row[]> }
    const rows = await run()
    printRows(rows)
    all.push(...rows)
  }
  write(all)
  return 0
}

async function compareWith(commit: string): Promise<number> {
  const [rounds, allowed] = [Number(values.rounds), Number(values.allow)]
  const found = await compareAgainst({ commit, benches, only: values.only, rounds, allowed })
  write(found)
  return found.every(({ verdict }) => verdict === 'holds') ? 0 : 1
}

function write(rows: readonly unknown[]): void {
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
}

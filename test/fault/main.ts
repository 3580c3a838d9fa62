// npm run fault -- NAME [--times N] [--seconds S | --minutes M]: breaks the real server in the way NAME says, N times (a
// suite that goes on for a while: so long each), and checks what is left.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const known = readdirSync(import.meta.dirname)
  .filter(file => file.endsWith('.ts') && file !== 'main.ts')
  .map(file => file.slice(0, -3))
const { values, positionals } = parseArgs({
  options: { times: { type: 'string' }, seconds: { type: 'string' }, minutes: { type: 'string' } },
  allowPositionals: true,
})
const numberOf = (text: string | undefined, unit = 1) =>
  text === undefined ? undefined : Number(text) * unit
const asked = numberOf(values.times)
const seconds = numberOf(values.minutes, 60) ?? numberOf(values.seconds)
const wrong = positionals.find(name => !known.includes(name))
if (positionals.length === 0 || wrong || !((asked ?? 1) >= 1) || !((seconds ?? 1) > 0)) {
  console.error(usage())
  process.exit(1)
}
for (const name of positionals) {
  const started = Date.now()
  const { run, DEFAULT_TIMES = 3 } = (await import(`./${name}.ts`)) as {
    run(times: number, seconds?: number): Promise<void>
    DEFAULT_TIMES?: number
  }
  const times = asked ?? DEFAULT_TIMES
  await run(times, seconds)
  console.log(`${name}: ${times} times without a fault, ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
process.exit(0)

function usage(): string {
  const width = Math.max(...known.map(name => name.length))
  const lines = known.map(name => `  ${name.padEnd(width)}  ${aboutOf(name)}`)
  return ['usage: npm run fault -- NAME [--times N] [--seconds S | --minutes M]', '', ...lines].join('\n')
}

/** The first sentence of the comment that opens a suite. */
function aboutOf(name: string): string {
  const source = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8')
  const header = source.slice(0, source.search(/^(?!\/\/)/m)).replaceAll(/\s*\n?^\/\/ ?/gm, ' ')
  return /^.*?[.:](?= |$)/.exec(header.trim())![0].replace(/.$/, '')
}

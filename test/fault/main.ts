// npm run fault -- NAME [--times N] [--seconds S]: breaks the real server in the way NAME says, N times (a suite that
// goes on for a while: S seconds each), and checks what is left.

import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'

const known = readdirSync(import.meta.dirname)
  .filter(file => file.endsWith('.ts') && file !== 'main.ts')
  .map(file => file.slice(0, -3))
const { values, positionals } = parseArgs({
  options: { times: { type: 'string', default: '3' }, seconds: { type: 'string' } },
  allowPositionals: true,
})
const times = Number(values.times)
const seconds = values.seconds === undefined ? undefined : Number(values.seconds)
const wrong = positionals.find(name => !known.includes(name))
if (positionals.length === 0 || wrong || !(times >= 1)) {
  console.error(`usage: npm run fault -- NAME [--times N], where NAME is one of ${known.join(', ')}`)
  process.exit(1)
}
for (const name of positionals) {
  const started = Date.now()
  const { run } = (await import(`./${name}.ts`)) as {
    run(times: number, seconds?: number): Promise<void>
  }
  await run(times, seconds)
  console.log(`${name}: ${times} times without a fault, ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
process.exit(0)

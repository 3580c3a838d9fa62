// A process whose store has 100 MB and can't grow any more: it goes on writing, and says that it lives.

import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { openEnvironment } from '../../../../server/store/embedded/environment/environment.ts'

const WRITES = 300
const VALUE = 'x'.repeat(350_000)

const folder = process.argv[2]!
const environment = openEnvironment(folder)
const database = environment.openDB<string, string>({ name: 'any' })
for (let i = 0; i < 30; i++)
  await Promise.all(Array.from({ length: 10 }, (_, j) => database.put(`old ${i} ${j}`, VALUE)))

const { size } = statSync(join(folder, 'data.mdb'))
execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${size}:`])
let refused = 0
for (let i = 0; i < WRITES; i++) {
  const writes = ['a', 'b', 'c'].map((name, j) =>
    database.put(`${name} ${i}`, VALUE + 'y'.repeat(j * 20_000 + i)),
  )
  for (const end of await Promise.allSettled(writes)) if (end.status === 'rejected') refused++
}
await environment.close()
process.stdout.write(`${refused} refused\n`)

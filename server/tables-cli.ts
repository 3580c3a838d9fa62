// npm run tables: checks the designers' data without a server, and prints everything that is wrong with it.
// Exit code 0 when all is well, 1 for problems in the data, 2 for a wrong command.
//
//   npm run tables -- [--dir data] [--module server/game/tables.ts]

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { buildTables } from './table/build.ts'
import { openForm } from './table/form.ts'
import { loadTableSet } from './table/load-set.ts'
import { formatProblem } from './table/problem.ts'

try {
  const { dir, module } = parseArgs({
    options: {
      dir: { type: 'string', default: 'data' },
      module: { type: 'string', default: 'server/game/tables.ts' },
    },
  }).values
  process.exitCode = await checkTables(dir, pathToFileURL(resolve(module)).href)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}

async function checkTables(dir: string, module: string): Promise<number> {
  const { buffer, problems, problemCount, files } = await buildTables(await loadTableSet(module), { dir })
  for (const problem of problems) console.error(formatProblem(problem))
  if (problemCount > problems.length) console.error(`… and ${problemCount - problems.length} more`)
  if (!buffer) {
    console.error(`${problemCount} ${problemCount === 1 ? 'problem' : 'problems'} in ${dir}`)
    return 1
  }
  const rows = openForm(buffer).tables.map(({ name, kind, size }) =>
    kind === 'table' ? `${name} ${size}` : name,
  )
  console.log(`${files.length} files are fine: ${rows.join(', ')}`)
  return 0
}

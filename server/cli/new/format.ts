// The form that `npm run format` gives: biome formats what a draft has written, and sorts its imports.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'

/** Every file of TypeScript in the draft but generated ones. Throws StartError for what biome finds wrong. */
export function format(draft: Draft): void {
  const paths = draft.paths.filter(path => path.endsWith('.ts') && !path.startsWith('protocol/generated/'))
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-new-'))
  try {
    cpSync(join(draft.root, 'biome.json'), join(folder, 'biome.json'))
    for (const path of paths) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), draft.read(path))
    }
    runBiome(draft.root, folder)
    for (const path of paths) draft.write(path, readFileSync(join(folder, path), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Once for all files: it takes longer to start than to format. */
function runBiome(root: string, folder: string): void {
  const program = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [program, 'check', '--write', '--colors=off', '--vcs-enabled=false', '.']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0)
    throw new StartError(`the new files: expected what biome accepts, got\n${stdout}${stderr}`)
}

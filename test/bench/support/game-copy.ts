// The game of the benchmarks (game.ts), the demo's files in a folder of their own: one may change them while servers run them.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const DEMO = join(ROOT, 'server/game')

export class GameCopy {
  /** As deep in the project as the demo: what it imports from beside server/ stays where it was. */
  readonly folder: string

  constructor() {
    mkdirSync(join(ROOT, 'var'), { recursive: true })
    this.folder = mkdtempSync(join(ROOT, 'var/bench-code-'))
    for (const entry of readdirSync(DEMO, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) this.#copy(join(entry.parentPath, entry.name).slice(DEMO.length + 1))
    const game = readFileSync(join(import.meta.dirname, 'game.ts'), 'utf8')
    const here = game
      .replace('../../../server/game/', './')
      .replace('./collector', '../../test/bench/support/collector')
    writeFileSync(this.path, here)
  }

  /** Of its module. */
  get path(): string {
    return join(this.folder, 'game.ts')
  }

  edit(file: string, change: (text: string) => string): void {
    const path = join(this.folder, file)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  #copy(file: string): void {
    const up = '../'.repeat(file.split('/').length)
    const target = join(this.folder, file)
    mkdirSync(dirname(target), { recursive: true })
    const text = readFileSync(join(DEMO, file), 'utf8')
    writeFileSync(
      target,
      text.replaceAll(new RegExp(`'${up.replaceAll('.', '\\.')}(?!\\.\\./)`, 'g'), `'../${up}server/`),
    )
  }
}

// A game in a folder of its own, whose files a test changes while a server runs it. Each answer says by which version it was made:
// the word `one` in the files is what changes.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')

export class CodeGame {
  readonly folder: string

  /** `template`: a folder beside this file. */
  constructor(template: string) {
    const [parent, from] = [join(ROOT, 'var'), join(import.meta.dirname, template)]
    mkdirSync(parent, { recursive: true })
    this.folder = mkdtempSync(join(parent, 'test-code-'))
    for (const name of readdirSync(from))
      this.write(name, readFileSync(join(from, name), 'utf8').replaceAll('../../../../', '../../'))
  }

  get path(): string {
    return join(this.folder, 'index.ts')
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8')
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text)
  }

  /** Changes a file; returns what it was. */
  edit(file: string, change: (text: string) => string): string {
    const before = this.read(file)
    const after = change(before)
    if (after === before) throw new Error(`${file}: the change changes nothing`)
    this.write(file, after)
    return before
  }

  /** In every file the one word becomes the other. */
  say(word: string, before = 'one'): void {
    for (const file of readdirSync(this.folder).filter(name => name.endsWith('.ts')))
      this.write(file, this.read(file).replaceAll(`'${before}'`, `'${word}'`))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

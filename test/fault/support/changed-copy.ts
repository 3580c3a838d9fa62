// A copy of the project that a test changes, and in which it runs the project's commands.

import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { CHECK_TYPES, copyProject } from '../../support/server/project-copy.ts'

export class ChangedCopy {
  readonly folder = copyProject()

  change(file: string, change: (text: string) => string): void {
    const path = join(this.folder, file)
    const before = readFileSync(path, 'utf8')
    const after = change(before)
    expect(after, `the change of ${file}`).not.toBe(before)
    writeFileSync(path, after)
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text)
  }

  append(file: string, text: string): void {
    appendFileSync(join(this.folder, file), text)
  }

  remove(...paths: string[]): void {
    for (const path of paths) rmSync(join(this.folder, path), { recursive: true })
  }

  /** What the command has written. Throws with that when it fails. */
  async run(command: string): Promise<string> {
    const started = promisify(execFile)('sh', ['-c', command], { cwd: this.folder, maxBuffer: 1e8 })
    const { stdout } = await started.catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${command}\n${error.stdout}\n${error.stderr}`)
    })
    return stdout
  }

  /** Generates the messages, and checks all types. */
  async compile(): Promise<void> {
    await this.run('npm run protocol')
    await this.#checkTypes()
  }

  /** As `npm run check` does, with `tests` beside it: all types, the form of what is the game's, the messages. Nothing is left in
   * node_modules, which the copy shares. */
  async check(...tests: string[]): Promise<void> {
    await this.run('node_modules/.bin/node protocol/generate.ts --check')
    await this.run('node_modules/.bin/biome check server/game test/game protocol')
    const all = ['test/architecture.test.ts', ...tests].join(' ')
    const vitest = this.run(`node_modules/.bin/vitest run --testTimeout=120000 ${all}`)
    const ended = await Promise.allSettled([this.#checkTypes(), vitest])
    for (const each of ended) if (each.status === 'rejected') throw each.reason
  }

  #checkTypes(): Promise<string> {
    return this.run(`node_modules/.bin/node ${CHECK_TYPES.join(' ')}`)
  }
}

// The client outside, made by the real command into a folder of its own, beside a program that plays.

import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { ROOT } from '../../../support/server/process.ts'

export interface Ran {
  code: number | null
  out: string
  errors: string
}

/** What program.js reports, of each format, where an account plays for the first time. */
export const PLAYED = {
  sign_cnt: 1,
  name: '大厅',
  text: 'hello, 你好 🎮',
  refused: 'ROOM_NOT_FOUND',
  closed: 1000,
  stopping: 4002,
}

export const runClient = (...args: string[]): Promise<Ran> =>
  new Promise(resolve => {
    const program = [join(ROOT, 'server/run.js'), join(ROOT, 'server/cli/client.ts'), ...args]
    const child = execFile(process.execPath, program, { cwd: ROOT }, (_, out, errors) =>
      resolve({ code: child.exitCode, out, errors }),
    )
  })

/** A project with `program.js` and the client in `net/`; made before the first test, gone after the last. */
export function projectForSuite(): { folder(): string } {
  let folder = ''
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-client-'))
    cpSync(join(import.meta.dirname, 'program.js'), join(folder, 'program.js'))
    const ran = await runClient('--out', join(folder, 'net'))
    if (ran.code !== 0) throw new Error(ran.errors)
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return { folder: () => folder }
}

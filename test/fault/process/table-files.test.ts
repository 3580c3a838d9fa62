// A whole server over a folder of tables in which things lie that are no files.

import { execFileSync } from 'node:child_process'
import { cpSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freeSettings, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A server over its own copy of data/. */
async function startOver(prepare: (data: string) => void = () => undefined) {
  const folder = temporaryFolder()
  const data = join(folder, 'data')
  cpSync('data', data, { recursive: true })
  prepare(data)
  const settings = [
    ...freeSettings(folder),
    '--set',
    'threads=0',
    '--set',
    'game=server/game/index.ts',
    '--set',
    `table.dir=${data}`,
    '--set',
    `table.history=${folder}/tables`,
    '--set',
    `code.history=${folder}/code`,
  ]
  const server = startProcess({ args: settings })
  onTestFinished(() => server.kill('SIGKILL'))
  return { server, data }
}

test('a pipe that is put in the place of a file is told of, and does not hold up a stop', async () => {
  const { server, data } = await startOver()
  await server.ready()
  execFileSync('mkfifo', [join(data, 'pipe')])
  renameSync(join(data, 'pipe'), join(data, 'badword.txt'))
  await server.line(line => line.includes('badword.txt: expected a regular file; it is a pipe'))
  server.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})

test('a file that leads out of the folder keeps a server from its first start, and is not shown', async () => {
  const { server } = await startOver(data => {
    rmSync(join(data, 'badword.txt'))
    symlinkSync('/etc/passwd', join(data, 'badword.txt'))
  })
  expect(await server.ended).toEqual({ code: 1, signal: null })
  expect(server.errors).toContain(
    'badword.txt: expected a file inside of the folder; it is a link that leads out of it',
  )
  expect(server.errors).not.toContain('root')
})

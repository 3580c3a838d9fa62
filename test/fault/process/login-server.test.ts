// What a new user does: starts with accounts, registers, restarts; and starts a login server by itself.

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { DEMO } from '../../kit/game-server.ts'
import { LoginHttp } from '../../login/support/login-http.ts'
import { english, fileOf, ROOT } from '../../support/manual.ts'
import { freeSettings, type ServerProcess, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const WHO = { name: 'Ann', password: 'correct horse battery' }

interface Started {
  server: ServerProcess
  http: LoginHttp
  /** Of the login server. */
  port: number
}

async function start(file: string, folder: string, game: string[] = []): Promise<Started> {
  const args = [file, ...freeSettings(folder), '--set', 'login.port=0', ...game]
  const server = startProcess({ args, via: 'npm' })
  onTestFinished(async () => {
    server.kill('SIGTERM')
    await server.ended
  })
  const { login } = (await server.ready()) as unknown as { login: number }
  return { server, http: new LoginHttp(login), port: login }
}

async function stop(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
}

test.each(['etc/accounts.ts', 'etc/login.ts'])(
  '%s: who registers is still logged in after a restart',
  async file => {
    const folder = temporaryFolder()
    const first = await start(file, folder)
    const made = await first.http.enter('register', WHO)
    await stop(first.server)
    const second = await start(file, folder)
    expect(await second.http.enter('refresh', { refresh: made.refresh })).toMatchObject({
      account: made.account,
    })
    expect(await second.http.enter('name', WHO)).toMatchObject({ account: made.account, isNew: false })
    await stop(second.server)
  },
  60_000,
)

test('the example of the manual plays, and plays again, beside others who have registered', async () => {
  const { server, http, port } = await start('etc/accounts.ts', temporaryFolder(), ['--set', `game=${DEMO}`])
  await http.enter('register', WHO)
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'var'))
  const blocks = english.find(({ file }) => file === 'docs/en/login-server.md')!.blocks
  const example = blocks.find(block => fileOf(block) === 'play-as.ts')!.text
  const protocol = pathToFileURL(join(ROOT, 'protocol')).href
  writeFileSync(
    join(folder, 'play-as.ts'),
    example.replace("'./protocol", `'${protocol}`).replace('8890', String(port)),
  )
  const play = () => execFileSync(process.execPath, ['play-as.ts'], { cwd: folder, encoding: 'utf8' })
  expect([play(), play()]).toEqual(['registered\n', 'signed in again\n'])
  await stop(server)
}, 60_000)

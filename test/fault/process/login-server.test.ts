// What a new user does: starts with accounts, registers, restarts; and starts a login server by itself.

import { expect, onTestFinished, test } from 'vitest'
import { LoginHttp } from '../../login/support/login-http.ts'
import { freeSettings, type ServerProcess, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const WHO = { name: 'Ann', password: 'correct horse battery' }

async function start(file: string, folder: string): Promise<{ server: ServerProcess; http: LoginHttp }> {
  const server = startProcess({ args: [file, ...freeSettings(folder), '--set', 'login.port=0'], via: 'npm' })
  onTestFinished(async () => {
    server.kill('SIGTERM')
    await server.ended
  })
  const { login } = (await server.ready()) as unknown as { login: number }
  return { server, http: new LoginHttp(login) }
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

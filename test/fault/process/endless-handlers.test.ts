import { describe, expect, test } from 'vitest'
import { ENDLESS, endlessProtocol } from '../../agent/support/endless.ts'
import type { RawClient } from '../../support/client/raw-client.ts'
import { type Settings, startTestServer, type TestServer } from '../../support/server/server.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'

const start = (settings: Settings): Promise<TestServer> =>
  serverForTest({ game: ENDLESS, handlerTimeout: 300, ...settings })

async function player(server: TestServer, acc: string): Promise<RawClient> {
  const client = await server.connect({ protocol: endlessProtocol })
  await client.login(acc)
  return client
}

/** A player whose handler does not end, after it has counted one up. */
async function stuckPlayer(server: TestServer, acc: string): Promise<RawClient> {
  const client = await player(server, acc)
  client.sendText('cs_hang')
  await client.nextText()
  return client
}

const namedInLog = (server: TestServer, command: string, account: string) =>
  server.log().filter(line => line.level >= 40 && line.command === command && line.account === account)

describe.each([0, 2])('a handler that does not end, with %i worker threads', threads => {
  test('keeps a new login waiting for a bound only; its role is saved as it is', async () => {
    const server = await start({ threads })
    const old = await stuckPlayer(server, 'stuck')
    expect(await (await server.connect({ protocol: endlessProtocol })).login('stuck')).toEqual({ count: 3 })
    expect((await old.closed).code).toBe(4001)
    expect(await server.census()).toMatchObject({ agents: 1, roles: 1, online: 1, waiting: 0 })
    expect(namedInLog(server, 'hang', 'stuck')).toHaveLength(1)
  })

  test('does not keep a player who has vanished', async () => {
    const server = await start({ threads })
    const clients = [await stuckPlayer(server, 'one'), await stuckPlayer(server, 'two')]
    await Promise.all(clients.map(client => client.vanish()))
    await server.emptied()
    expect(await (await player(server, 'one')).ask('cs_add', { by: 0 })).toMatchObject({ data: { count: 3 } })
  })

  test('does not keep one who is kicked or banned', async () => {
    const server = await start({ threads })
    const client = await stuckPlayer(server, 'bad')
    const watchdog = await server.watchdog()
    await watchdog.call.kick('bad')
    expect((await client.closed).code).toBe(4008)
    await server.emptied()
    const again = await stuckPlayer(server, 'bad')
    await watchdog.call.ban('bad', 'for the test')
    expect((await again.closed).code).toBe(4008)
    await server.emptied()
  })

  test('does not hold up a stop, which reports it', async () => {
    const server = await startTestServer({ threads, game: ENDLESS, handlerTimeout: 60_000 })
    const stuck = await stuckPlayer(server, 'stuck at the stop')
    const idle = await player(server, 'idle')
    const { problems } = await server.stop()
    expect(problems).toEqual([expect.stringContaining('hang of stuck at the stop')])
    expect((await stuck.closed).code).toBe(4002)
    expect((await idle.closed).code).toBe(4002)
  })

  test('after a logout leaves the connection a guest', async () => {
    const server = await start({ threads })
    const client = await player(server, 'out')
    client.sendText('cs_logoutAndHang')
    client.sendText('cs_add', { by: 1 })
    expect(await client.nextText()).toMatchObject({ data: { code: 'NEED_LOGIN' } })
    expect(await client.login('out')).toEqual({ count: 2 })
  })

  test('in an edit ends with TIMEOUT, and the account that was edited can log in', async () => {
    const server = await start({ threads, leaveTimeout: 60_000 })
    const owner = await player(server, 'edited')
    const { data } = await owner.ask('cs_uid')
    await owner.close()
    await server.emptied()
    const editor = await player(server, 'editor')
    editor.sendText('cs_editAndHang', { uid: data.uid })
    await server.until(({ online }) => online === 2)
    expect(await (await server.connect({ protocol: endlessProtocol })).login('edited')).toEqual({ count: 2 })
    expect(await editor.nextText()).toMatchObject({ data: { code: 'TIMEOUT' } })
  })

  test('comes into no room when it goes on after its player has left', async () => {
    const server = await start({ threads, handlerTimeout: 50 })
    const client = await player(server, 'late')
    client.sendText('cs_hangThenJoin')
    await logged(server, 'begun')
    await client.vanish()
    await server.emptied()
    expect(await logged(server, 'was refused')).toMatchObject({ account: 'late', refusal: 'ROLE_CLOSED' })
    expect(server.log().some(line => line.msg === 'came in')).toBe(false)
  })
})

async function logged(server: TestServer, message: string) {
  const find = () => server.log().find(line => line.msg === message)
  await expect.poll(find).toBeDefined()
  return find()!
}

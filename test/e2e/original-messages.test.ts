import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO } from '../kit/game-server.ts'
import { startTestServer, type TestServer } from '../support/server/server.ts'
import { workers } from '../support/workers.ts'

describe.each(workers(1))('with %i worker threads', threads => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({ threads, game: DEMO })
  })
  afterAll(() => server.stop())

  test("the original demo's messages work word for word", async () => {
    const client = await server.connect()
    client.send('{"name":"cs_login","data":{"acc":"hanxi"}}')
    expect(await client.nextText()).toEqual({
      name: 'sc_login',
      data: { sign_cnt: 0, gold: 0, uid: expect.stringMatching(/^\d+$/) },
    })
    client.send('{"name":"cs_sign","data":{}}')
    expect(await client.next()).toBe('{"name":"sc_sign","data":{"sign_cnt":1}}')
    client.send('{"name":"cs_logout","data":{}}')
    expect(await client.next()).toBe('{"name":"sc_logout","data":{}}')
    await client.close()
    await server.emptied()
  })

  test('a request that needs a login is told so, in the shape of the original', async () => {
    const client = await server.connect()
    client.send('{"name":"cs_sign","data":{}}')
    expect(await client.next()).toBe(
      '{"name":"sc_error","data":{"req_name":"cs_sign","code":"NEED_LOGIN","msg":"log in first"}}',
    )
    await client.close()
  })

  test('what was signed is there at the next login', async () => {
    const client = await server.connect()
    await client.login('again')
    await client.ask('cs_sign')
    await client.ask('cs_logout')
    expect(await client.login('again')).toMatchObject({ sign_cnt: 1 })
    await client.close()
    await server.emptied()
  })
})

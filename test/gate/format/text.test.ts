import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RawClient } from '../../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../../support/games/probe.ts'
import { startTestServer, type TestServer } from '../../support/server/server.ts'

const BAD = { code: 'BAD_MESSAGE', msg: expect.any(String) }

describe('text frames', () => {
  let server: TestServer
  let client: RawClient
  beforeAll(async () => {
    server = await startTestServer({ game: PROBE, gate: { maxBadMessages: 1000 } })
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    client = await server.connect({ protocol: probeProtocol })
    await client.login('text')
    return async () => void (await client.close())
  })

  test('a request number comes back with the reply', async () => {
    client.send('{"name":"cs_echo","data":{"text":"hi"},"session":77}')
    expect(await client.next()).toBe('{"name":"sc_echo","data":{"text":"hi"},"session":77}')
  })

  test('a request without a number is answered too', async () => {
    client.send('{"name":"cs_echo","data":{"text":"hi"}}')
    expect(await client.next()).toBe('{"name":"sc_echo","data":{"text":"hi"}}')
  })

  test('a request without data has an empty body', async () => {
    client.send('{"name":"cs_echo","session":0}')
    expect(await client.next()).toBe('{"name":"sc_echo","data":{},"session":0}')
  })

  test('where the protocol has no response, nothing is answered, and only an error would be', async () => {
    client.sendText('cs_note', { text: 'x' }, 1)
    expect(await client.nextText()).toEqual({ name: 'sc_news', data: { text: 'noted' } })
    client.sendText('cs_note', { text: 5 }, 2)
    expect(await client.nextText()).toEqual({
      name: 'sc_error',
      data: { req_name: 'cs_note', ...BAD },
      session: 2,
    })
    expect(await client.ask('cs_echo', { text: 'next' })).toMatchObject({ data: { text: 'next' } })
  })

  test('an empty response of the protocol is an empty object', async () => {
    client.sendText('cs_quiet', {}, 3)
    expect(await client.next()).toBe('{"name":"sc_quiet","data":{},"session":3}')
  })

  test('a message that the schema does not have is told by its name and number', async () => {
    client.sendText('cs_fly', {}, 4)
    expect(await client.nextText()).toEqual({
      name: 'sc_error',
      data: { req_name: 'cs_fly', code: 'UNKNOWN_MESSAGE', msg: 'no such message' },
      session: 4,
    })
  })

  test.each(['cs_news', 'sc_login', 'login', 'cs_error', 'cs___proto__', 'cs_constructor'])(
    'nobody can ask for %s',
    async name => {
      client.sendText(name, {}, 5)
      expect(await client.nextText()).toMatchObject({
        name: 'sc_error',
        data: { req_name: name, code: 'UNKNOWN_MESSAGE' },
        session: 5,
      })
    },
  )

  test('a body that does not fit the schema is told with the field, and changes nothing', async () => {
    client.sendText('cs_add', { by: 'one' }, 6)
    const { data, session } = await client.nextText()
    expect(data).toEqual({ req_name: 'cs_add', ...BAD })
    expect(data.msg).toContain('by')
    expect(session).toBe(6)
    expect(await client.ask('cs_add', { by: 0 })).toMatchObject({ data: { count: 0 } })
  })

  test('an integer that is not safe is a bad message', async () => {
    for (const n of ['9007199254740992', '-9007199254740992', '1.5', '1e400', '"1"']) {
      client.send(`{"name":"cs_types","data":{"n":${n}},"session":7}`)
      expect(await client.nextText()).toMatchObject({ data: BAD, session: 7 })
    }
    expect(await client.ask('cs_types', { n: Number.MAX_SAFE_INTEGER })).toMatchObject({
      data: { n: Number.MAX_SAFE_INTEGER },
    })
  })

  test('binary is base64, a map by key is an array', async () => {
    const body = { data: 'AAEC/w==', list: [{ id: 1, name: 'a' }], byId: [{ id: 2, name: 'b' }], real: 0.5 }
    expect(await client.ask('cs_types', body)).toMatchObject({ data: body })
  })

  test.each([
    ['no JSON', 'hello', undefined, ''],
    ['cut off', '{"name":"cs_echo","session":8', undefined, ''],
    ['an array', '[1]', undefined, ''],
    ['null', 'null', undefined, ''],
    ['empty', '', undefined, ''],
    ['a name that is no text', '{"name":5,"session":8}', 8, ''],
    ['no name', '{"session":8}', 8, ''],
    ['a number that is no number', '{"name":"cs_echo","session":"8"}', undefined, 'cs_echo'],
    ['a number that is not safe', '{"name":"cs_echo","session":1e20}', undefined, 'cs_echo'],
    ['data that is no object', '{"name":"cs_echo","data":[],"session":8}', 8, 'cs_echo'],
    ['null as data', '{"name":"cs_echo","data":null,"session":8}', 8, 'cs_echo'],
    ['data first and wrong', '{"data":{"text":1},"session":8,"name":"cs_echo"}', 8, 'cs_echo'],
  ])('a malformed frame (%s) is answered, with what could be read', async (_, frame, session, req_name) => {
    client.send(frame)
    const answer = await client.nextText()
    expect(answer).toEqual({
      name: 'sc_error',
      data: { req_name, ...BAD },
      ...(session === undefined ? {} : { session }),
    })
  })

  test('the order of the keys, white space and escapes make no difference', async () => {
    client.send(' { "session" : 9 , "data" : { "text" : "\\u00e4\\n\\"" } , "name" : "cs_echo" } ')
    expect(await client.nextText()).toEqual({ name: 'sc_echo', data: { text: 'ä\n"' }, session: 9 })
    client.send('{"name":"cs_ech\\u006f","data":{"te\\u0078t":"a"},"session":10}')
    expect(await client.nextText()).toEqual({ name: 'sc_echo', data: { text: 'a' }, session: 10 })
  })

  test('text of any language comes back unharmed', async () => {
    const text = '你好 🎲 \u0000 \u2028 "\\" é'
    expect(await client.ask('cs_echo', { text })).toMatchObject({ data: { text } })
  })

  test('fields that the schema does not know are ignored', async () => {
    const answer = await client.ask('cs_echo', { text: 'a', extra: 1, __proto__: { x: 1 } })
    expect(answer.data).toEqual({ text: 'a' })
  })

  test('an invented name is given back, but not at any length', async () => {
    client.sendText(`cs_${'x'.repeat(500)}`)
    const { data } = await client.nextText()
    expect((data.req_name as string).length).toBe(64)
  })

  test('a message in several frames arrives as one', async () => {
    const { makeFrame, OPCODE } = await import('../../support/client/ws-frames.ts')
    client.sendBytes(makeFrame(OPCODE.TEXT, Buffer.from('{"name":"cs_echo",'), false))
    client.sendBytes(makeFrame(OPCODE.CONTINUATION, Buffer.from('"data":{"text":"in parts"}}')))
    expect(await client.nextText()).toEqual({ name: 'sc_echo', data: { text: 'in parts' } })
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pack, parseSchema, Sproto } from '../../../protocol/sproto/index.ts'
import type { RawClient } from '../../support/client/raw-client.ts'
import { PROBE, probeProtocol } from '../../support/games/probe.ts'
import { startTestServer, type TestServer } from '../../support/server/server.ts'

/** What a stock sproto client knows of the package: neither error, seq nor ack. */
const STOCK = new Sproto(
  parseSchema(`
    .package { type 0 : integer  session 1 : integer  ud 2 : string }
    login 1 { request { acc 0 : string } response { uid 0 : string  count 1 : integer } }
    echo 3 { request { text 0 : string } response { text 0 : string } }
    add 4 { request { by 0 : integer } response { count 0 : integer } }
    bug 6 { response {} }
    note 12 { request { text 0 : string } }
    quiet 13 { response nil }
    fly 77 { request { text 0 : string } response { text 0 : string } }
    news 100 { request { text 0 : string } }
  `),
)

/** sproto's own .package, to make frames that no good client would. */
const PACKAGE = new Sproto(
  parseSchema(
    '.package { type 0 : integer  session 1 : integer  ud 2 : string } .echo { text 0 : string  n 1 : integer }',
  ),
)
const frameOf = (header: object, body: Uint8Array = new Uint8Array()): Uint8Array =>
  pack(Buffer.concat([PACKAGE.encode('package', header as never), body]))

describe('binary frames', () => {
  let server: TestServer
  let client: RawClient
  beforeAll(async () => {
    server = await startTestServer({ game: PROBE, gate: { maxBadMessages: 1000 } })
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    client = await server.connect({ protocol: probeProtocol })
    return async () => void (await client.close())
  })

  test('a stock sproto client logs in, asks and hears pushes', async () => {
    const host = STOCK.host('package')
    const request = host.attach(STOCK)
    client.send(request('login', { acc: 'stock' }, 1))
    expect(host.dispatch((await client.next()) as Uint8Array)).toMatchObject({
      kind: 'response',
      session: 1,
      body: { uid: expect.stringMatching(/^\d+$/), count: 0 },
    })
    client.send(request('add', { by: 2 }, 2))
    expect(host.dispatch((await client.next()) as Uint8Array)).toMatchObject({
      session: 2,
      body: { count: 2 },
    })
    client.send(request('note', { text: 'x' }))
    expect(host.dispatch((await client.next()) as Uint8Array)).toMatchObject({
      kind: 'request',
      name: 'news',
      body: { text: 'noted' },
    })
  })

  test('a stock client sees the code of a failed reply in ud, and an empty body', async () => {
    const host = STOCK.host('package')
    const request = host.attach(STOCK)
    client.send(request('add', { by: 2 }, 9))
    expect(host.dispatch((await client.next()) as Uint8Array)).toMatchObject({
      kind: 'response',
      session: 9,
      ud: 'NEED_LOGIN',
      body: {},
    })
  })

  test('a failed reply carries code and message, and an empty struct where the protocol has a response', async () => {
    client.sendBinary('add', { by: 1 }, 5)
    const answer = await client.nextBinary()
    expect(answer).toMatchObject({
      type: undefined,
      session: 5,
      ud: 'NEED_LOGIN',
      error: ['NEED_LOGIN', 'log in first'],
    })
    expect([...answer.bodyBytes.subarray(0, 2)]).toEqual([0, 0])
  })

  test('a request without a number is not answered, be it right or wrong', async () => {
    await client.askBinary('login', { acc: 'silent' })
    client.sendBinary('echo', { text: 'unasked' })
    client.sendBinary('bug')
    client.send(frameOf({ type: 99 }))
    client.send(Uint8Array.from([255]))
    expect(await client.askBinary('echo', { text: 'asked' })).toMatchObject({ body: { text: 'asked' } })
  })

  test('where the protocol has no response, the answer is a header alone', async () => {
    await client.askBinary('login', { acc: 'header' })
    const quiet = await client.askBinary('quiet')
    expect(quiet).toMatchObject({ type: undefined, body: undefined, error: undefined })
    expect(quiet.bodyBytes.every(byte => byte === 0)).toBe(true)
  })

  test('a tag that the schema does not have is told', async () => {
    client.send(frameOf({ type: 99, session: 6 }))
    expect(await client.nextBinary()).toMatchObject({ session: 6, ud: 'UNKNOWN_MESSAGE' })
  })

  test('a push can not be asked for', async () => {
    client.send(frameOf({ type: 100, session: 6 }))
    expect(await client.nextBinary()).toMatchObject({ session: 6, ud: 'UNKNOWN_MESSAGE' })
  })

  test('a frame that is no request is refused, with the number in it', async () => {
    client.send(frameOf({ session: 6 }))
    expect(await client.nextBinary()).toMatchObject({ session: 6, ud: 'BAD_MESSAGE' })
  })

  test('a body that is cut off is answered with its number', async () => {
    const body = PACKAGE.encode('echo', { text: 'a longer text' } as never)
    client.send(frameOf({ type: 3, session: 7 }, body.subarray(0, 8)))
    expect(await client.nextBinary()).toMatchObject({ session: 7, ud: 'BAD_MESSAGE' })
  })

  test('a request number that is too large is a bad message, not another number', async () => {
    const wide = new Sproto(parseSchema('.package { type 0 : integer  session 1 : integer }'))
    client.send(pack(wide.encode('package', { type: 3, session: 2n ** 60n } as never)))
    expect(await client.askBinary('echo', { text: 'x' })).toMatchObject({ ud: 'NEED_LOGIN' })
  })

  test('a request number up to 2^53 - 1 comes back as it was', async () => {
    client.send(frameOf({ type: 4, session: Number.MAX_SAFE_INTEGER }))
    expect(await client.nextBinary()).toMatchObject({ session: Number.MAX_SAFE_INTEGER, ud: 'NEED_LOGIN' })
  })

  test('a reply has the format of its request, a push that of the login', async () => {
    await client.askBinary('login', { acc: 'mixed' })
    expect(await client.ask('cs_echo', { text: 'as text' })).toMatchObject({ data: { text: 'as text' } })
    client.sendText('cs_note', {})
    expect(await client.nextBinary()).toMatchObject({ type: 100, body: { text: 'noted' } })
    await client.askBinary('logout')
    await client.login('mixed')
    client.sendBinary('note', {})
    expect(await client.nextText()).toMatchObject({ name: 'sc_news' })
  })
})

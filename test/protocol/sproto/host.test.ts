import { describe, expect, test } from 'vitest'
import { pack, Sproto, SprotoDecodeError, SprotoEncodeError, unpack } from '../../../protocol/sproto/index.ts'

const SCHEMA = `
.package {
  type 0 : integer  session 1 : integer  ud 2 : string  error 3 : *string  seq 4 : integer  ack 5 : integer
}
login 1 { request { acc 0 : string } response { ok 0 : boolean } }
quit 2 { response nil }
say 3 { request { text 0 : string } }
beat 4 { response { time 0 : integer } }
`
/** What a client that was never told of error, seq and ack knows. */
const STOCK = SCHEMA.replace('error 3 : *string  seq 4 : integer  ack 5 : integer', '')

function connection(clientSchema = SCHEMA) {
  const server = new Sproto(SCHEMA).host()
  const client = new Sproto(clientSchema).host()
  const request = client.attach(new Sproto(clientSchema))
  const ask = (...args: Parameters<typeof request>) => {
    const message = server.dispatch(request(...args))
    if (message.kind !== 'request') throw new Error('not a request')
    return message
  }
  const answer = (packed: Uint8Array) => {
    const message = client.dispatch(packed)
    if (message.kind !== 'response') throw new Error('not a response')
    return message
  }
  return { server, client, request, ask, answer }
}

describe('a host', () => {
  test('takes a request apart and its reply back', () => {
    const { ask, answer } = connection()
    const request = ask('login', { acc: 'hanxi' }, 7, 'x')
    expect(request).toMatchObject({ name: 'login', body: { acc: 'hanxi' }, session: 7, ud: 'x' })
    const response = answer(request.reply({ ok: true }, 'y'))
    expect(response).toMatchObject({ session: 7, body: { ok: true }, ud: 'y' })
  })

  test('answers with a header only where the protocol has no response', () => {
    const { ask, answer } = connection()
    const quit = ask('quit', undefined, 1)
    expect(unpack(quit.reply())).toStrictEqual(Uint8Array.of(2, 0, 1, 0, 4, 0, 0, 0))
    expect(answer(quit.reply()).body).toBeUndefined()
    expect(ask('say', { text: 'x' }, 2).reply({ anything: 1 })).toEqual(ask('quit', undefined, 2).reply())
  })

  test('takes an absent body for one without fields', () => {
    const { ask, answer } = connection()
    expect(ask('login', undefined, 1, 'ab').body).toEqual({ acc: undefined })
    expect(answer(ask('beat', undefined, 2).reply()).body).toEqual({ time: undefined })
  })

  test('carries the further fields of the package', () => {
    const { ask, answer } = connection()
    const request = ask('beat', undefined, 3, undefined, { seq: 12, ack: 100000 })
    expect(request.header).toMatchObject({ type: 4, session: 3, seq: 12, ack: 100000 })
    expect(answer(request.reply({ time: 1 }, undefined, { seq: 13 })).header).toMatchObject({ seq: 13 })
  })

  test('makes failed replies that a stock client can read', () => {
    const stock = connection(STOCK)
    const request = stock.ask('login', { acc: 'x' }, 1)
    const failed = stock.answer(request.reply({}, 'BANNED', { error: ['BANNED', 'go away'] }))
    expect(failed).toMatchObject({ ud: 'BANNED', body: { ok: undefined } })

    const { ask, answer } = connection()
    const reply = ask('login', { acc: 'x' }, 1).reply({}, 'BANNED', { error: ['BANNED', 'go away'] })
    expect(answer(reply).header.error).toEqual(['BANNED', 'go away'])
  })

  test('expects no answer to a request without a session', () => {
    const { ask } = connection()
    const request = ask('say', { text: 'hi' })
    expect(request).toMatchObject({ kind: 'request', name: 'say', body: { text: 'hi' }, session: undefined })
    expect(() => request.reply()).toThrow('the request say expects no answer')
  })

  test('takes a reply once, and none to a request that was forgotten', () => {
    const { client, ask, answer } = connection()
    const reply = ask('beat', undefined, 5).reply({ time: 1 })
    answer(reply)
    expect(() => answer(reply)).toThrow('nobody waits for the reply to 5')
    const late = ask('beat', undefined, 6).reply({ time: 1 })
    client.forget(6)
    expect(() => answer(late)).toThrow(SprotoDecodeError)
  })

  test('keeps sessions beyond 2^53 apart', () => {
    const { ask, answer } = connection()
    const [a, b] = [ask('beat', undefined, 2n ** 60n), ask('quit', undefined, 2n ** 60n + 1n)]
    expect(answer(b.reply())).toMatchObject({ session: 2n ** 60n + 1n, body: undefined })
    expect(answer(a.reply({ time: 3 }))).toMatchObject({ session: 2n ** 60n, body: { time: 3 } })
  })

  test('names the session of a frame that it can read no further', () => {
    const { server } = connection()
    const sproto = new Sproto(SCHEMA)
    const frame = (header: object, body: number[]) =>
      pack(Uint8Array.from([...sproto.encode('package', header), ...body]))
    const refused = (packed: Uint8Array): unknown => {
      try {
        return server.dispatch(packed)
      } catch (error) {
        return error
      }
    }
    const failures = [
      refused(frame({ type: 1, session: 9 }, [9, 0])),
      refused(frame({ type: 99, session: 9 }, [0, 0])),
      refused(frame({ session: 9 }, [0, 0])),
    ]
    for (const error of failures) {
      expect(error).toBeInstanceOf(SprotoDecodeError)
      expect(error).toMatchObject({ session: 9 })
    }
    expect(refused(frame({}, []))).toMatchObject({
      message: 'neither a type nor a session',
      session: undefined,
    })
    expect(refused(Uint8Array.of(0xff))).toBeInstanceOf(SprotoDecodeError)
  })

  test('refuses requests that the schema does not have', () => {
    const { request } = connection()
    expect(() => request('fly', {}, 1)).toThrow(SprotoEncodeError)
    expect(() => request('login', { acc: 1 }, 1)).toThrow('acc: expected string, got 1')
  })

  test('does not wait for a reply to a request that could not be made', () => {
    const { request, ask, answer } = connection()
    expect(() => request('login', { acc: 1 }, 1)).toThrow(SprotoEncodeError)
    expect(answer(ask('beat', undefined, 1).reply({ time: 1 })).body).toEqual({ time: 1 })
  })
})

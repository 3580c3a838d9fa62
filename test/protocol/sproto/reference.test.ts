import { describe, expect, test } from 'vitest'
import { pack, parseSchema, Sproto, unpack } from '../../../protocol/sproto/index.ts'
import { bytesOf, cases, hexOf, present, rpcCases, toValue } from './vectors.ts'

// The cases were made with the original C sproto; the interpreter runs them here, generated code in generated.test.ts.

describe('the reference cases of the original', () => {
  test('each decodes to its value', () => {
    for (const { schema, type, value, encoded, packed } of cases()) {
      const sproto = new Sproto(schema)
      expect(present(sproto.decode(type, bytesOf(encoded)))).toStrictEqual(toValue(value))
      expect(present(sproto.pdecode(type, bytesOf(packed)))).toStrictEqual(toValue(value))
    }
  })

  test('each whose order is defined encodes to its bytes', () => {
    for (const { schema, type, value, encoded, packed } of cases().filter(item => item.ordered)) {
      const sproto = new Sproto(schema)
      expect(hexOf(sproto.encode(type, toValue(value)))).toBe(encoded)
      expect(hexOf(sproto.pencode(type, toValue(value)))).toBe(packed)
    }
  })

  test('the others come back from their own encoding', () => {
    for (const { schema, type, value } of cases().filter(item => !item.ordered)) {
      const sproto = new Sproto(schema)
      expect(present(sproto.decode(type, sproto.encode(type, toValue(value))))).toStrictEqual(toValue(value))
    }
  })

  test('each packs and unpacks', () => {
    for (const { encoded, packed } of cases()) {
      expect(hexOf(pack(bytesOf(encoded)))).toBe(packed)
      expect(hexOf(unpack(bytesOf(packed))).replace(/^(.*?)(00)*$/, '$1')).toBe(
        encoded.replace(/^(.*?)(00)*$/, '$1'),
      )
    }
  })
})

describe('the RPC cases of the original', () => {
  const { schema, cases: calls } = rpcCases()
  const sproto = new Sproto(parseSchema(schema))
  const server = sproto.host()
  const client = sproto.host()
  const attach = client.attach(sproto)

  test.each(calls)('$name, session $session', call => {
    expect(hexOf(attach(call.name, call.request ?? undefined, call.session, call.ud ?? undefined))).toBe(
      call.packet,
    )

    const request = server.dispatch(bytesOf(call.packet))
    if (request.kind !== 'request') throw new Error('not a request')
    expect(request).toMatchObject({ name: call.name, session: call.session, ud: call.ud ?? undefined })
    expect(present(request.body) ?? null).toStrictEqual(call.request)

    const response = client.dispatch(bytesOf(call.reply_packet))
    expect(response).toMatchObject({ kind: 'response', session: call.session })
    expect(present(response.body) ?? null).toStrictEqual(call.response)
    expect(hexOf(request.reply(call.response ?? undefined, response.ud))).toBe(call.reply_packet)
  })
})

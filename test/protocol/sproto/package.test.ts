import { describe, expect, test } from 'vitest'
import {
  type Header,
  PackageReader,
  PackageWriter,
  pack,
  parseSchema,
  protocolOf,
  Sproto,
  SprotoDecodeError,
  SprotoEncodeError,
} from '../../../protocol/sproto/index.ts'
import { hexOf } from './vectors.ts'

const SCHEMA = `
.package {
  type 0 : integer  session 1 : integer  ud 2 : string  error 3 : *string  seq 4 : integer  ack 5 : integer
}
login 1 { request { acc 0 : string } response { ok 0 : boolean } }
blob 30000 { request { data 0 : binary } }
`
const sproto = new Sproto(SCHEMA)
const { byName } = protocolOf(parseSchema(SCHEMA))
const login = byName.get('login')!
const blob = byName.get('blob')!

/** The frame as the generic host makes it. */
function reference(header: object, type?: string, body?: object): string {
  const bytes = [...sproto.encode('package', header), ...(type ? sproto.encode(type, body ?? {}) : [])]
  return hexOf(pack(Uint8Array.from(bytes)))
}

const HEADERS: Header[] = [
  {},
  { ud: 'x' },
  { seq: 1 },
  { ack: 70000, seq: 2 },
  { ud: '', error: ['A', 'b'], ack: -1 },
  { ud: '大厅'.repeat(50), seq: 2 ** 40 },
]

describe('the package writer', () => {
  test.each(HEADERS)('makes the frames that the host makes, with %j', header => {
    const writer = new PackageWriter()
    const body = { ok: true }
    expect(hexOf(writer.response(7, login.response, body, header))).toBe(
      reference({ ...header, session: 7 }, 'login.response', body),
    )
    expect(hexOf(writer.response(70000, undefined, undefined, header))).toBe(
      reference({ ...header, session: 70000 }),
    )
    expect(hexOf(writer.push(1, login.request, { acc: 'x' }, header))).toBe(
      reference({ ...header, type: 1 }, 'login.request', { acc: 'x' }),
    )
    expect(hexOf(writer.request(1, 3, login.request, { acc: 'x' }, header))).toBe(
      reference({ ...header, type: 1, session: 3 }, 'login.request', { acc: 'x' }),
    )
    expect(hexOf(writer.request(30000, undefined, undefined, undefined, header))).toBe(
      reference({ ...header, type: 30000 }),
    )
  })

  test('writes an empty body where there is none and the protocol has one', () => {
    expect(hexOf(new PackageWriter().response(7, login.response))).toBe(
      reference({ session: 7 }, 'login.response'),
    )
  })

  test('writes the code of an error twice, for stock clients too', () => {
    const writer = new PackageWriter()
    const header = { session: 9, ud: 'BANNED', error: ['BANNED', 'go away'] }
    expect(hexOf(writer.error(9, 'BANNED', 'go away', true))).toBe(reference(header, 'login.response'))
    expect(hexOf(writer.error(9, 'BANNED', 'go away', false, { seq: 4 }))).toBe(
      reference({ ...header, seq: 4 }),
    )
  })

  test('writes a body larger than its memory, and small ones after it', () => {
    const writer = new PackageWriter()
    const data = Uint8Array.from({ length: 100_000 }, (_, i) => i * 7)
    expect(hexOf(writer.push(30000, blob.request, { data }))).toBe(
      reference({ type: 30000 }, 'blob.request', { data }),
    )
    expect(hexOf(writer.response(1, login.response, { ok: true }))).toBe(
      reference({ session: 1 }, 'login.response', { ok: true }),
    )
  })

  test('goes on after a body that it refused', () => {
    const writer = new PackageWriter()
    expect(() => writer.response(1, login.response, { ok: 1 })).toThrow(SprotoEncodeError)
    expect(hexOf(writer.response(2, login.response, { ok: true }))).toBe(
      reference({ session: 2 }, 'login.response', { ok: true }),
    )
  })
})

describe('the package reader', () => {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

  test.each(HEADERS)('reads what the writer wrote, with %j', header => {
    const reader = new PackageReader()
    reader.read(new PackageWriter().request(1, 77, login.request, { acc: 'x' }, header))
    expect(reader).toMatchObject({ type: 1, session: 77, ...header })
    expect(reader.body(login.request!)).toEqual({ acc: 'x' })
    reader.read(new PackageWriter().push(1, login.request, { acc: 'y' }))
    expect({ ...reader }).toMatchObject({
      type: 1,
      session: undefined,
      ud: undefined,
      error: undefined,
      seq: undefined,
    })
  })

  test('reads an absent body as one without fields', () => {
    const reader = new PackageReader()
    reader.read(new PackageWriter().request(1, 7, undefined, undefined, { ud: 'abcd' }))
    expect(reader.bodyEnd - reader.bodyStart).toBeLessThan(2)
    expect(reader.body(login.request!)).toEqual({ acc: undefined })
  })

  test('ignores package fields that it does not know', () => {
    const wider = new Sproto(SCHEMA.replace('ack 5 : integer', 'ack 5 : integer  more 9 : string'))
    const reader = new PackageReader()
    reader.read(pack(wider.encode('package', { type: 1, more: 'x'.repeat(50) })))
    expect(reader.type).toBe(1)
  })

  test('refuses a frame that would be too long, whatever it holds', () => {
    const reader = new PackageReader({ maxBytes: 1024 })
    reader.read(new Uint8Array(128))
    expect(() => reader.read(new Uint8Array(129))).toThrow('more than 1024 bytes')
    const run = Uint8Array.from([0xff, 128, ...new Uint8Array(129 * 8).fill(1)])
    expect(() => reader.read(run)).toThrow('more than 1024 bytes')
    expect(() => reader.read(Uint8Array.from([...new Uint8Array(128), 1, 1]))).toThrow('more than 1024 bytes')
  })

  test.each([
    ['nothing', ''],
    ['a group that is cut off', '0302'],
    ['a run that is cut off', 'ff00010203'],
    ['a header that is cut off', '0105'],
    ['text without data', hexOf(pack(bytes('020003000400')))],
    ['a request number beyond 2^53', hexOf(pack(bytes('0200010000000800000000000000000020000000')))],
    ['an ill-formed ud', hexOf(pack(bytes('02000300000001000000ff')))],
  ])('refuses %s', (_what, hex) => {
    expect(() => new PackageReader().read(bytes(hex))).toThrow(SprotoDecodeError)
  })

  test('names the request number of a body that it can not read', () => {
    const reader = new PackageReader()
    reader.read(pack(bytes('0200040010000100000009000000')))
    expect(reader.session).toBe(7)
    const failed = () => reader.body(login.request!)
    expect(failed).toThrow(SprotoDecodeError)
    expect(failed).toThrow(expect.objectContaining({ session: 7 }))
  })
})

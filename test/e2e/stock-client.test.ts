// The files of protocol/ as a sproto client loads them that knows nothing of this server: their texts behind each other,
// in any order, one schema for what it asks and one for what it is told, and a host of the type `package`.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { generate } from '../../protocol/generate.ts'
import { parseSchema, Sproto } from '../../protocol/sproto/index.ts'
import { DEMO } from '../kit/game-server.ts'
import { serverForTest } from '../support/server/server-for-test.ts'

const FOLDER = resolve(import.meta.dirname, '../../protocol')
const read = (name: string): string => readFileSync(resolve(FOLDER, `${name}.sproto`), 'utf8')
const load = (...names: string[]): Sproto => new Sproto(parseSchema(names.map(read).join('\n')))

describe('a sproto client that loads the files of protocol/', () => {
  test.each([
    ['all in one', ['kit', 'types', 'c2s', 's2c'], ['kit', 'types', 'c2s', 's2c']],
    ['in another order', ['s2c', 'c2s', 'types', 'kit'], ['s2c', 'c2s', 'types', 'kit']],
    ['one for each direction', ['kit', 'types', 's2c'], ['kit', 'types', 'c2s']],
  ])('plays: %s', async (_, told, asked) => {
    const server = await serverForTest({ game: DEMO })
    const client = await server.connect()
    const host = load(...told).host('package')
    const request = host.attach(load(...asked))
    const ask = async (name: string, body: object | undefined, session: number) => {
      client.send(request(name, body, session))
      return host.dispatch((await client.next()) as Uint8Array)
    }
    expect(await ask('login', { acc: 'stock' }, 1)).toMatchObject({ session: 1, body: { sign_cnt: 0 } })
    expect(await ask('sign', undefined, 2)).toMatchObject({ session: 2, body: { sign_cnt: 1 } })
    const joined = await ask('room_join', { kind: 'world' }, 3)
    expect(joined).toMatchObject({ session: 3, body: { room: { kind: 'world' } } })
    const { id } = (joined.body as { room: { id: string } }).room
    client.send(request('room_say', { id, text: 'hello' }, 4))
    const heard = [await client.next(), await client.next()].map(frame => host.dispatch(frame as Uint8Array))
    expect(heard).toContainEqual(
      expect.objectContaining({
        kind: 'request',
        name: 'room_message',
        body: expect.objectContaining({ text: 'hello' }),
      }),
    )
    expect(await ask('login', { acc: 'twice' }, 5)).toMatchObject({
      session: 5,
      ud: 'ALREADY_LOGGED_IN',
      header: { error: ['ALREADY_LOGGED_IN', expect.any(String)] },
    })
    await client.close()
  })

  test.each([
    'type 0 : integer  session 1 : integer',
    'type 0 : integer  session 1 : integer  ud 2 : string  error 3 : *string  seq 4 : integer  ack 5 : string',
  ])("a header that is not the server's is refused: %s", fields => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-schema-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'c2s.sproto'), 'hello 1 {}\n')
    writeFileSync(join(folder, 'types.sproto'), `.package { ${fields} }\n`)
    expect(() => generate(folder)).toThrow(/^types\.sproto:1:1: the type "package" is the header/)
  })

  test('what is generated has no second code for the header', () => {
    const files = generate(FOLDER)
    expect(files.get('schema.ts')).toContain('.package {')
    for (const [name, text] of files) if (name !== 'schema.ts') expect(text).not.toMatch(/package/i)
  })
})

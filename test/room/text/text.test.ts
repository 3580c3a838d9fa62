import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { configSchema } from '../../../server/config.ts'
import { cleanText } from '../../../server/lib/visible-text.ts'
import { Texts } from '../../../server/room/text/text-check.ts'
import { maskWords } from '../../../server/room/text/word-mask.ts'

const FROM = { uid: '1', account: 'anna' }

/** A checker that answers with `answer`, and what it was asked. */
async function startChecker(answer: (body: { text: string; uid: string }) => unknown) {
  const asked: unknown[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push(JSON.parse(body))
    const result = answer(JSON.parse(body))
    if (result !== undefined) response.end(JSON.stringify(result))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

const textsWith = (room: object) => new Texts({ ...configSchema.parse({}).room, ...room }, undefined)

describe('cleaning', () => {
  test('leaves one line that is well formed and without controls, whatever comes in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(n => String.fromCharCode(n)) }),
        (a, b) => {
          for (const text of [cleanText(a), cleanText(b)]) {
            expect(text.isWellFormed()).toBe(true)
            expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u)
            expect(cleanText(text)).toBe(text)
          }
        },
      ),
    )
  })

  test('keeps emoji that are joined, and languages that are written from the right', () => {
    expect(cleanText('👨‍👩‍👧 שלום')).toBe('👨‍👩‍👧 שלום')
  })
})

describe('masking', () => {
  test('covers each word in any case, the longer one first, and takes signs as they are', () => {
    const mask = maskWords(['ass', 'assassin', 'c++', '外挂'])
    expect(mask('An ASSASSIN with a C++ 外挂.')).toBe('An ******** with a *** **.')
    expect(maskWords([])('anything')).toBe('anything')
  })
})

describe('the HTTP checker', () => {
  test('lets through, changes and refuses', async () => {
    const { url, asked } = await startChecker(({ text }) =>
      text === 'bad'
        ? { allowed: false }
        : text === 'soft'
          ? { allowed: true, text: 's**t' }
          : { allowed: true },
    )
    const texts = textsWith({ filterUrl: url, filterTimeout: 10_000 })
    expect(await texts.check('good', FROM)).toBe('good')
    expect(await texts.check('soft', FROM)).toBe('s**t')
    await expect(texts.check('bad', FROM)).rejects.toMatchObject({ code: 'TEXT_REFUSED' })
    expect(asked[0]).toEqual({ text: 'good', uid: '1' })
  })

  test('brings no controls in', async () => {
    const { url } = await startChecker(() => ({ allowed: true, text: 'a\u0000b\ud800\n' }))
    expect(await textsWith({ filterUrl: url, filterTimeout: 10_000 }).check('hello', FROM)).toBe('ab')
  })

  test('that does not answer in time, or nonsense, or is not there, fails open or closed as configured', async () => {
    const silent = await startChecker(() => undefined)
    const confused = await startChecker(() => 'what?')
    const empty = await startChecker(() => null)
    for (const filterUrl of [silent.url, confused.url, empty.url, 'http://127.0.0.1:1/']) {
      const open = textsWith({ filterUrl, filterTimeout: 50, filterOnError: 'open' })
      expect(await open.check('hello', FROM)).toBe('hello')
      const closed = textsWith({ filterUrl, filterTimeout: 50, filterOnError: 'closed' })
      await expect(closed.check('hello', FROM)).rejects.toMatchObject({ code: 'TRY_AGAIN' })
    }
  })
})

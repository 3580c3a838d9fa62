// The fast path of text frames never reads what the full way refuses, and reads nothing differently.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextFormat } from '../../../server/gate/format/text-format.ts'
import { cases } from '../../support/cases.ts'
import { protocol } from '../../support/games/messages.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What reading `text` comes to, as text. */
function outcome(format: TextFormat, text: string): string {
  try {
    const message = format.read(encode(text))
    return JSON.stringify([message?.name, format.session, format.body])
  } catch (error) {
    return `refused: ${(error as Error).message}`
  }
}

/** White space before the frame sends it the full way, and changes nothing else. */
const fully = (text: string): string => outcome(new TextFormat(protocol), ` ${text}`)

const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.boolean(),
)
const name = fc.constantFrom(
  'cs_echo',
  'cs_login',
  'cs_sign',
  'cs_heartbeat',
  'cs_room_join',
  'cs_nope',
  'error',
)
const field = fc.constantFrom('text', 'acc', 'token', 'id', 'start', 'count', 'x')
const frame = fc
  .record({
    name,
    data: fc.dictionary(field, value, { maxKeys: 3 }),
    session: fc.option(fc.integer(), { nil: undefined }),
  })
  .map(each => JSON.stringify(each))

test('every frame reads the same by both ways', () => {
  const format = new TextFormat(protocol)
  fc.assert(
    fc.property(frame, text => {
      expect(outcome(format, text)).toBe(fully(text))
    }),
    { numRuns: cases(500, 2000) },
  )
})

test('so does every damaged frame', () => {
  const format = new TextFormat(protocol)
  const part = fc.constantFrom(
    '"',
    '\\',
    ',',
    ':',
    '{',
    '}',
    '0',
    '-',
    '1',
    ',"session":',
    ' ',
    'é',
    '\u0001',
    'null',
  )
  const damage = fc.record({ at: fc.nat(120), cut: fc.nat(4), part })
  fc.assert(
    fc.property(frame, fc.array(damage, { minLength: 1, maxLength: 3 }), (text, damages) => {
      let bad = text
      for (const { at, cut, part } of damages) bad = bad.slice(0, at) + part + bad.slice(at + cut)
      expect(outcome(format, bad)).toBe(fully(bad))
    }),
    { numRuns: cases(1000, 5000) },
  )
})

test('so does a frame with a field twice, the first time as what it is where it is missing', () => {
  const format = new TextFormat(protocol)
  for (const body of ['"text":"","text":"x"', '"text":"x","text":""', '']) {
    const text = `{"name":"cs_echo","data":{${body}},"session":1}`
    expect(outcome(format, text)).toBe(fully(text))
  }
  expect(outcome(format, '{"name":"cs_echo","data":{}}')).toBe('["echo",null,{"text":""}]')
})

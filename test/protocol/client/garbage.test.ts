// A server that sends what it should not. Time stands still.

import { describe, expect, test, vi } from 'vitest'
import { PackageWriter, pack } from '../../../protocol/sproto/index.ts'
import { Hand } from './hand.ts'
import { protocol } from './small-gate.ts'
import { keepTimeStill } from './still-time.ts'

const timersOfClient = keepTimeStill()

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

describe('a frame that cannot be read is an error event and harms nothing', () => {
  test.each<[string, string | Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a group that is cut off', bytes('ff')],
    ['a header that is cut off', pack(bytes('0500 0400'))],
    ['neither a type nor a request number', pack(bytes('0000'))],
    ['an unknown tag', pack(bytes('0100 0c08'))],
    ['a tag below 0', pack(bytes('0100 0000 04000000 ffffffff'))],
    ['a push whose body is cut off', pack(bytes('0100 ca00 0100 0000 ff000000'))],
    ['more than a megabyte of zeros', new Uint8Array(140_000)],
    ['no JSON', '{"name":'],
    ['an empty text', ''],
    ['null', 'null'],
    ['a number', '5'],
    ['a list', '[]'],
    ['no name', '{}'],
    ['a name that is no text', '{"name":{"toString":1},"session":1}'],
    ['a message that nobody knows', '{"name":"sc___proto__"}'],
    ['data that is no object', '{"name":"sc_news","data":5}'],
    ['data that is null', '{"name":"sc_error","data":null}'],
    ['a push of the wrong shape', '{"name":"sc_news","data":{"text":5}}'],
    ['a request number that is none', '{"name":"sc_echo","data":{},"session":"1"}'],
    ['a reply to something else', '{"name":"sc_login","data":{"uid":"x"},"session":1}'],
  ])('%s', async (_what, frame) => {
    const hand = await new Hand().open()
    const asked = hand.game.request.echo({ text: 'x' })
    hand.socket.receive(frame)
    expect(hand.told.at(-1)).toBe('error BAD_MESSAGE')
    hand.socket.reply({ text: 'fine' })
    expect(await asked).toEqual({ text: 'fine' })
    expect(hand.game.state).toBe('open')
  })
})

test.each<[string, string | Uint8Array]>([
  ['binary', pack(bytes('0200 0100 0400 0100 0000 ff000000'))],
  ['text', '{"name":"sc_echo","data":{"text":5},"session":1}'],
])('a reply whose body cannot be read rejects its request at once, in %s', async (_format, frame) => {
  const hand = await new Hand().open()
  const asked = hand.game.request.echo({ text: 'x' })
  hand.socket.receive(frame)
  await expect(asked).rejects.toMatchObject({ code: 'BAD_MESSAGE', request: 'echo' })
  expect(timersOfClient()).toBe(0)
})

test('random frames leave a connection that works', async () => {
  const hand = await new Hand().open()
  const push = new PackageWriter()
    .push(100, protocol.byName.get('news')!.request, { text: 'some news' })
    .slice()
  let seed = 1
  const random = (limit: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    return (seed >>> 8) % limit
  }
  for (let i = 0; i < 3000; i++) {
    const frame = push.slice(0, random(8) === 0 ? random(push.length) : push.length)
    for (let n = random(4); n >= 0 && frame.length > 0; n--) frame[random(frame.length)] = random(256)
    hand.socket.receive(frame)
  }
  expect(new Set(hand.told.slice(2))).toEqual(new Set(['error BAD_MESSAGE']))
  const heard: unknown[] = []
  hand.game.on.news(body => heard.push(body))
  hand.socket.receive(push)
  expect(heard).toEqual([{ text: 'some news' }])
  const asked = hand.game.request.echo({ text: 'x' })
  hand.socket.reply({ text: 'fine' })
  expect(await asked).toEqual({ text: 'fine' })
})

test('a trace that throws harms nothing', async () => {
  const uncaught: unknown[] = []
  const hand = new Hand({
    trace: () => {
      throw new Error('a bug of the trace')
    },
  })
  await hand.open()
  const asked = hand.game.request.echo({ text: 'x' })
  hand.socket.reply({ text: 'fine' })
  expect(await asked).toEqual({ text: 'fine' })
  expect(timersOfClient()).toBe(2)
  for (let i = 0; i < 2; i++) {
    try {
      vi.advanceTimersToNextTimer()
    } catch (error) {
      uncaught.push((error as Error).message)
    }
  }
  expect(uncaught).toEqual(['a bug of the trace', 'a bug of the trace'])
})

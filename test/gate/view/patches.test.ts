import { expect, test } from 'vitest'
import { Stream } from '../../../server/gate/session/stream.ts'
import type { ViewReport } from '../../../server/gate/view/view-reports.ts'
import { Watched } from '../../../server/gate/view/watched.ts'

test('a patch is counted for the session and never sent again', () => {
  const stream = new Stream({ logs: { order: { last: 0 } }, maxKept: 1000 }, 1)
  const bytes = new Uint8Array([1])
  stream.keep(bytes, true)
  for (let i = 0; i < 5; i++) stream.skip(true)
  stream.keep('two', false)
  stream.skip(false)
  expect(stream.sent()).toBe(8)
  expect(stream.unconfirmed()!.map(({ frame }) => frame.length)).toEqual([1, 0, 0, 0, 0, 0, 3, 0])
  const other = new Stream({ logs: { order: { last: 0 } }, maxKept: 1000 }, 2)
  other.goOn({ sent: 8, confirmed: 0, kept: stream.unconfirmed()! })
  for (const each of [stream, other]) {
    expect(each.confirm(3)).toBe(true)
    const missing = each.resume(4)!
    expect(missing.map(({ frame }) => frame)).toEqual(['two'])
    expect(each.confirmed).toBe(7)
  }
})

test('patches that nobody confirms cost a bounded number of places', () => {
  const stream = new Stream({ logs: { order: { last: 0 } }, maxKept: 1000 }, 1)
  for (let i = 0; i < 40_000; i++) stream.skip(true)
  expect(stream.kept?.count).toBe(32_768)
  expect(stream.resume(100)).toBe(undefined)
  expect(stream.resume(39_000)).toEqual([])
})

test('who has come back by another socket is shown nothing before its world has heard of that', () => {
  const told: [room: number, report: ViewReport][] = []
  const watched = new Watched(5, (room, report) => told.push([room, report]))
  expect(watched.isCurrent(3)).toBe(false)
  watched.watch(3, 70)
  watched.watch(4, 80)
  expect(watched.isCurrent(3)).toBe(true)
  watched.missed(false)
  expect(watched.isCurrent(3)).toBe(false)
  expect(told).toEqual([
    [70, ['missed', 5, false]],
    [80, ['missed', 5, false]],
  ])
  watched.watch(3, 70)
  expect([watched.isCurrent(3), watched.isCurrent(4)]).toEqual([true, false])
})

test('inputs and what was applied go to the world of their view, and to nobody where there is none', () => {
  const told: [room: number, report: ViewReport][] = []
  const watched = new Watched(5, (room, report) => told.push([room, report]))
  watched.watch(3, 70)
  watched.input(3, { go: true })
  watched.input(undefined, {})
  watched.seen(4, 1)
  watched.seen(3, 9)
  watched.unwatch(3)
  watched.seen(3, 10)
  expect(told).toEqual([
    [70, ['input', 5, { go: true }]],
    [70, ['seen', 5, 9]],
  ])
})

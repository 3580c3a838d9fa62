// A session that goes to another gate, step by step; by chance and beside everything else: fuzz.test.ts.

import { expect, onTestFinished, test } from 'vitest'
import type { MovedSession } from '../../../server/gate/peer.ts'
import { until } from '../../support/until.ts'
import { FuzzField, Seat } from './support/fuzz.ts'
import { SessionClient } from './support/session-client.ts'
import { protocol } from './support/session-gate.ts'

/** A player whose session is at gate 0 and whose line is at gate 1. */
async function enter() {
  const field = await FuzzField.open(2, 1_000_000)
  const { gates, seats } = field
  const client = new SessionClient('anna', false)
  const seat = new Seat(() => 0)
  seats.set(client.name, seat)
  onTestFinished(async () => {
    await client.line?.vanish()
    await gates.close()
  })
  await client.dial(gates.ports[0]!)
  await client.begin()
  client.cut()
  await client.dial(gates.ports[1]!)
  expect(await client.resume()).toBeUndefined()
  const word = (text: string) => gates.encoder.push('word', { text })!
  const push = (text: string) => seat.peer!.push(protocol.byName.get('word')!, { text })
  const move = async (change: (moved: MovedSession) => MovedSession = moved => moved) => {
    const reserved = gates.slaves[1]!.reserve()
    const moved = seat.peer!.pack({ gate: gates.address(1), connection: reserved.id })
    await new Promise<void>(resolve =>
      gates.carry(0, 1, moved, here => {
        seat.peer = reserved
        gates.slaves[1]!.arrive(reserved, change(here!), seat)
        resolve()
      }),
    )
    return reserved
  }
  return { gates, client, seat, word, push, move }
}

const heard = (client: SessionClient, text: string) =>
  until(
    () => client.got,
    got => got.at(-1) === text,
  )

test('frames that come while a session moves are run where it is then, and what was sent is not sent again', async () => {
  const { gates, client, seat, push, move } = await enter()
  push('before')
  client.ask('one')
  await until(
    () => seat.ran,
    ran => ran.length === 1,
  )
  await seat.peer!.hold()
  client.ask('two')
  client.ask('three')
  await move()
  await heard(client, 'answer to three')
  push('after')
  await heard(client, 'after')
  expect(seat.ran).toEqual(['one', 'two', 'three'])
  expect(client.got).toEqual(['before', 'answer to one', 'answer to two', 'answer to three', 'after'])
  client.cut()
  await client.dial(gates.ports[0]!)
  expect(await client.resume()).toBeUndefined()
  client.ask('four')
  await heard(client, 'answer to four')
  expect(client.got).toHaveLength(6)
})

test('a room whose word comes behind the session is heard from then on', async () => {
  const { gates, client, seat, word, move } = await enter()
  await seat.peer!.hold()
  const peer = await move()
  peer.rejoin('r1')
  gates.slaves[1]!.batch([
    ['subscribe', peer.id, 'r1', false],
    ['publish', 'r1', word('one'), undefined],
    ['sendTo', [peer.id], word('two'), 'r1'],
  ])
  await heard(client, 'two')
  expect(client.got).toEqual(['one', 'two'])
})

test('what a room says before the session is there waits for it', async () => {
  const { gates, client, seat, word, push } = await enter()
  await seat.peer!.hold()
  push('zero')
  const there = gates.slaves[1]!
  const peer = there.reserve()
  there.batch([
    ['subscribe', peer.id, 'r1', false],
    ['publish', 'r1', word('one'), undefined],
  ])
  const moved = seat.peer!.pack({ gate: gates.address(1), connection: peer.id })!
  await new Promise<void>(resolve =>
    gates.carry(0, 1, moved, here => {
      there.arrive(peer, here!, seat)
      peer.rejoin('r1')
      resolve()
    }),
  )
  there.batch([['publish', 'r1', word('two'), undefined]])
  await heard(client, 'two')
  expect(client.got).toEqual(['zero', 'one', 'two'])
})

test('of a client that comes back while its session moves the newest socket goes on', async () => {
  const { gates, client, seat, push, move } = await enter()
  await seat.peer!.hold()
  client.cut()
  await client.dial(gates.ports[0]!)
  const back = client.resume()
  push('missed')
  await move()
  expect(await back).toBeUndefined()
  push('after')
  await heard(client, 'after')
  expect(client.got).toEqual(['missed', 'after'])
})

test('what is over the bound can not be had again behind a move, and the line goes on', async () => {
  const { gates, client, push, seat, move } = await enter()
  push('one')
  await heard(client, 'one')
  await seat.peer!.hold()
  await move(moved => ({ ...moved, stream: { ...moved.stream, kept: undefined } }))
  push('two')
  await heard(client, 'two')
  client.confirm()
  client.cut()
  await client.dial(gates.ports[1]!)
  client.count = 0
  expect(await client.resume()).toMatch(/missing/)
})

test('a place for a session that does not come is given up', async () => {
  const { gates } = await enter()
  const there = gates.slaves[1]!
  const before = there.count()
  const peer = there.reserve()
  there.batch([['subscribe', peer.id, 'r1', false]])
  peer.dismiss()
  expect(there.count()).toEqual(before)
})

import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { makeGame } from '../../../../protocol/client/index.ts'
import { record, replay } from '../../../../protocol/client/world/index.ts'
import { cases } from '../../../support/cases.ts'
import { type ArenaMessages, arenaProtocol as protocol } from '../../../support/games/arena-messages.ts'
import { keepTimeStill } from '../still-time.ts'
import { happenings, StreamedWorld } from './patch-streams.ts'
import { type ArenaWorld, hero, ViewByHand } from './view-by-hand.ts'

keepTimeStill()

const game = makeGame<ArenaMessages>('', { protocol })
const stateOf = ({ heroes, shots }: ArenaWorld) => JSON.stringify([...heroes, ...shots])

test('a recording shows at each time what was seen then, forwards and backwards', () => {
  fc.assert(
    fc.property(happenings, fc.nat(60), (all, begun) => {
      const [world, hand] = [new StreamedWorld(), new ViewByHand()]
      const seen: string[] = []
      let recording: ReturnType<typeof record> | undefined
      all.forEach((happening, i) => {
        if (i === begun) recording = record(hand.arena)
        const body = world.go(happening)
        if (body) hand.receive(body)
        if (recording) seen.push(stateOf(hand.arena))
        vi.advanceTimersByTime(50)
      })
      if (!recording) return
      const film = replay(game, 'arena', recording.save())
      for (const i of [...seen.keys(), ...[...seen.keys()].reverse()]) {
        film.goTo(i * 50 + 49)
        expect(stateOf(film.view)).toBe(seen[i])
      }
    }),
    { numRuns: cases(50, 1000) },
  )
})

test('a recording is hardly larger than what came over the wire, and is drawn as the match was', () => {
  const hand = new ViewByHand()
  const recording = record(hand.arena)
  let wire = 0
  for (let tick = 1; tick <= 200; tick++) {
    const heroes = Array.from({ length: 20 }, (_, i) => hero(i + 1, { x: tick / 2 }))
    const body = { patch: { view: 1, tick, is_full: tick === 1 }, heroes } as never
    wire += hand.frames.encode('binary', 'arena', body).length
    hand.receive(body)
    vi.advanceTimersByTime(50)
  }
  recording.stop()
  expect(recording.size).toBeLessThan(wire * 1.01 + 300)
  const film = replay(game, 'arena', recording.save())
  expect(film.length).toBe(199 * 50)
  for (let at = 0; at < 5000; at += 16) {
    film.goTo(at)
    const { heroes } = film.view.show()
    if (at > 1000) expect(heroes[7]!.x).toBeCloseTo((at - 50) / 100, 0)
  }
})

test('a file that is no recording, is cut off, or is of another view is refused', () => {
  const hand = new ViewByHand()
  const recording = record(hand.arena)
  hand.patch({ tick: 1, is_full: true }, { heroes: [hero(1)] })
  const file = recording.save()
  for (const bad of [new Uint8Array(0), new Uint8Array(99), file.subarray(0, 20), file.subarray(0, -3)])
    expect(() => replay(game, 'arena', bad)).toThrow('recording: expected the file of one')
  expect(() => replay(game, 'other' as 'arena', file)).toThrow(
    'view: expected that of the recording, arena, got other',
  )
})

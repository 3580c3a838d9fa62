import { describe, expect, test } from 'vitest'
import type { Ref } from '../../server/core/service/ref.ts'
import { shareGame, startGame } from '../kit/index.ts'
import { counted, WORKS, type Works } from '../support/games/works.ts'
import { workers } from '../support/workers.ts'

/** [0]: whether the gate is open · [1]: how many have come to it. */
const newCounter = () => new Int32Array(new SharedArrayBuffer(8))

function open(gate: Int32Array): void {
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
}

describe.each(workers(1))('computations, with %i workers', threads => {
  const game = shareGame({ threads, game: WORKS, compute: { queue: 2, heap: 32, timeout: 60_000 } })
  const service = async (): Promise<Ref<Works>> => (await game().service<Works>('.works')).within(60_000)

  test('run beside the thread that asks, and give their result', async () => {
    const { call } = await service()
    expect(await call.primes(100)).toBe(25)
    expect(await Promise.all([call.primes(10), call.primes(20)])).toEqual([4, 8])
  })

  test('what is transferred is moved there and back', async () => {
    const { call } = await service()
    expect(await call.addOne(3)).toEqual({ sums: [1, 2, 3], left: 0 })
  })

  test('throw what the function throws, with its code, and what keeps one from running', async () => {
    const { call } = await service()
    await expect(call.fail('NOT_ALLOWED')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      message: 'not this way',
    })
    const reasons = async (wrong: Promise<unknown>) => {
      const error = await wrong.then(
        () => undefined,
        (thrown: { code: string; cause: unknown }) => thrown,
      )
      return `${error?.code} ${error?.cause}`
    }
    expect(await reasons(call.fail('bug'))).toMatch(/^INTERNAL .*a bug in a computation/)
    expect(await reasons(call.unknown('prime'))).toMatch(/^INTERNAL .*exports no function prime/)
    expect(await reasons(call.unknown('notAFunction'))).toMatch(/exports no function notAFunction/)
    await expect(call.uncloneable()).rejects.toMatchObject({ code: 'NOT_CLONEABLE' })
    await expect(call.crash()).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(await reasons(call.hoard())).toMatch(/^INTERNAL .*memory limit/)
    expect(await call.primes(10)).toBe(4)
  })

  test('a cancel ends one that runs', async () => {
    const { call } = await service()
    const beats = newCounter()
    expect(await call.cancelled(beats)).toBe('Error: not needed any more')
    // Runs on the thread that has come in its place.
    expect(await call.primes(10)).toBe(4)
    const before = Atomics.load(beats, 0)
    expect(await call.primes(10)).toBe(4)
    expect(Atomics.load(beats, 0)).toBe(before)
  })

  test('one that takes too long is ended', async () => {
    const { call } = await service()
    await expect(call.late(newCounter(), 300)).rejects.toMatchObject({ code: 'TIMEOUT' })
    expect(await call.primes(10)).toBe(4)
  })

  test('no more than the queue takes wait; the others are refused at once', async () => {
    const { call } = await service()
    const gate = newCounter()
    const first = call.waitFor(gate)
    await counted(gate, 1)
    const waiting = [call.waitFor(gate), call.waitFor(gate)]
    await expect(call.primes(10)).rejects.toMatchObject({ code: 'TRY_AGAIN' })
    open(gate)
    expect(await Promise.all([first, ...waiting])).toEqual([0, 1, 2])
    expect(await call.primes(10)).toBe(4)
  })

  test('handlers and rooms have them too', async () => {
    const ann = await game().player('ann')
    const { primes } = ann.request as unknown as { primes(body: object): Promise<{ count: number }> }
    expect(await primes({ n: 100 })).toEqual({ count: 25 })
    const { call } = await service()
    await call.makeRoom()
    expect(await call.notes()).toContain('room: 50 true')
  })
})

test('a game that names a module that is not there does not start', async () => {
  const { checkCompute } = await import('../../server/work/compute/define-compute.ts')
  expect(() => checkCompute(new URL('./nowhere.ts', import.meta.url))).toThrow(
    /^compute: expected a module, got .*nowhere/,
  )
  expect(() => checkCompute('./nowhere.ts' as never)).toThrow(/^compute: expected new URL/)
})

test('a server stops while a computation runs', async () => {
  const game = await startGame({ threads: 1, game: WORKS })
  const gate = newCounter()
  const { call } = await game.service<Works>('.works')
  const waiting = call.waitFor(gate).then(
    () => 'done',
    () => 'ended',
  )
  await counted(gate, 1)
  const { problems, stuck } = await game.server.stop()
  expect([problems, stuck]).toEqual([[], []])
  expect(await waiting).toBe('ended')
})

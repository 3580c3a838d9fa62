import { describe, expect, onTestFinished, test } from 'vitest'
import { dropPurse, injectorOf, openPurse } from '../../support/purse.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { workers } from '../../support/workers.ts'

const HELD = 'the code has held its thread for 1000 ms and was ended'

const LOOPS = [
  'while (true);',
  '/^(a+)+$/.test("a".repeat(60) + "b")',
  'const wait = () => { for (;;); }; try { wait() } finally { wait() }',
  'for (;;) try { for (;;); } catch {}',
  'const gold = this.#gold; for (;;);',
]

const HUGE = [
  '"x".repeat(5e8)',
  'new Array(1e6).fill(7)',
  'new Uint8Array(1e8)',
  'Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => ["key " + i, "x".repeat(1000)]))',
  'new Map(Array.from({ length: 1e5 }, (_, i) => [i, i]))',
  'const grow = depth => depth === 0 ? "leaf" : Array.from({ length: 40 }, () => grow(depth - 1)); return grow(3)',
  'const ring = {}; ring.self = ring; return ring',
  '2n ** 1000000n',
  'new Proxy({}, { ownKeys() { throw new Error("no") } })',
  'Object.defineProperty({}, "sly", { enumerable: true, get() { throw new Error("no") } })',
]

const FAILING: [string, RegExp][] = [
  ['await null; throw new RangeError("late")', /^the code has thrown RangeError: late/],
  ['throw "x".repeat(1e5)', /^the code has thrown "xxx/],
  ['throw "x".repeat(1e8)', /\(a text of 100000000 characters\)/],
  ['throw undefined', /^the code has thrown undefined/],
  ['Promise.reject(7)', /^the code has thrown 7/],
  ['this.#nothing', /^the code has thrown \w*Error/],
  ['this.list.map(() => this.#gold)', /can not be read.*const all = this\.#all/],
  ['const deep = () => deep(); return deep()', /RangeError/],
  ['new Array(-1)', /RangeError/],
]

describe.each(workers(1))('with %i threads', threads => {
  const { server, player } = serverForSuite({ threads, web: { enabled: true } })
  const { inject, reason } = injectorOf(server)

  async function purse(name: string) {
    const ref = await openPurse(server(), name)
    onTestFinished(() => dropPurse(server(), ref.address))
    return ref
  }

  test.each(LOOPS)('%s: is ended, and the service goes on', async code => {
    const { call } = await purse('.looping')
    expect(await reason('.looping', code)).toBe(HELD)
    expect(await call.gold()).toBe(10)
  })

  test('a player whose agent it has held serves on', async () => {
    const ann = await player('ann')
    expect(await reason('ann', 'for (;;);')).toBe(HELD)
    expect(await ann.ask('cs_sign')).toBeDefined()
  })

  test.each(FAILING)('%s: is told, and is no error of the service', async (code, told) => {
    const { call } = await purse('.failing')
    expect(await reason('.failing', code)).toMatch(told)
    expect(await call.gold()).toBe(10)
  })

  test.each(HUGE)('%s: is shown in part', async code => {
    const { call } = await purse('.showing')
    expect((await inject('.showing', code)).length).toBeLessThan(20_000)
    expect(await call.gold()).toBe(10)
  })

  test('what never comes is waited for 5 s', async () => {
    const { call } = await purse('.waiting')
    expect(await reason('.waiting', 'this.never()')).toMatch(
      /^what the code waits for has not come within 5000 ms/,
    )
    expect(await call.gold()).toBe(10)
  })

  test('a service that is busy is not waited for long, and nothing runs afterwards', async () => {
    const { call, address } = await purse('.busy')
    const never = call.never().catch(() => undefined)
    expect(await reason('.busy', 'globalThis.ranLate = true')).toBe(
      'the code was not run: .busy is busy with never',
    )
    dropPurse(server(), address)
    await never
    expect('ranLate' in globalThis).toBe(false)
  })

  test('code that comes many at a time is run one after the other, or refused', async () => {
    const { call } = await purse('.asked')
    const said = await Promise.all(Array.from({ length: 10 }, () => reason('.asked', 'this.list.push(1)')))
    const ran = said.filter(text => /^it has given \d+$/.test(text))
    expect(ran.length).toBeGreaterThan(0)
    for (const text of said) expect(text).toMatch(/^it has given \d+$|try again$/)
    expect(await inject('.asked', 'this.list.length')).toBe(String(3 + ran.length))
    expect(await call.gold()).toBe(10)
  })

  test('nothing of it all counts as an error', () => {
    const others = server()
      .complaints()
      .filter(({ msg }) => msg !== 'an operator injects code')
    expect(others).toEqual([])
  })
})

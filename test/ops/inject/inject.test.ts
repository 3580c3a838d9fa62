// Code that an operator injects into services, agents and rooms, over the console and over HTTP.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { askConsole, ConsoleClient } from '../../support/server/console-client.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { addToken } from '../../support/server/tokens.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'

class Purse extends Service {
  #gold = 10
  list = [1, 2, 3]
  #running = ''

  #pay(gold: number): number {
    this.#gold += gold
    return this.#gold
  }

  get half(): number {
    return this.#pay(0) / 2
  }

  gold(): number {
    return this.#gold
  }

  running(): string {
    return this.#running
  }

  /** Injected code waits for it. */
  go: (() => void) | undefined

  letGo(): boolean {
    if (!this.go) return false
    this.#gold++
    this.go()
    return true
  }

  /** Two halves of one message, and time between them. */
  async work(): Promise<void> {
    this.#running = 'first half'
    await new Promise(resolve => setTimeout(resolve, 50))
    this.#running = ''
  }

  never(): Promise<never> {
    return new Promise(() => undefined)
  }
}

describe.each(workers(1))('with %i threads', threads => {
  const { server, player } = serverForSuite({ threads, web: { enabled: true } })
  const port = () => server().server.consolePort!
  const inject = async (address: string, code: string) => {
    const console = await ConsoleClient.open(port())
    onTestFinished(() => console.close())
    return console.text(`inject ${address} ${code}`)
  }
  const reason = (address: string, code: string) =>
    inject(address, code).then(
      shown => `it has given ${shown}`,
      ({ message }: Error) => message,
    )

  /** On main, which another thread looks into. */
  async function purse(name: string) {
    const { node } = server().server
    const ref = await node.launch(Purse, undefined, { name })
    onTestFinished(() => node.thread.cells.get(ref.address)?.abandon())
    return ref
  }

  test('it reads and changes #private members, calls methods, and shows what it gives', async () => {
    const { call } = await purse('.purse')
    expect(await inject('.purse', 'this.#gold')).toBe('10')
    expect(await inject('.purse', 'this.#gold += 1000')).toBe('1010')
    expect(await call.gold()).toBe(1010)
    expect(await inject('.purse', 'this.#pay(1)')).toBe('1011')
    expect(await inject('.purse', '[this.half, this.list.map(n => n * 2)]')).toBe('[505.5, [2, 4, 6]]')
    expect(await inject('.purse', 'const [first] = this.list; return { first, gold: this.#gold }')).toBe(
      '{first: 1, gold: 1011}',
    )
    expect(await inject('.purse', 'this.list.length = 0;')).toBe('0')
  })

  test('it reaches a room and a player on their thread: the objects of the game', async () => {
    const ann = await player('ann')
    const { data } = await ann.ask('cs_room_create', { kind: 'probe', name: 'den' })
    const { room } = data as { room: { id: string } }
    const rooms = await askConsole<{ rows: { room: string; address: string }[] }>(port(), 'rooms probe')
    const address = Object.values(rooms.rows[0]!).find(value => /^:\d+\./.test(String(value)))!
    expect(await inject(address, 'this.#seen')).toBe('["create", "join ann"]')
    expect(await inject(address, 'this.id')).toBe(JSON.stringify(room.id))
    expect(await inject('ann', 'this.role.gold = 77; return this.account')).toBe('"ann"')
    expect(await inject('ann', 'this.#state')).toBe('"open"')
    expect((await askConsole<{ role: { gold: number } }>(port(), 'player ann')).role.gold).toBe(77)
  })

  test('it runs between two messages, never within one that waits', async () => {
    const { call } = await purse('.working')
    for (let round = 0; round < 5; round++) {
      const working = call.work()
      expect(await inject('.working', 'this.#running')).toBe('""')
      await working
    }
  })

  test('what it waits for is shown when it has come, and nobody waits for it meanwhile', async () => {
    const { call } = await purse('.waiting')
    const code =
      'const before = this.gold(); await new Promise(go => { this.go = go }); return [before, this.gold()]'
    const shown = inject('.waiting', code)
    await until(
      () => call.letGo(),
      hasWaited => hasWaited,
    )
    expect(await shown).toBe('[10, 11]')
  })

  test('code that loops, throws, waits for ever or gives something huge does not hurt the service', async () => {
    const { call } = await purse('.strong')
    const held = 'the code has held its thread for 1000 ms and was ended'
    expect(await reason('.strong', 'while (true);')).toBe(held)
    expect(await reason('.strong', '/^(a+)+$/.test("a".repeat(60) + "b")')).toBe(held)
    expect(
      await reason('.strong', 'const wait = () => { for (;;); }; try { wait() } finally { wait() }'),
    ).toBe(held)
    expect(await reason('.strong', 'this.never()')).toMatch(
      /^what the code waits for has not come within 5000 ms/,
    )
    expect(await reason('.strong', 'throw new RangeError("no")')).toMatch(
      /^the code has thrown RangeError: no/,
    )
    expect(await reason('.strong', 'await null; throw new RangeError("late")')).toMatch(/RangeError: late/)
    expect(await reason('.strong', 'throw "x".repeat(1e5)')).toMatch(/^the code has thrown "xxx/)
    expect(await reason('.strong', 'throw "x".repeat(1e8)')).toContain('(a text of 100000000 characters)')
    expect(await reason('.strong', 'Promise.reject(7)')).toBe('the code has thrown 7')
    expect(await reason('.strong', 'this.#nothing')).toMatch(/^the code has thrown \w*Error/)
    expect(await reason('.strong', 'this.list.map(() => this.#gold)')).toMatch(
      /can not be read.*const all = this.#all/s,
    )
    expect(await reason('.strong', 'const deep = () => deep(); return deep()')).toMatch(/RangeError/)
    expect(await reason('.strong', 'let let')).toMatch(/^the code can not be read: SyntaxError/)
    for (const huge of HUGE) expect((await inject('.strong', huge)).length).toBeLessThan(20_000)
    expect(await call.gold()).toBe(10)
    expect(
      server()
        .complaints()
        .filter(({ msg }) => msg !== 'an operator injects code'),
    ).toEqual([])
  })

  test('a service that is busy is not waited for long, and nothing runs afterwards', async () => {
    const { call } = await purse('.busy')
    const never = call.never().catch(() => undefined)
    expect(await reason('.busy', 'globalThis.ranLate = true')).toBe(
      'the code was not run: .busy is busy with never',
    )
    const { node } = server().server
    node.thread.cells.get((await node.query('.busy')).address)!.abandon()
    await never
    expect('ranLate' in globalThis).toBe(false)
  })

  test('a file of code is run, in TypeScript too', async () => {
    await purse('.filed')
    const file = join(server().folder, 'fix.ts')
    writeFileSync(
      file,
      '// adds a hundred\nconst more: number = 100\nthis.list.push(more as number)\nreturn this.list',
    )
    expect(await inject('.filed', file)).toBe('[1, 2, 3, 100]')
    expect(await reason('.filed', 'nowhere.ts')).toMatch(/^code: the file nowhere\.ts: ENOENT/)
  })

  test('over HTTP it wants a token of scope admin', async () => {
    await purse('.http')
    const post = async (scope: 'operate' | 'admin') => {
      const token = await addToken(server(), { name: `inject-${scope}`, scopes: [scope] })
      const answer = await fetch(`http://127.0.0.1:${server().server.webPort}/console/inject`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ address: '.http', code: 'const gold =\n this.#gold\n return gold' }),
      })
      return { status: answer.status, body: (await answer.json()) as object }
    }
    expect(await post('operate')).toMatchObject({ status: 403, body: { code: 'PERMISSION_DENIED' } })
    expect(await post('admin')).toMatchObject({ status: 200, body: { result: '10' } })
  })

  test('what is run is in the log, with who has run it', async () => {
    await purse('.logged')
    await inject('.logged', 'this.#gold = 5')
    const line = server()
      .log()
      .find(({ msg, code }) => msg === 'an operator injects code' && code === 'this.#gold = 5')
    expect(line).toMatchObject({ level: 40, by: expect.stringMatching(/^console 127\.0\.0\.1:/) })
  })
})

test('in production it is off unless the configuration turns it on', async () => {
  const off = await serverForTest({ threads: 0, development: false })
  await expect(askConsole(off.server.consolePort!, 'inject .watchdog 1')).rejects.toThrow(
    'set console.inject',
  )
  const on = await serverForTest({ threads: 0, development: false, console: { inject: true } })
  expect(await askConsole(on.server.consolePort!, 'inject .watchdog 1 + 1')).toBe('2')
})

const HUGE = [
  '"x".repeat(5e8)',
  'new Array(1e6).fill(7)',
  'Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => ["key " + i, "x".repeat(1000)]))',
  'new Map(Array.from({ length: 1e5 }, (_, i) => [i, i]))',
  'const grow = depth => depth === 0 ? "leaf" : Array.from({ length: 100 }, () => grow(depth - 1)); return grow(3)',
  'const ring = {}; ring.self = ring; return ring',
  '2n ** 1000000n',
  'new Proxy({}, { ownKeys() { throw new Error("no") } })',
  'Object.defineProperty({}, "sly", { enumerable: true, get() { throw new Error("no") } })',
]

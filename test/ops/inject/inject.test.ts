// Code that an operator injects into services, agents and rooms, over the console and over HTTP. Code that loops in other ways,
// waits for ever or gives something huge is in test/fault/inject/.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dropPurse, injectorOf, openPurse } from '../../support/purse.ts'
import { askConsole } from '../../support/server/console-client.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { addToken } from '../../support/server/tokens.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'

describe.each(workers(1))('with %i threads', threads => {
  // As in production, where it has to be turned on.
  const settings = { threads, development: false, console: { inject: true }, web: { enabled: true } }
  const { server, player } = serverForSuite(settings)
  const port = () => server().server.consolePort!
  const { inject, reason } = injectorOf(server)

  async function purse(name: string) {
    const ref = await openPurse(server(), name)
    onTestFinished(() => dropPurse(server(), ref.address))
    return ref
  }

  test('it reads and changes #private members, calls methods, and shows what it gives', async () => {
    const { call } = await purse('.purse')
    expect(await inject('.purse', 'this.#gold += 1000')).toBe('1010')
    expect(await call.gold()).toBe(1010)
    expect(await inject('.purse', 'this.#pay(1); return [this.half, this.list]')).toBe('[505.5, [1, 2, 3]]')
    expect(await inject('.purse', 'const [first] = this.list; return { first, gold: this.#gold }')).toBe(
      '{first: 1, gold: 1011}',
    )
  })

  test('it reaches a room and a player on their thread: the objects of the game', async () => {
    const ann = await player('ann')
    await ann.ask('cs_room_create', { kind: 'probe', name: 'den' })
    const { rows } = await askConsole<{ rows: Record<string, string>[] }>(port(), 'rooms probe')
    const address = Object.values(rows[0]!).find(value => /^:\d+\./.test(String(value)))!
    expect(await inject(address, 'this.#seen')).toBe('["create", "join ann"]')
    expect(await inject('ann', 'this.role.gold = 77; return [this.account, this.state]')).toBe(
      '["ann", "open"]',
    )
    expect((await askConsole<{ role: { gold: number } }>(port(), 'player ann')).role.gold).toBe(77)
  })

  test('it runs between two messages, never within one that waits', async () => {
    const { call } = await purse('.working')
    const working = call.work()
    expect(await inject('.working', 'this.#running')).toBe('""')
    await working
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

  test('code that loops, or throws, does not hurt the service', async () => {
    const { call } = await purse('.strong')
    expect(await reason('.strong', 'while (true);')).toBe(
      'the code has held its thread for 1000 ms and was ended',
    )
    expect(await reason('.strong', 'throw new RangeError("no")')).toMatch(
      /^the code has thrown RangeError: no/,
    )
    expect(await reason('.strong', 'let let')).toMatch(/^the code can not be read: SyntaxError/)
    expect(await call.gold()).toBe(10)
  })

  test('a file of code is run, in TypeScript too', async () => {
    await purse('.filed')
    const file = join(server().folder, 'fix.ts')
    writeFileSync(
      file,
      '// adds a hundred\nconst more: number = 100\nthis.list.push(more as number)\nreturn this.list',
    )
    expect(await inject('.filed', file)).toBe('[1, 2, 3, 100]')
    writeFileSync(file, 'const one = 1\nconst two: number === 2\n')
    expect(await reason('.filed', file)).toMatch(/^code: the file .*fix\.ts: line 2: /)
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

  test('what is run is in the log and in the audit log, with who has run it', async () => {
    await purse('.logged')
    await inject('.logged', 'this.#gold = 5')
    const by = expect.stringMatching(/^console 127\.0\.0\.1:/)
    const line = server()
      .log()
      .find(({ msg, code }) => msg === 'an operator injects code' && code === 'this.#gold = 5')
    expect(line).toMatchObject({ level: 40, by })
    const audited = readFileSync(join(server().folder, 'audit.jsonl'), 'utf8').trimEnd().split('\n')
    const given = { address: '.logged', code: 'this.#gold = 5' }
    expect(audited.slice(-2).map(text => JSON.parse(text) as object)).toMatchObject([
      { by, command: 'inject', given, result: 'begun' },
      { by, command: 'inject', given, result: 'ok' },
    ])
  })
})

test('in production it is off unless the configuration turns it on', async () => {
  const { server } = await serverForTest({ threads: 0, development: false })
  await expect(askConsole(server.consolePort!, 'inject .watchdog 1')).rejects.toThrow('set console.inject')
})

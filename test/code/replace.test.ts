// New code in a running server: what changes, what stays as it was, and what is refused.

import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { askConsole } from '../support/server/console-client.ts'
import { workers } from '../support/workers.ts'
import { CodeServer } from './support/code-server.ts'

const FRESH = `export class Fresh extends Service {
  private ran = 0

  run(): number {
    return ++this.ran
  }

  seen(): number {
    return this.ran
  }
}`

const FRESH_PARTS = `boards: { top: {} },
  schedule: {
    often: {
      cron: '* * * * * *',
      run: async (game: { node: { query(name: string): Promise<never> } }) =>
        ((await game.node.query('.fresh')) as { call: { run(): unknown } }).call.run(),
    },
  },`

describe.each(workers(2))('with %i workers', threads => {
  const host = new CodeServer(threads)
  let word = 'one'
  beforeAll(() => host.start())
  afterAll(() => host.stop())
  afterEach(() => host.server.closeClients())

  /** The next version, in which every file says another word. */
  async function change(next: string) {
    host.game.say(next, word)
    const done = await host.replace()
    word = next
    return done
  }

  test('a handler, a method of roles, a seam and a hook are those of the new version from the next message on', async () => {
    const ann = await host.player('ann')
    const asked = ['say', 'talk', 'spend']
    expect([ann.greeting, ...(await Promise.all(asked.map(name => ann.say(name))))]).toEqual(
      Array(4).fill('one'),
    )
    const { changed, late } = await change('two')
    expect(changed).toContain('handlers.ts')
    expect(late).toEqual([])
    const answers: string[] = []
    for (const name of asked) answers.push(await ann.say(name))
    const bob = await host.player('bob')
    expect([bob.greeting, ...answers]).toEqual(Array(4).fill('two'))
  })

  test('a message that began with the old version ends with it, whatever it calls', async () => {
    const cleo = await host.player('cleo')
    const before = word
    const held = cleo.ask('hold')
    await change('three')
    expect((await held).text).toBe(`${before} ${before} ${before} ${before}`)
    expect((await cleo.ask('hold')).text).toBe('three three three three')
  })

  test('rooms and services go on with what they have, by new rules', async () => {
    const dora = await host.player('dora')
    await dora.ask('enter')
    const names = ['play', 'count', 'closed', 'shelf', 'season']
    const before = []
    for (const name of names) before.push(await dora.ask(name))
    await change('four')
    const after = []
    for (const name of names) after.push(await dora.ask(name))
    expect(before.map(({ text }) => text)).toEqual(Array(5).fill('three'))
    expect(after.map(({ text }) => text)).toEqual(Array(5).fill('four'))
    expect(after.map(({ count }) => count)).toEqual(before.map(({ count }) => count + 1))
  })

  test('a timer of a service goes on', async () => {
    const counter = await host.server.server.node.query<{ turns(): number }>('.counter')
    const before = await counter.call.turns()
    await expect.poll(() => counter.call.turns()).toBeGreaterThan(before)
  })

  test('a service with #private members that does not say how they go over stays as it was, and is listed', async () => {
    const stubborn = await host.server.server.node.query<{ count(): { text: string } }>('.stubborn')
    expect((await stubborn.call.count()).text).toBe('one')
    const stragglers = await (await host.code()).call.stragglers()
    expect(stragglers).toEqual([
      {
        thread: expect.any(Number),
        name: '.stubborn',
        why: 'Stubborn has #private members, and not both exportState() and importState()',
      },
    ])
  })

  test('an onReload that throws is logged; rooms and services run the new version all the same', async () => {
    const eve = await host.player('eve')
    await eve.ask('enter')
    const before = new Map(['services.ts', 'hall.ts'].map(file => [file, host.game.read(file)]))
    const fails = "onReload(): void {\n    throw new Error('on purpose')\n  }"
    const more = `protected override ${fails}\n  extra() {\n    return 'extra'\n  }\n  private n = 0`
    host.game.edit('services.ts', text => text.replace('private n = 0', more))
    host.game.edit('hall.ts', text =>
      text.replaceAll(`'${word}'`, "'failed'").replace('private ticks', `override ${fails}\n  private ticks`),
    )
    await host.replace()
    const counter = await host.server.server.node.query<{ extra(): string }>('.counter')
    expect(await counter.call.extra()).toBe('extra')
    expect(await eve.say('play')).toBe('failed')
    const stragglers = await (await host.code()).call.stragglers()
    expect(stragglers.map(({ name }) => name)).toEqual(['.stubborn'])
    for (const [file, text] of before) host.game.write(file, text)
    await host.replace()
  })

  test('computations and commands of operators are the new ones', async () => {
    const edna = await host.player('edna')
    await change('five')
    expect(await edna.say('sum')).toBe('five')
    expect(await askConsole(host.server.server.consolePort!, 'word')).toBe('five')
  })

  test('a message is limited by its new rate', async () => {
    const finn = await host.player('finn')
    for (let i = 0; i < 2; i++) await finn.ask('limited')
    await expect(finn.ask('limited')).rejects.toThrow('RATE_LIMITED')
    host.game.edit('index.ts', text => text.replace('burst: 2', 'burst: 1000'))
    await host.replace()
    const other = await host.player('fiona')
    for (let i = 0; i < 10; i++) expect(await other.say('limited')).toBe(word)
  })

  test('going back to an earlier version is a replacement too', async () => {
    const gus = await host.player('gus')
    const code = await host.code()
    const versions = await code.call.versions()
    const third = versions[2]!
    await code.call.rollback(third.version, 'a test')
    expect(await gus.say('say')).toBe('three')
    expect((await code.call.versions()).at(-1)).toMatchObject({ rollbackOf: third.version, hash: third.hash })
    await host.replace()
    expect(await gus.say('say')).toBe(word)
  })

  test.each([
    [
      'a file that is no TypeScript',
      'handlers.ts',
      (text: string) => `${text}\nfunction (`,
      /handlers\.ts:\d+:\d+: Expected ident/,
    ],
    ['an enum', 'handlers.ts', (text: string) => `${text}\nenum Bad { A }`, /handlers\.ts:\d+:1: .*enum/i],
    [
      'a file that is not there',
      'handlers.ts',
      (text: string) => `import './nowhere.ts'\n${text}`,
      /nowhere\.ts/,
    ],
    [
      'an export of the game that is not there',
      'handlers.ts',
      (text: string) => `import { nothing } from './kit.ts'\nnothing()\n${text}`,
      /handlers\.ts:1.*nothing/,
    ],
    [
      'an export of the kit that is not there',
      'handlers.ts',
      (text: string) => `import { nothing } from '../../server/kit/index.ts'\nnothing()\n${text}`,
      /handlers\.ts:1.*nothing/,
    ],
    [
      'a throw at the top level',
      'handlers.ts',
      (text: string) => `${text}\nthrow new Error('on purpose')`,
      /handlers\.ts:\d+:\d+: Error: on purpose/,
    ],
    [
      'another schema of roles',
      'role.ts',
      (text: string) => text.replace('gold: z.int()', 'gold: z.number()'),
      /role\.schema: expected that of the code that runs.*restart the server/,
    ],
    [
      'another schema of documents',
      'services.ts',
      (text: string) => text.replace('books: z.int().default(0)', 'books: z.int().default(5)'),
      /documents\.shelf\.schema: .*restart the server/,
    ],
    [
      'another protocol',
      'protocol.ts',
      (text: string) => text.replace("'utf8')", "'utf8') + ' more 99 {}'"),
      /protocol: .*restart the server/,
    ],
    [
      'a service whose messages overlap all at once',
      'services.ts',
      (text: string) => text.replace('private n = 0', 'static concurrent = true\n  private n = 0'),
      /services\.Counter: concurrent: expected false/,
    ],
    [
      'a rate that is none',
      'index.ts',
      (text: string) => text.replace('burst: 1000', 'burst: 0'),
      /rates\.limited\.burst: expected a number from 1, got 0/,
    ],
  ])('%s changes nothing, and says where and what', async (_, file, edit, why) => {
    const hans = await host.player('hans')
    const before = host.game.edit(file, edit)
    onTestFinished(() => host.game.write(file, before))
    expect(await host.problem()).toMatch(why)
    expect(await hans.say('say')).toBe(word)
    host.game.write(file, before)
    expect((await host.replace()).changed).toEqual([])
  })

  test('what has failed once may come again when its cause is gone', async () => {
    const ida = await host.player('ida')
    const surroundings = globalThis as { isBroken?: boolean }
    surroundings.isBroken = true
    const check = "if ((globalThis as { isBroken?: boolean }).isBroken) throw new Error('broken')"
    const before = host.game.edit(
      'handlers.ts',
      text => `${text.replace("=> 'five'", "=> 'mended'")}\n${check}`,
    )
    expect(await host.problem()).toContain('broken')
    expect(await ida.say('say')).toBe('five')
    surroundings.isBroken = false
    await host.replace()
    expect(await ida.say('say')).toBe('mended')
    host.game.write('handlers.ts', before)
    await host.replace()
    expect(await ida.say('say')).toBe('five')
  })

  test('one replacement at a time: another one is told so', async () => {
    const before = host.game.edit('handlers.ts', text => `${text}\n// a line`)
    const first = host.replace()
    await expect(host.replace()).rejects.toThrow('in progress')
    expect((await first).changed).toEqual(['handlers.ts'])
    host.game.write('handlers.ts', before)
    await host.replace()
  })

  test('what is new begins, and what is gone ends: services, schedules, boards, commands', async () => {
    const port = host.server.server.consolePort!
    const { node } = host.server.server
    const before = new Map(['index.ts', 'services.ts'].map(file => [file, host.game.read(file)]))
    host.game.edit('services.ts', text => `${text}\n${FRESH}`)
    host.game.edit('index.ts', text =>
      text
        .replace('Closed, Counter,', 'Closed, Counter, Fresh,')
        .replace('services: {', 'services: { Fresh,')
        .replace('start: [', "start: [\n    { service: 'Fresh', name: '.fresh' },")
        .replace(
          'commands: {',
          "commands: { greet: command({ summary: 'greets', scope: 'console', run: () => 'hello' }),",
        )
        .replace('compute:', `${FRESH_PARTS}\n  compute:`),
    )
    await host.replace()
    const fresh = await node.query<{ seen(): number }>('.fresh')
    await expect.poll(() => fresh.call.seen()).toBeGreaterThan(0)
    expect(await askConsole(port, 'greet')).toBe('hello')
    expect(JSON.stringify(await askConsole(port, 'boards'))).toContain('top')
    for (const [file, text] of before) host.game.write(file, text)
    await host.replace()
    await expect(fresh.call.seen()).rejects.toThrow()
    await expect(askConsole(port, 'greet')).rejects.toThrow('greet')
    expect(JSON.stringify(await askConsole(port, 'boards'))).not.toContain('top')
  })

  test('a kind of rooms that is new is there, and can not go while it may have rooms', async () => {
    const jane = await host.player('jane')
    host.game.edit('index.ts', text =>
      text.replace('rooms: { hall }', 'rooms: { hall, den: { ...hall, messages: {} } }'),
    )
    host.game.edit('handlers.ts', text => text.replace("create('hall'", "create('den'"))
    await host.replace()
    expect((await jane.ask('enter')).id).not.toBe('')
    const before = host.game.edit('index.ts', text => text.replace(', den: { ...hall, messages: {} }', ''))
    expect(await host.problem()).toMatch(/rooms\.den: expected this kind, .*restart the server/)
    host.game.write('index.ts', before)
  })

  test.skipIf(threads === 0)(
    'a worker that takes the place of another one has the version that runs',
    async () => {
      await change('six')
      const { node } = host.server.server
      await node.restart(1, 5000)
      const answers = new Set<string>()
      for (let i = 0; i < 6; i++) answers.add(await (await host.player(`new-${i}`)).say('say'))
      expect([...answers]).toEqual(['six'])
    },
  )
})

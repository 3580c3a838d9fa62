import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { StartError } from '../../server/core/errors.ts'
import { parseCommandLine } from '../../server/settings/command-line.ts'
import { checkConfig, loadConfig, loadSettings } from '../../server/settings/load.ts'
import { printConfig } from '../../server/settings/print.ts'
import { fileWarnings, warnings } from '../../server/settings/warnings.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** What the start would say; one line. */
async function complaintOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof StartError && !error.message.includes('\n')) return error.message
    throw error
  }
  throw new Error('expected a complaint')
}

const set = (...sets: string[]) => loadConfig('etc/default.ts', sets)

/** `a.b`, `x` -> `a: { b: 'x' }`; what is JSON stays that. */
function nested(path: string, text: string): string {
  const isJson = text !== '' && /^(null|-?\d+(\.\d+)?|".*")$/.test(text) && path !== 'gate.host'
  const value = isJson ? text : JSON.stringify(text)
  const keys = path.split('.')
  return `${keys.join(': { ')}: ${value}${' }'.repeat(keys.length - 1)}`
}

function fileWith(text: string, name = 'config.ts'): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, text)
  return file
}

describe('the command line', () => {
  test('a file and settings come in any order', () => {
    const expected = { file: 'etc/x.ts', sets: ['a=1', 'b.c=2'], shouldPrint: false, shouldHelp: false }
    expect(parseCommandLine(['etc/x.ts', '--set', 'a=1', '--set', 'b.c=2'])).toEqual(expected)
    expect(parseCommandLine(['--set', 'a=1', 'etc/x.ts', '--set=b.c=2'])).toEqual(expected)
    expect(parseCommandLine([]).file).toBe('etc/default.ts')
  })

  test('what it can not read is told', async () => {
    expect(await complaintOf(() => parseCommandLine(['--sett', 'a=1']))).toContain('--sett')
    expect(await complaintOf(() => parseCommandLine(['--set']))).toContain('--set')
    expect(await complaintOf(() => parseCommandLine(['a.ts', 'b.ts']))).toContain('a.ts b.ts')
  })
})

describe('a mistake', () => {
  test('in the syntax of a file names file and line, and shows no stack', async () => {
    const file = fileWith('export default {\n  gate: { port: 1,, },\n}\n')
    expect(await complaintOf(() => loadConfig(file))).toMatch(
      new RegExp(`^${file}, line 2: Unexpected token`),
    )
  })

  test('that a file throws names the line too', async () => {
    const file = fileWith("const a = 1\nthrow new Error('no password in ' + a)\nexport default {}\n")
    expect(await complaintOf(() => loadConfig(file))).toBe(`${file}, line 2: no password in 1`)
  })

  test.each([
    ['gate.port=', '--set gate.port: expected a number, got nothing'],
    ['gate.port=1.5', '--set gate.port: expected a whole number, got 1.5'],
    ['gate={port:9}', '--set gate: expected a section, as JSON: {"key":value}, got "{port:9}"'],
    ['gate.maxClients=0', '--set gate.maxClients: expected at least 1, got 0'],
    ['store.kind=paper', '--set store.kind: expected "embedded" or "mongo", got "paper"'],
  ])('of --set says what was expected and given: %s', async (given, message) => {
    expect(await complaintOf(() => set(given))).toBe(message)
  })

  test('of who writes a setting as an option says how it is set', async () => {
    expect(await complaintOf(() => parseCommandLine(['--gate.port=9']))).toBe(
      'there is no option --gate.port=9: settings are set with --set gate.port=9; npm start -- --help shows the usage',
    )
  })
})

describe('the configuration', () => {
  test('everything has a default, and is frozen', async () => {
    const config = await set()
    expect(config.gate).toMatchObject({ host: '0.0.0.0', port: 8888, maxClients: 10_000, maxMessage: 4096 })
    expect(config.web).toMatchObject({ host: '127.0.0.1', port: 8889 })
    expect(config.threads).toBeGreaterThanOrEqual(1)
    expect(() => Object.assign(config.gate, { port: 1 })).toThrow(TypeError)
  })

  test('etc/bench.ts sets the limits out of reach and takes 20 000 clients', async () => {
    const config = await loadConfig('etc/bench.ts')
    expect(config.gate).toMatchObject({ maxClients: 20_000, messageRate: 1e9 })
    expect(config.log.level).toBe('warn')
  })

  test('a value is JSON, or else text', async () => {
    const config = await set('gate.port=9000', 'threads=2', 'store.path=some where', 'web.enabled=false')
    expect(config).toMatchObject({
      threads: 2,
      gate: { port: 9000 },
      store: { path: 'some where' },
      web: { enabled: false },
    })
  })

  test('what is set goes over what the file says, and the last one wins', async () => {
    const file = fileWith('export default { threads: 3, gate: { port: 1 } }')
    const config = await loadConfig(file, ['gate.port=2', 'gate.port=3'])
    expect(config).toMatchObject({ threads: 3, gate: { port: 3 } })
  })

  test.each([
    ['gate.prot=1', 'unknown setting gate.prot, did you mean gate.port?'],
    ['tread=1', 'unknown setting tread, did you mean threads?'],
    ['zzzzzz=1', 'unknown setting zzzzzz'],
    ['gate.tls.keey=a', 'unknown setting gate.tls.keey, did you mean gate.tls.key?'],
    ['__proto__.polluted=1', '__proto__'],
    ['constructor.x=1', 'constructor'],
  ])('an unknown setting names the nearest one: %s', async (given, message) => {
    expect(await complaintOf(() => set(given))).toContain(message)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test.each([
    ['gate.port=high', 'gate.port'],
    ['gate.port=70000', 'gate.port'],
    ['gate.port=-1', 'gate.port'],
    ['gate.port=1.5', 'gate.port'],
    ['gate.port=', 'gate.port'],
    ['gate=8888', 'gate'],
    ['gate=null', 'gate'],
    ['threads=32', 'threads'],
    ['threads="2"', 'threads'],
    ['web.enabled=yes', 'web.enabled'],
    ['store.kind=paper', 'store.kind'],
    ['log.level=loud', 'log.level'],
    ['gate.maxClients=0', 'gate.maxClients'],
    ['gate.host=5', 'gate.host'],
    ['gate.tls.key=a', 'gate.tls.cert'],
    ['node.id=128', 'node.id'],
  ])('a value of the wrong kind names its setting: %s', async (given, path) => {
    expect(await complaintOf(() => set(given))).toContain(`--set ${path}: `)
    const [, key, text] = /^([^=]*)=(.*)$/.exec(given)!
    const file = fileWith(`export default { ${nested(key!, text!)} }`)
    expect(await complaintOf(() => loadConfig(file))).toContain(`${file}: ${path}: `)
  })

  test('a mistake is looked for where the value stands, not where others do', async () => {
    const file = fileWith('export default { gate: { port: -1 }, web: { port: 1 } }')
    expect(await complaintOf(() => loadConfig(file, ['web.port=-2', 'gate.maxClients=5']))).toMatch(
      /^\S+config\.ts: gate\.port: [^;]+; --set web\.port: [^;]+$/,
    )
    expect(await complaintOf(() => loadConfig(file, ['gate={"prot":1,"port":0}', 'web.prot=1']))).toBe(
      '--set: unknown setting gate.prot, did you mean gate.port?; --set: unknown setting web.prot, did you mean web.port?',
    )
  })

  test('what fails later says where its value comes from too', async () => {
    const file = fileWith("export default { store: { path: 'a' } }")
    const { explain } = await loadSettings(file, ['table={"dir":"b"}'])
    const said = (message: string) => (explain(new StartError(message)) as Error).message
    expect(said('store.path: a is broken')).toBe(`${file}: store.path: a is broken`)
    expect(said('table.dir: b is broken')).toBe('--set table.dir: b is broken')
    expect(said('save.unsaved: c is broken')).toBe('the default of save.unsaved: c is broken')
    expect(said('something else: broken')).toBe('something else: broken')
    const bug = new Error('gate.port: a bug')
    expect(explain(bug)).toBe(bug)
  })

  test('an object that is set is merged with what was said before it, key by key, and the last one wins', async () => {
    const file = fileWith('export default { room: { maxRooms: 7, moderators: ["1"] } }')
    const sets = [
      'gate.port=9000',
      'gate={"maxClients":5}',
      'gate={"maxClients":6}',
      'room={"moderators":["2"]}',
    ]
    expect(await loadConfig(file, sets)).toMatchObject({
      gate: { port: 9000, maxClients: 6 },
      room: { maxRooms: 7, moderators: ['2'] },
    })
    const tls = ['gate.tls={"key":"a","cert":"b"}', 'gate.tls=null', 'gate.tls.key=c', 'gate.tls.cert=d']
    expect((await set(...tls)).gate.tls).toMatchObject({ key: 'c', cert: 'd' })
    expect(await complaintOf(() => set('gate={"__proto__":{"polluted":1}}'))).toContain('__proto__')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test.each(['12345', '1e3', '007', 'true', 'null', '{}', '[1]', '-', 'a=b', '日本'])(
    'a text is what was typed: %s',
    async token => {
      expect((await set(`board.http.token=${token}`)).board.http.token).toBe(token)
      expect((await set(`board.http.token="${token}"`)).board.http.token).toBe(token)
    },
  )

  test('a store.url is not left aside: it means MongoDB, unless store.kind says otherwise', async () => {
    const url = 'store.url=mongodb://db/game'
    expect((await set(url)).store.kind).toBe('mongo')
    expect((await loadConfig('etc/production.ts', [url])).store.kind).toBe('mongo')
    expect((await set(url, 'store.kind=embedded')).store.kind).toBe('embedded')
    expect((await set('store.url=')).store.kind).toBe('embedded')
    expect(await complaintOf(() => set('store.kind=mongo'))).toMatch(/^--set store\.kind: .*store\.url/)
  })

  test.each(['NaN', 'Infinity', '-Infinity', '-1', '1.5', "'1e3'", "'8888'", 'null', '[1]', '{}', 'true'])(
    'a number is one: %s',
    async value => {
      const file = fileWith(`export default { gate: { port: ${value} } }`)
      expect(await complaintOf(() => loadConfig(file))).toContain(`${file}: gate.port: `)
    },
  )

  test.each([
    'gate.proxies=["proxy.example"]',
    'gate.proxies=["10.0.0.0/33"]',
    'gate.origins=["https://play.example.com/"]',
    'gate.origins=["https://play.example.com:443"]',
    'gate.origins=["https://Play.example.com"]',
    'gate.origins=["play.example.com"]',
    'gate.origins=["*"]',
  ])('what could never fit is refused, and what does is shown: %s', async given => {
    expect(await complaintOf(() => set(given))).toMatch(/gate\.(proxies|origins)\.0: .*such as/)
  })

  test.each([
    'gate.proxies=["10.0.0.0/8","::1"]',
    'gate.origins=["https://a.example:8443","null","capacitor://localhost"]',
  ])('a list is taken as it is: %s', async given => expect(await set(given)).toBeDefined())

  test.each(['gate.idleTimeout=1', 'gate.maxMessage=65537', 'gate.maxMessage=0', 'gate.maxQueued=5000000'])(
    'what would end the process inside the socket library is refused: %s',
    async given => {
      expect(await complaintOf(() => set(given))).toContain(given.split('=')[0])
    },
  )

  test.each(['gate.port', '=1', 'gate..port=1', 'gate.port.x=1', 'threads.x.y=1', '.=1'])(
    'a --set that is no setting is told: %s',
    async given => {
      await complaintOf(() => set('gate.port=1', 'threads=1', given))
    },
  )

  const HOSTS = ['gate.host', 'web.host']
  const PATHS = ['store.path', 'save.unsaved', 'table.dir', 'table.history', 'code.history', 'game']
  const URLS = ['store.url', 'board.redis', 'room.filterUrl']

  test.each([...HOSTS, ...PATHS])('an empty %s is refused, and so is one of blanks', async path => {
    expect(await complaintOf(() => set(`${path}=`))).toMatch(new RegExp(`^--set ${path}: empty; `))
    expect(await complaintOf(() => set(`${path}=  `))).toContain(`--set ${path}: empty`)
    const file = fileWith(`export default { ${nested(path, '')} }`)
    expect(await complaintOf(() => loadConfig(file))).toContain(`${file}: ${path}: empty`)
  })

  test('an empty key or certificate is refused', async () => {
    const message = await complaintOf(() => set('gate.tls={"key":"","cert":""}'))
    expect(message).toContain('--set gate.tls.key: empty')
    expect(message).toContain('--set gate.tls.cert: empty')
  })

  test('where empty means none, it may be', async () => {
    const config = await set(...URLS.map(path => `${path}=`), 'log.file=', 'board.http.token=')
    expect(config.log.file + config.board.redis + config.board.http.token).toBe('')
  })

  test.each(HOSTS)('%s takes addresses and names, and [::1] is ::1', async path => {
    const [section] = path.split('.') as ['gate' | 'web']
    const read = async (text: string) => (await set(`${path}=${text}`))[section].host
    for (const text of ['0.0.0.0', '::', '::1', 'localhost', 'game-1.example.com', 'fe80::1%eth0'])
      expect(await read(text)).toBe(text)
    expect(await read('[::1]')).toBe('::1')
    expect(await read('[::]')).toBe('::')
  })

  test.each(HOSTS)('%s says what it does not take', async path => {
    for (const [text, reason] of [
      ['*', '0.0.0.0'],
      ['localhost:8888', 'port'],
      ['[::1]:8888', 'port'],
      ['http://localhost', 'URL'],
      ['10.0.0.0/8', 'network'],
      ['300.1.1.1', 'neither'],
      ['8888', 'neither'],
      ['a b', 'neither'],
      ['-\u0000', 'neither'],
      ['x'.repeat(300), 'neither'],
    ] as const) {
      const message = await complaintOf(() => set(`${path}=${text}`))
      expect(message).toContain(`--set ${path}: `)
      expect(message).toContain(reason)
    }
  })

  test.each(PATHS)('%s is a path', async path => {
    for (const text of ['~/x', '~', 'mongodb://db/game', 'a\u0000b', 'a\nb'])
      expect(await complaintOf(() => set(`${path}=${text}`))).toContain(`--set ${path}: `)
  })

  test('a game is a module', async () => {
    for (const text of ['README.md', 'data/settings.json', 'server/game'])
      expect(await complaintOf(() => set(`game=${text}`))).toContain('.ts or .js')
  })

  test.each(URLS)(
    '%s is a URL of its kind, and a wrong one is not repeated: it may hold a password',
    async path => {
      for (const text of [
        'hunter2',
        'ftp://me:hunter2@db',
        'db:27017',
        '//db',
        'mongodb:/db',
        'redis:',
        'http://',
        ' ',
      ])
        expect(await complaintOf(() => set(`${path}=${text}`))).toMatch(/^--set [\w.]+: (?!.*hunter2)/)
    },
  )

  test('several mistakes are told at once', async () => {
    const message = await complaintOf(() => set('gate.port=x', 'gate.prot=1', 'nodee.id=1'))
    for (const part of ['gate.port', 'gate.prot', 'nodee']) expect(message).toContain(part)
  })

  test('a file that is missing, broken or says nothing is told by its name', async () => {
    expect(await complaintOf(() => loadConfig('etc/none.ts'))).toBe(
      'there is no configuration file etc/none.ts',
    )
    const broken = fileWith('export default {')
    expect(await complaintOf(() => loadConfig(broken))).toContain(`${broken}, line 1: `)
    expect(await complaintOf(() => loadConfig(fileWith('export const a = 1')))).toContain(
      'has no `export default',
    )
    expect(await complaintOf(() => loadConfig(fileWith('export default []')))).toContain('config.ts')
    const withCode = fileWith('export default { threads: () => 1 }')
    expect(await complaintOf(() => loadConfig(withCode))).toContain('only plain values')
    expect(await complaintOf(() => loadConfig('etc'))).toContain('etc')
  })
})

describe('--print-config', () => {
  test.each([
    ['mongodb://me:p@ss/w@rd@db1,db2:27018/game', 'mongodb://(hidden)@db1,db2:27018/game'],
    ['mongodb://me:hunter2?x@db/game', 'mongodb://(hidden)'],
    ['mongodb://db/game?password=hunter2', 'mongodb://db/game?(hidden)'],
    ['mongodb://db/?authMechanismProperties=AWS_SESSION_TOKEN:hunter2', 'mongodb://db/?(hidden)'],
    ['mongodb+srv://me@db.example.com/game', 'mongodb+srv://(hidden)@db.example.com/game'],
    ['mongodb://db/?x=a@hunter2', 'mongodb://(hidden)'],
    ['mongodb://[::1]:27017/game', 'mongodb://[::1]:27017/game'],
  ])('of a URL shows the scheme, the hosts and the path: %s', async (url, shown) => {
    expect(printConfig(await set(`store.url=${url}`))).toContain(`store.url = ${JSON.stringify(shown)} `)
  })

  test('hides the secrets of every URL and every text that is one', async () => {
    const shown = printConfig(
      await set(
        'room.filterUrl=https://check.example.com/v1?api_key=hunter2&x=1',
        'board.redis=rediss://:hunter2@cache:6380/1?password=hunter2',
        'board.http.token=hunter2',
      ),
    )
    expect(shown).toContain('"https://check.example.com/v1?(hidden)"')
    expect(shown).toContain('"rediss://(hidden)@cache:6380/1?(hidden)"')
    expect(shown).toMatch(/^board\.http\.token = \(hidden\) /m)
    expect(shown).not.toContain('hunter2')
  })

  test('shows every setting with its value and meaning, and no secret', async () => {
    const config = await set(
      'store.url=mongodb://me:hunter2@db/game',
      'gate.tls.key=k.pem',
      'gate.tls.cert=c.pem',
      'gate.tls.passphrase=hunter2',
    )
    const shown = printConfig(config)
    expect(shown).toMatch(/^gate\.port = 8888 +# port for WebSocket clients/m)
    expect(shown).toMatch(/^gate\.tls\.key = "k\.pem" /m)
    expect(shown).toContain('mongodb://(hidden)@db/game')
    expect(shown).not.toContain('hunter2')
  })

  test('every setting has a sentence', async () => {
    const bare = printConfig(await set())
      .split('\n')
      .filter(line => !line.includes('  # '))
    expect(bare).toEqual([])
  })
})

describe('settings that are not safe in production', () => {
  test('the tester page on a public address warns', () => {
    const found = warnings(checkConfig({ gate: { host: '0.0.0.0' }, web: { host: '0.0.0.0' } }))
    expect(found).toEqual([expect.stringContaining('web.host')])
  })

  test('a server without the tester page does not warn of it', () => {
    const found = warnings(
      checkConfig({ gate: { host: '127.0.0.1' }, web: { host: '0.0.0.0', page: false } }),
    )
    expect(found).toEqual([])
  })

  test("players' data that other users of the machine can read warns, as an earlier version left it", () => {
    const path = join(temporaryFolder(), 'store')
    const found = () => fileWarnings(checkConfig({ store: { path } })).filter(line => line.includes(path))
    expect(found()).toEqual([])
    mkdirSync(path, { mode: 0o755 })
    expect(found()).toEqual([`other users of this machine can read ${path}: chmod -R go= ${path}`])
    chmodSync(path, 0o700)
    expect(found()).toEqual([])
  })

  test('neither does on loopback', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost', '127.0.0.2'])
      expect(warnings(checkConfig({ gate: { host }, web: { host } }))).toEqual([])
  })
})

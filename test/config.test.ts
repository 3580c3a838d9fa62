import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { StartError } from '../server/core/errors.ts'
import { checkConfig, loadConfig, parseCommandLine, printConfig } from '../server/load-config.ts'
import { warnings } from '../server/warnings.ts'
import { temporaryFolder } from './support/role-harness.ts'

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
    expect(await complaintOf(() => set(given))).toContain(`etc/default.ts: ${path}: `)
  })

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

  test('several mistakes are told at once', async () => {
    const message = await complaintOf(() => set('gate.port=x', 'gate.prot=1', 'nodee.id=1'))
    for (const part of ['gate.port', 'gate.prot', 'nodee']) expect(message).toContain(part)
  })

  test('a file that is missing, broken or says nothing is told by its name', async () => {
    expect(await complaintOf(() => loadConfig('etc/none.ts'))).toBe(
      'there is no configuration file etc/none.ts',
    )
    const broken = fileWith('export default {')
    expect(await complaintOf(() => loadConfig(broken))).toContain(`${broken} can't be read: `)
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
  test('open authentication on a public address warns, and so does a public page', () => {
    const found = warnings(checkConfig({ gate: { host: '0.0.0.0' }, web: { host: '0.0.0.0' } }))
    expect(found).toHaveLength(2)
    expect(found[0]).toContain('auth.kind')
    expect(found[1]).toContain('web.host')
  })

  test('neither does on loopback', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost', '127.0.0.2'])
      expect(warnings(checkConfig({ gate: { host }, web: { host } }))).toEqual([])
  })
})

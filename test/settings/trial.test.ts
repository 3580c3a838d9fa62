import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ConfigInput } from '../../server/config.ts'
import { StartError } from '../../server/core/errors.ts'
import { listenError } from '../../server/core/listening.ts'
import { checkConfig } from '../../server/settings/load.ts'
import { trySettings } from '../../server/settings/trial.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Tries `settings` over ones that are fine. */
function attempt(settings: ConfigInput = {}, folder = temporaryFolder()) {
  const config = checkConfig({
    ...settings,
    gate: { host: '127.0.0.1', port: 0, ...settings.gate },
    web: { port: 0, ...settings.web },
    console: { port: 0, ...settings.console },
    store: { path: `${folder}/store`, ...settings.store },
    save: { unsaved: `${folder}/unsaved`, ...settings.save },
    table: { history: `${folder}/tables`, ...settings.table },
    code: { history: `${folder}/code`, ...settings.code },
  })
  return trySettings(config, true)
}

async function complaintOf(settings: ConfigInput, folder?: string): Promise<string> {
  const error = await attempt(settings, folder).then(
    () => undefined,
    caught => caught as unknown,
  )
  if (error instanceof StartError && !error.message.includes('\n')) return error.message
  throw new Error('expected a complaint', { cause: error })
}

async function takenPort(host = '127.0.0.1'): Promise<number> {
  const other = createServer().listen(0, host)
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  return (other.address() as AddressInfo).port
}

function file(): string {
  const path = join(temporaryFolder(), 'a-file')
  writeFileSync(path, 'text')
  return path
}

/** The settings of one folder each, by name. */
const FOLDERS: Record<string, (path: string) => ConfigInput> = {
  'store.path': path => ({ store: { path } }),
  'save.unsaved': path => ({ save: { unsaved: path } }),
  'table.history': path => ({ table: { history: path } }),
  'code.history': path => ({ code: { history: path } }),
}

describe('folders', () => {
  test('are made, written to, and left empty', async () => {
    const folder = temporaryFolder()
    await attempt({}, join(folder, 'deep/er'))
    expect(readdirSync(join(folder, 'deep/er')).sort()).toEqual(['code', 'store', 'tables', 'unsaved'])
    expect(readdirSync(join(folder, 'deep/er/store'))).toEqual([])
  })

  test.each(Object.entries(FOLDERS))('%s says why it can not be used', async (setting, settings) => {
    expect(await complaintOf(settings(file()))).toMatch(
      new RegExp(`^${setting}: .*is a file, and a folder is needed`),
    )
    expect(await complaintOf(settings(`${file()}/x`))).toMatch(
      new RegExp(`^${setting}: .*part of the path is a file`),
    )
    expect(await complaintOf(settings('/proc/gatehouse'))).toMatch(
      new RegExp(`^${setting}: /proc/gatehouse can't be used: `),
    )
    const nowhere = join(temporaryFolder(), 'nowhere')
    symlinkSync('/proc/none/x', nowhere)
    expect(await complaintOf(settings(nowhere))).toContain(`${setting}: `)
  })

  test.skipIf(process.getuid?.() === 0).each(Object.entries(FOLDERS))(
    '%s without the right to write (not tried as root)',
    async (setting, settings) => {
      const folder = temporaryFolder()
      chmodSync(folder, 0o500)
      expect(await complaintOf(settings(folder))).toContain(
        `${setting}: ${folder} can't be used: this user has no right`,
      )
    },
  )

  test('one that can not be used leaves none of the others behind', async () => {
    const folder = temporaryFolder()
    await complaintOf({ table: { history: file() } }, join(folder, 'a/b'))
    expect(readdirSync(folder)).toEqual([])
  })

  test('those that a start did not fill are removed when it fails, others stay', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'tables'))
    const trial = await attempt({}, folder)
    writeFileSync(join(folder, 'store/data'), 'x')
    trial.undo()
    expect(readdirSync(folder).sort()).toEqual(['store', 'tables'])
  })

  test("the designers' folder must be there, and is not made", async () => {
    const none = join(temporaryFolder(), 'none')
    expect(await complaintOf({ table: { dir: none } })).toBe(
      `table.dir: ${none} can't be used: it does not exist`,
    )
    expect(existsSync(none)).toBe(false)
    expect(await complaintOf({ table: { dir: file() } })).toContain('it is no folder')
  })
})

describe('files', () => {
  test('log.file is opened, and not there when nothing was logged', async () => {
    const folder = temporaryFolder()
    await attempt({ log: { file: `${folder}/logs/a.log` } }, folder)
    expect(readdirSync(join(folder, 'logs'))).toEqual([])
  })

  test('log.file says why it can not be used', async () => {
    expect(await complaintOf({ log: { file: temporaryFolder() } })).toMatch(
      /^log\.file: .*is a folder, and a file is needed/,
    )
    expect(await complaintOf({ log: { file: `${file()}/a.log` } })).toMatch(/^log\.file: /)
    const pipe = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(await complaintOf({ log: { file: pipe } })).toContain('it is a pipe')
  })

  test('a key and a certificate must be files', async () => {
    const cert = file()
    expect(await complaintOf({ gate: { tls: { key: `${cert}x`, cert } } })).toMatch(
      /^gate\.tls\.key: .*does not exist/,
    )
    const folder = temporaryFolder()
    expect(await complaintOf({ gate: { tls: { key: cert, cert: folder } } })).toMatch(
      /^gate\.tls\.cert: .*is no file/,
    )
  })
})

describe('hosts and ports', () => {
  test('a port that is taken, and two of the server itself on one', async () => {
    const port = await takenPort()
    expect(await complaintOf({ gate: { port } })).toMatch(new RegExp(`^gate\\.port: port ${port} is in use`))
    expect(await complaintOf({ web: { port } })).toMatch(new RegExp(`^web\\.port: port ${port} is in use`))
    const own = await freePort()
    expect(await complaintOf({ gate: { port: own }, web: { port: own } })).toBe(
      `web.port: port ${own} is in use: something listens on 127.0.0.1:${own}; take another by --set web.port=NUMBER`,
    )
  })

  test('a name that is not known and an address of another machine, and nothing is made', async () => {
    const folder = join(temporaryFolder(), 'a')
    expect(await complaintOf({ gate: { host: 'no-such-host.invalid' } }, folder)).toMatch(
      /^gate\.host: no address is known for the name no-such-host\.invalid/,
    )
    expect(await complaintOf({ web: { host: 'no-such-host.invalid' } }, folder)).toMatch(
      /^web\.host: no address/,
    )
    expect(await complaintOf({ gate: { host: '203.0.113.1' } }, folder)).toMatch(
      /^gate\.host: this machine has no address 203/,
    )
    expect(await complaintOf({ web: { host: '2001:db8::1' } }, folder)).toMatch(
      /^web\.host: this machine has no address 2001/,
    )
    expect(existsSync(folder)).toBe(false)
  })

  test('the ports are free again after the trial', async () => {
    const port = await freePort()
    await attempt({ gate: { port } })
    await attempt({ gate: { port } })
  })

  test('a port that only root may open says what to do', () => {
    const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' })
    expect(listenError(error, { section: 'gate', host: '0.0.0.0', port: 80 }).message).toMatch(
      /^gate\.port: port 80 is not allowed to this user; take one from 1024 on/,
    )
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return port
}

// npm run console and npm run auth, as processes beside a running server.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStores } from '../../../server/store/open-stores.ts'
import { ROOT } from '../../support/server/process.ts'
import { startTestServer, type TestServer, testConfig } from '../../support/server/server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { inTerminal } from '../../support/terminal.ts'
import { until } from '../../support/until.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ threads: 0, web: { enabled: true } })
})
afterAll(async () => void (await server.stop()))

interface Ran {
  code: number | null
  out: string
  err: string
}

function run(script: string, args: readonly string[], { input = '', env = {} } = {}): Promise<Ran> {
  const bin = join(ROOT, 'node_modules/.bin')
  const child = spawn('node', ['server/run.js', `server/cli/${script}.ts`, ...args], {
    cwd: ROOT,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...env },
  })
  const ran: Ran = { code: null, out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    ran.out += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    ran.err += text
  })
  child.stdin.end(input)
  return new Promise(resolve => child.once('close', code => resolve({ ...ran, code })))
}

const console_ = (args: readonly string[], input?: string) =>
  run('console', ['--port', String(server.server.consolePort), ...args], {
    ...(input !== undefined && { input }),
  })

describe('npm run console', () => {
  test('runs one command', async () => {
    const { code, out, err } = await console_(['-c', 'version'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(`pid: ${process.pid}\n`)
  })

  test('gives JSON', async () => {
    const { code, out } = await console_(['--json', '-c', 'version'])
    expect([code, JSON.parse(out)]).toMatchObject([0, { pid: process.pid }])
  })

  test('ends with 1 and the reason for what fails', async () => {
    expect(await console_(['-c', 'versoin'])).toEqual({
      code: 1,
      out: '',
      err: 'there is no command "versoin"; did you mean version?\n',
    })
  })

  test('runs the lines of a pipe, to the last one, also without an end of line', async () => {
    const { code, out } = await console_([], 'version\nuptime')
    expect(code).toBe(0)
    expect(out).toMatch(/pid: \d+\nseconds: \d+\n/)
    expect((await console_([], 'nothing\nversion\n')).code).toBe(1)
  })

  test('says in one line that no server is there', async () => {
    const { code, err } = await run('console', ['--port', '1', '-c', 'version'])
    expect([code, err]).toEqual([
      1,
      'no console at 127.0.0.1:1: nothing listens there; is the server running?\n',
    ])
  })

  test.each([['--port', 'x'], ['--port', '70000'], ['--nonsense']])('refuses %s %s', async (...args) => {
    const { code, err } = await run('console', args)
    expect([code, err]).toEqual([1, expect.stringMatching(/^(--port: expected a port|Unknown option)/)])
  })

  test('edits, completes and remembers lines on a terminal, in a file of its user only', async () => {
    const home = mkdtempSync(join(tmpdir(), 'gatehouse-home-'))
    const command = `node server/run.js server/cli/console.ts --port ${server.server.consolePort}`
    const [script, ...words] = inTerminal(command)
    const child = spawn(script!, words, {
      cwd: ROOT,
      env: { ...process.env, HOME: home, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}` },
    })
    let heard = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      heard += text
    })
    const ended = new Promise(resolve => child.once('close', resolve))
    await until(
      () => heard,
      text => text.includes('> '),
    )
    child.stdin.write('vers')
    await until(
      () => heard,
      text => text.includes('vers'),
    )
    child.stdin.write('\t')
    await until(
      () => heard,
      text => text.includes('version'),
    )
    child.stdin.write('\r')
    await until(
      () => heard,
      text => text.includes('pid: '),
    )
    child.stdin.write('help token\r')
    await until(
      () => heard,
      text => text.includes('there is no command token'),
    )
    child.stdin.write('\u0004')
    expect(await ended).toBe(1)
    const file = join(home, '.gatehouse_history')
    expect(readFileSync(file, 'utf8')).toBe('version\n')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe('npm run auth', () => {
  const auth = (...args: string[]) =>
    run('auth', [...args, '--set', `store.path=${join(server.folder, 'store')}`])

  test('makes, lists and revokes tokens, which the running server knows at once', async () => {
    const made = await auth('token', '--name', 'grafana', '--scope', 'rank,metrics', '--ttl', '30d')
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^gatehouse_[\w-]{43}\n$/)])
    const statusOf = async () => {
      const headers = { authorization: `Bearer ${made.out.trim()}` }
      const url = `http://127.0.0.1:${server.server.webPort}/rank/query?appname=a&tag=b&uid=1`
      return (await fetch(url, { headers })).status
    }
    expect(await statusOf()).toBe(200)
    const listed = await auth('list')
    expect(listed.out).toMatch(/^grafana\trank,metrics\tmade [\d: -]+\tends [\d: -]+\n$/)
    expect(listed.out + made.err).not.toContain(made.out.trim())
    expect((await auth('token', '--name', 'grafana', '--scope', 'rank')).err).toMatch(
      /there is a token grafana already/,
    )
    expect(await auth('revoke', 'grafana')).toEqual({ code: 0, out: '', err: 'grafana is revoked\n' })
    expect(await until(statusOf, status => status !== 200)).toBe(401)
    expect((await auth('revoke', 'grafana')).code).toBe(1)
  })

  test('lists accounts whose names meet in one form, or have none', async () => {
    const folder = temporaryFolder()
    const { store, node } = testConfig({}, folder)
    const { roles, close } = await openStores(store, { node: node.id })
    for (const [i, acc] of ['Ann', 'Bob', 'BOB', '🎲'].entries())
      await roles.claim(acc, () => ({ _id: `${i + 1}`, acc, epoch: 1, rev: 0, version: 0 }))
    await close()
    const { code, out } = await run('auth', ['names', '--set', `store.path=${store.path}`])
    expect([code, out.split('\n').sort()]).toEqual([0, ['', 'bob\t"BOB"\t"Bob"', 'no normal form\t"🎲"']])
  })

  test('lists, makes and removes the keys of the login server', async () => {
    const none = await auth('keys')
    expect([none.code, none.out]).toEqual([0, ''])
    const [first, second] = [await auth('keys', 'rotate'), await auth('keys', 'rotate')]
    const kids = [first, second].map(({ out }) => out.trim())
    const listed = (await auth('keys')).out.trim().split('\n')
    expect(listed.map(line => line.split('\t')[0])).toEqual(kids)
    expect(listed.map(line => line.split('\t')[2])).toEqual(['signs', undefined])
    expect(await auth('keys', 'remove', kids[0]!)).toEqual({
      code: 0,
      out: '',
      err: `${kids[0]} is removed; within 10 s nothing that it has signed counts\n`,
    })
    expect((await auth('keys', 'remove', kids[0]!)).code).toBe(1)
    expect((await auth('keys')).out).toContain(kids[1])
  })

  test.each([
    [[]],
    [['frobnicate']],
    [['token', '--name', 'x']],
    [['revoke']],
    [['keys', 'break']],
    [['keys', 'remove']],
    [['list', '--nonsense']],
  ])('says what is wrong with %j', async words => {
    const { code, err, out } = await auth(...words)
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/npm run auth|--scope: expected/)
  })
})

// Signals, terminals that close, readers that go away: what ends a process by default stops the server in order, and
// what only concerns a terminal does not touch a server that has none.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openClient } from '../../support/client/raw-client.ts'
import { freeSettings, ROOT, type ServerProcess, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { inTerminal } from '../../support/terminal.ts'

/** Each test starts servers of its own, which takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 120_000 })

function start(folder: string, options: Partial<Parameters<typeof startProcess>[0]> = {}): ServerProcess {
  const server = startProcess({ ...options, args: [...freeSettings(folder), ...(options.args ?? [])] })
  onTestFinished(() => server.kill('SIGKILL'))
  return server
}

/** Signs once as `acc`, without waiting for it to be saved. */
async function sign(port: number, acc: string): Promise<number> {
  const client = await openClient({ port })
  await client.login(acc)
  return (await client.ask('cs_sign')).data.sign_cnt as number
}

/** What a server that is started on the same store knows. */
async function countAfter(folder: string, acc: string): Promise<unknown> {
  const next = start(folder)
  const { sign_cnt } = await (await next.connect()).login(acc)
  next.kill('SIGTERM')
  await next.ended
  return sign_cnt
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const linesOf = (file: string): { msg: string; thread?: number; [field: string]: unknown }[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(line => line.startsWith('{'))
        .map(line => JSON.parse(line))
    : []

/** Starts `command` in a shell of a terminal of its own; closing it is what an ssh connection that is lost does. */
function openTerminal(command: string) {
  const [script, ...words] = inTerminal('bash -i')
  const terminal = spawn(script!, words, {
    cwd: ROOT,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}` },
  })
  onTestFinished(() => void terminal.kill('SIGKILL'))
  terminal.stdin!.write(`${command}\n`)
  return { close: () => terminal.kill('SIGKILL') }
}

/** Resolves with the ready line in `file`. */
async function readyIn(file: string): Promise<{ gate: number; pid: number }> {
  const find = () => linesOf(file).find(line => line.msg === 'ready')
  await expect.poll(find, { timeout: 60_000 }).toBeTruthy()
  const { gate, pid } = find() as unknown as { gate: number; pid: number }
  onTestFinished(() => void (isAlive(pid) && process.kill(pid, 'SIGKILL')))
  return { gate, pid }
}

test('a server that gets SIGQUIT stops in order and loses nothing', async () => {
  const folder = temporaryFolder()
  const server = start(folder)
  await sign((await server.ready()).gate, 'lasting')
  server.kill('SIGQUIT')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(await countAfter(folder, 'lasting')).toBe(1)
})

test.each(['SIGALRM', 'SIGVTALRM', 'SIGXCPU', 'SIGPWR', 'SIGIO', 'SIGSTKFLT'] as const)(
  'a server that gets %s stops in order too',
  async signal => {
    const server = start(temporaryFolder(), { args: ['--set', 'threads=0'] })
    const client = await server.connect()
    server.kill(signal)
    expect((await client.closed).code).toBe(4002)
    expect(await server.ended).toEqual({ code: 0, signal: null })
  },
)

test('a server without a terminal goes on after signals that do not mean its end', async () => {
  const server = start(temporaryFolder())
  const client = await server.connect()
  await client.login('patient')
  for (const signal of ['SIGHUP', 'SIGUSR2'] as const) {
    server.kill(signal)
    await server.line(line => line.includes('reloading') && line.includes(signal))
  }
  for (const signal of ['SIGPIPE', 'SIGXFSZ', 'SIGWINCH', 'SIGCONT'] as const) server.kill(signal)
  expect((await client.ask('cs_sign')).data.sign_cnt).toBe(1)
})

test('SIGHUP opens the log file again on every thread', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'log')
  const server = start(folder, { args: ['--set', `log.file=${file}`, '--set', 'threads=2'] })
  const { gate } = await readyIn(file)
  const before = linesOf(file).length
  renameSync(file, `${file}.1`)
  server.kill('SIGHUP')
  const reopened = () => linesOf(file).filter(line => line.msg === 'log reopened')
  await expect
    .poll(() => new Set(reopened().map(line => line.thread)), { timeout: 60_000 })
    .toEqual(new Set([0, 1, 2]))
  await sign(gate, 'rotated')
  server.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(linesOf(file).map(line => line.msg)).toContain('stopped')
  // Only main's word that it reloads may still stand in the old one.
  expect(linesOf(`${file}.1`).length - before).toBeLessThanOrEqual(1)
})

test('a server whose terminal closes stops in order and loses nothing', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'log')
  const args = [...freeSettings(folder), '--set', `log.file=${file}`].join(' ')
  const terminal = openTerminal(`npm start --silent -- ${args}`)
  const { gate, pid } = await readyIn(file)
  await sign(gate, 'cut off')
  terminal.close()
  await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false)
  expect(linesOf(file).at(-1)).toMatchObject({ msg: 'stopped', problems: [] })
  expect(await countAfter(folder, 'cut off')).toBe(1)
})

test('a server that logs to a terminal which closes stops in order all the same', async () => {
  const folder = temporaryFolder()
  const server = start(folder, { via: 'terminal' })
  const { gate, pid } = await server.ready()
  await sign(gate, 'cut off')
  server.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false)
  expect(await countAfter(folder, 'cut off')).toBe(1)
})

test('a server that was started with nohup goes on when its terminal closes', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'out')
  const args = freeSettings(folder).join(' ')
  const terminal = openTerminal(`nohup npm start --silent -- ${args} > ${file} 2>&1 &`)
  const { gate, pid } = await readyIn(file)
  const client = await openClient({ port: gate })
  await client.login('nohup')
  terminal.close()
  // A shell that reads the terminal's end before it gets its own SIGHUP passes none on.
  process.kill(pid, 'SIGHUP')
  await expect.poll(() => linesOf(file).map(line => line.msg), { timeout: 60_000 }).toContain('reloading')
  expect((await client.ask('cs_sign')).data.sign_cnt).toBe(1)
  process.kill(pid, 'SIGTERM')
  expect((await client.closed).code).toBe(4002)
  await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false)
})

test('a server goes on when nobody reads its output any more', async () => {
  const folder = temporaryFolder()
  const server = start(folder, { args: ['--set', 'threads=1'] })
  const client = await server.connect()
  server.child.stdout!.destroy()
  server.child.stderr!.destroy()
  server.kill('SIGUSR2')
  await client.login('unheard')
  expect((await client.ask('cs_sign')).data.sign_cnt).toBe(1)
  server.kill('SIGTERM')
  const [code] = await once(server.child, 'exit')
  expect(code).toBe(0)
  expect(await countAfter(folder, 'unheard')).toBe(1)
})

test('a signal that npm or a terminal doubles does not cut the stop short', async () => {
  const doubled = start(temporaryFolder())
  await doubled.ready()
  doubled.kill('SIGINT')
  doubled.kill('SIGINT')
  expect(await doubled.ended).toEqual({ code: 0, signal: null })
})

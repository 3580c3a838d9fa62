// `npm run dev` as a developer has it: a process of its own over a copy of the project whose files are saved.

import { spawn } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freeSettings, ServerProcess } from '../../support/server/process.ts'
import { copyProject } from '../../support/server/project-copy.ts'
import { inTerminal } from '../../support/terminal.ts'

const DEMO = ['--set', 'game=server/game/index.ts']

const ROOT = resolve(import.meta.dirname, '../../..')

function startDev(folder: string, { args = [] as string[], hasTerminal = false } = {}) {
  const npm = ['npm', 'run', '--silent', 'dev', '--', ...args, ...freeSettings(join(folder, 'var')), ...DEMO]
  const command = hasTerminal ? inTerminal(npm.join(' ')) : npm
  const child = spawn(command[0]!, command.slice(1), {
    cwd: folder,
    env: { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH}` },
    stdio: 'pipe',
  })
  const dev = new ServerProcess(child)
  onTestFinished(async () => {
    dev.kill('SIGTERM')
    await dev.ended
  })
  return {
    dev,
    /** The pid in the nth ready line. */
    ready: async (count: number): Promise<number> => {
      const isReady = (text: string) => text.includes('"msg":"ready"')
      await dev.line(() => dev.lines.filter(isReady).length >= count)
      const line = dev.lines.filter(isReady)[count - 1]!
      return JSON.parse(line.slice(line.indexOf('{'))).pid
    },
    said: (text: string, count = 1) =>
      dev.line(() => dev.lines.filter(line => line.includes(text)).length >= count),
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise(resolve => setTimeout(resolve, 20))
}

test('a saved file of the game is replaced while the server runs, any other file starts it again', async () => {
  const folder = copyProject()
  const { dev, ready, said } = startDev(folder)
  const first = await ready(1)
  const handler = join(folder, 'server/game/handlers/sign.ts')
  const good = readFileSync(handler, 'utf8')

  writeFileSync(handler, `${good}\nconst = 1`)
  await said("the game's code stays as it is")
  writeFileSync(handler, `${good}\n// another line`)
  await said('the code of the game was replaced')
  expect(isRunning(first)).toBe(true)

  const role = join(folder, 'server/game/role.ts')
  writeFileSync(
    role,
    readFileSync(role, 'utf8').replace('sign_days: z.int().min(0)', 'sign_days: z.int().min(-1)'),
  )
  await said('what was saved can only be started anew')
  const second = await ready(2)
  expect(isRunning(first)).toBe(false)

  appendFileSync(join(folder, 'protocol/errors.ts'), '\n')
  const third = await ready(3)
  expect(isRunning(second)).toBe(false)

  dev.kill('SIGTERM')
  expect((await dev.ended).code).toBe(0)
  expect(isRunning(third)).toBe(false)
}, 300_000)

test('a mistake is survived: the next save of any file starts the server again', async () => {
  const folder = copyProject()
  const { ready, said } = startDev(folder)
  const first = await ready(1)
  const file = join(folder, 'server/kit/index.ts')
  const good = readFileSync(file, 'utf8')
  writeFileSync(file, `${good}\nconst = 1`)
  await said('server/kit/index.ts changed, starting again')
  await said('waiting for a change')
  expect(isRunning(first)).toBe(false)
  writeFileSync(file, good)
  await ready(2)
}, 120_000)

test('a configuration that is wrong waits too, and is watched wherever it lies', async () => {
  const folder = copyProject()
  const file = join(copyProject(), 'mine.ts')
  writeFileSync(file, 'export default { gate: { prot: 1 } }')
  const { said, ready } = startDev(folder, { args: [file] })
  await said('unknown setting gate.prot')
  await said('waiting for a change')
  writeFileSync(file, 'export default {}')
  await ready(1)
}, 120_000)

test('Ctrl-C in a terminal ends it all', async () => {
  const { dev, ready } = startDev(copyProject(), { hasTerminal: true })
  const pid = await ready(1)
  dev.type('\x03')
  await dev.ended
  expect(isRunning(pid)).toBe(false)
  expect(dev.lines.some(line => line.includes('"msg":"stopped"'))).toBe(true)
}, 120_000)

test('the server does not outlive a runner that is killed', async () => {
  const folder = copyProject()
  const { dev, ready } = startDev(folder)
  const pid = await ready(1)
  dev.kill('SIGKILL')
  // npm is gone without a word: the runner is found by its child.
  const runner = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  process.kill(runner, 'SIGKILL')
  await gone(pid)
}, 120_000)

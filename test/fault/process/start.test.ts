// The server as a process: starts that fail, help, and what is kept over an end.

import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freeSettings, startProcess } from '../../support/server/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Starts with `sets` over free ports and a fresh store; resolves when the process has ended by itself. */
async function startAndFail(...sets: string[]) {
  const args = [...freeSettings(temporaryFolder()), ...sets.flatMap(set => ['--set', set])]
  const server = startProcess({ args })
  onTestFinished(() => server.kill('SIGKILL'))
  const { code } = await server.ended
  return { code, errors: server.errors, lines: server.lines.filter(line => !line.startsWith('{')) }
}

async function occupiedPort(): Promise<number> {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  return (other.address() as AddressInfo).port
}

function file(name: string, text: string): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, text)
  return path
}

describe('a start that can not be ends with one line and exit code 1', () => {
  const expectOneLine = (end: Awaited<ReturnType<typeof startAndFail>>, text: string) => {
    expect(end.errors.trimEnd().split('\n')).toEqual([expect.stringContaining(text)])
    expect(end.errors).toMatch(/^gatehouse can't start: /)
    expect(end.lines).toHaveLength(1)
    expect(end.code).toBe(1)
  }

  test.each([0, 1])('the port of the gate is taken (%i worker threads)', async threads => {
    const port = await occupiedPort()
    expectOneLine(await startAndFail(`threads=${threads}`, `gate.port=${port}`), `gate.port: port ${port}`)
  })

  test('the port of the page is taken', async () => {
    const port = await occupiedPort()
    expectOneLine(await startAndFail(`web.port=${port}`), `127.0.0.1:${port}`)
  })

  test('an address that this machine does not have', async () => {
    expectOneLine(await startAndFail('gate.host=203.0.113.1'), 'gate.port')
  })

  test('an unknown setting', async () => {
    expectOneLine(await startAndFail('gate.prot=1'), 'did you mean gate.port?')
  })

  test('a game that is not there', async () => {
    expectOneLine(await startAndFail('game=server/none.ts'), 'game: there is no file server/none.ts')
  })

  test('a certificate that is not there', async () => {
    expectOneLine(await startAndFail('gate.tls.key=none.key', 'gate.tls.cert=none.pem'), 'gate.tls.key: ')
  })

  test('a certificate that is none', async () => {
    const [key, cert] = [file('a.key', 'no key'), file('a.pem', 'no certificate')]
    expectOneLine(await startAndFail(`gate.tls.key=${key}`, `gate.tls.cert=${cert}`), 'gate.tls: ')
  })

  test('a store that is in use', async () => {
    const folder = temporaryFolder()
    const first = startProcess({ args: freeSettings(folder) })
    onTestFinished(() => first.kill('SIGKILL'))
    await first.ready()
    expectOneLine(await startAndFail(`store.path=${folder}/store`), 'store')
    first.kill('SIGTERM')
    expect(await first.ended).toEqual({ code: 0, signal: null })
  })

  test('a folder for the store that can not be made', async () => {
    expectOneLine(await startAndFail(`store.path=${file('plain', '')}/store`), 'store')
  })
})

test('--help and --print-config print and end with 0', async () => {
  const [help, print] = [startProcess({ args: ['--help'] }), startProcess({ args: ['--print-config'] })]
  expect(await help.ended).toEqual({ code: 0, signal: null })
  expect(help.lines[0]).toContain('npm start')
  expect(await print.ended).toEqual({ code: 0, signal: null })
  expect(print.lines.find(line => line.startsWith('gate.maxClients = 10000 '))).toContain(
    'clients in the whole node',
  )
})

test.each(['npm', 'terminal'] as const)('what was signed survives the end of %s', async via => {
  const folder = temporaryFolder()
  const server = startProcess({ via, args: freeSettings(folder) })
  onTestFinished(() => server.kill('SIGKILL'))
  const client = await server.connect()
  await client.login('lasting')
  await client.ask('cs_sign')
  if (via === 'npm') server.kill('SIGTERM')
  else server.type('\x03')
  expect((await client.closed).code).toBe(4002)
  await server.ended
  const next = startProcess({ args: freeSettings(folder) })
  onTestFinished(() => next.kill('SIGKILL'))
  expect(await (await next.connect()).login('lasting')).toMatchObject({ sign_cnt: 1 })
  next.kill('SIGTERM')
  expect(await next.ended).toEqual({ code: 0, signal: null })
})

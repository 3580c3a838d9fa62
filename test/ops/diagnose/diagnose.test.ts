// The commands that look into a thread and leave its heap alone; what takes snapshots is in test/fault/leak.ts, what looks
// into stuck threads in test/fault/stuck.ts.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { close, open } from 'node:inspector'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SICK, sickProtocol } from '../../support/games/sick.ts'
import { ConsoleClient } from '../../support/server/console-client.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'

describe.each(workers(1))('with threads %d', threads => {
  const { server, player } = serverForSuite({ threads, game: SICK }, sickProtocol)
  const serving = threads === 0 ? 0 : 1

  async function operator(): Promise<ConsoleClient> {
    const client = await ConsoleClient.open(server().server.consolePort!)
    onTestFinished(() => client.close())
    return client
  }

  const ask = async <T>(line: string): Promise<T> => (await operator()).ask<T>(line)
  const filesHere = () => readdirSync(join(server().folder, 'diagnose'))

  test.each([
    ['cpu', 'cpuprofile'],
    ['allocations', 'heapprofile'],
  ])(
    '%s says what it has measured and leaves a file that only its owner may read',
    async (command, ending) => {
      const console = await operator()
      const [path, rows] = (await console.parts(`${command} ${serving} 0.3`)) as [string, { at: string }[]]
      expect(path).toMatch(new RegExp(`${command}-${serving}-\\d{8}-\\d{6}\\.${ending}$`))
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveProperty(command === 'cpu' ? 'nodes' : 'head')
      for (const row of rows) expect(row.at).toMatch(/^-$|^\S+:\d+$/)
    },
  )

  test('main can be measured too', async () => {
    const rows = await ask<{ self: string }[]>('cpu 0 0.2')
    for (const { self } of rows) expect(self).toMatch(/^\d+\.\d%$/)
  })

  test('mem shows the heap of every thread, how many services of a type it has, and how many messages wait', async () => {
    await player('anna')
    const [, heaps, services] = (await (await operator()).parts('mem')) as [
      string,
      { thread: number; heapMb: number; limitMb: number }[],
      { thread: number; service: string; count: number; waiting: number }[],
    ]
    expect(heaps.map(({ thread }) => thread)).toEqual(threads === 0 ? [0] : [0, 1])
    for (const { heapMb, limitMb } of heaps) expect(heapMb).toBeLessThan(limitMb)
    const agents = services.filter(({ service }) => service === 'Agent')
    expect(agents.reduce((sum, { count }) => sum + count, 0)).toBe(1)
    expect(agents.every(({ waiting }) => waiting === 0)).toBe(true)
  })

  test('mem counts for a service what its class has allocated, whatever its file is called', async () => {
    const keeper = await player('keeper')
    await keeper.ask('cs_keep', { service: '.keeping', items: 40_000, bytes: 1024 })
    const services = await ask<{ service: string; count: number; sampledMb: number }[]>('mem')
    const [market] = services
      .filter(({ service }) => service === 'Market')
      .sort((a, b) => b.sampledMb - a.sampledMb)
    expect(market).toMatchObject({ count: 1 })
    expect(market!.sampledMb).toBeGreaterThan(10)
    expect(services.filter(({ service }) => service.endsWith('sick.ts'))).toEqual([])
  })

  test('one thing at a time is done with a thread, and ends with who asked for it', async () => {
    const first = await operator()
    first.say(`cpu ${serving} 300`)
    const refused = async () =>
      (await operator()).text(`allocations ${serving} 0.1`).catch(error => error.message)
    await until(refused, answer => answer === `thread ${serving}: expected nothing in progress, got cpu`)
    first.close()
    await until(refused, answer => !answer.startsWith('thread'))
    expect(filesHere().filter(name => name.endsWith('.part'))).toEqual([])
  })

  test('an empty line ends a measurement, and nothing of it is left', async () => {
    const console = await operator()
    const before = filesHere().length
    const answer = console.text(`cpu ${serving} 300`).catch(error => error.message)
    console.say('')
    expect(await answer).toBe('cpu was ended')
    expect(filesHere()).toHaveLength(before)
  })

  test('what was written is listed, and can be deleted', async () => {
    await ask(`cpu ${serving} 0.1`)
    const files = await ask<{ file: string; bytes: number }[]>('diagnose files')
    expect(files.map(({ file }) => file).sort()).toEqual(filesHere().sort())
    const { file } = files[0]!
    await ask(`diagnose remove ${file}`)
    expect(filesHere()).not.toContain(file)
    await expect(ask(`diagnose remove ${file}`)).rejects.toThrow(`there is no file ${file}`)
    await expect(ask('diagnose remove ../log')).rejects.toThrow('there is no file ../log')
  })

  test.each([
    ['stack 7', 'thread: expected'],
    ['interrupt 7', 'thread: expected'],
    ['interrupt 1', 'thread: expected'],
    ['interrupt 0', 'thread: expected at least 1, got 0'],
    ['cpu x 5', 'thread'],
    ['cpu 0 100000', 'seconds'],
    ['snapshot 0 ../etc', 'name'],
    ['diff yesterday today', 'there is no snapshot yesterday; there are: none'],
    ['leakcheck .nobody', 'there is no service .nobody'],
  ])('%s is refused with a reason', async (line, reason) => {
    await expect(ask(line)).rejects.toThrow(reason)
  })

  test('interrupt is refused while a debugger can be attached, which would pause the thread too', async () => {
    open(0, '127.0.0.1')
    onTestFinished(() => close())
    await expect(ask('interrupt 1')).rejects.toThrow(
      threads === 0 ? 'thread: expected' : 'stop the loop there',
    )
  })

  test('stack says whether a thread runs anything', async () => {
    const answer = (await operator()).text(`stack ${serving}`)
    if (threads === 0) await expect(answer).rejects.toThrow('expected threads of at least 1, got 0')
    else expect(await answer).toMatch(/^thread 1 runs no JavaScript: it waits for work|^thread: 1\n/)
  })
})

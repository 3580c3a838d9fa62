// What is recorded while an operator looks: times of commands, who calls whom, traces, the log.

import { describe, expect, test } from 'vitest'
import { PROBE, probeProtocol } from '../../support/games/probe.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'
import { consoleOf, type Row, recordingOn, silentOn, workerOn } from './looks.ts'

const HEADER = 'reading the log; an empty line ends it'

/** A tree of `trace` comes as lines. */
function keepTree(trees: Row[][], part: unknown): void {
  const { lines } = part as { lines?: Row[] }
  if (lines) trees.push(lines)
}

const isOf = (what: string) => (tree: Row[]) => tree.some(row => row.what === what)

describe.each(workers(1))('with %i threads', threads => {
  const { server, player } = serverForSuite({ threads })

  test('profile measures each command of a service until an empty line', async () => {
    const client = await consoleOf(server())
    const worker = await workerOn(server(), '.profiled')
    const asked = client.ask<Row[]>('profile .profiled 60')
    await recordingOn(server())
    for (let i = 0; i < 4; i++) await worker.call.add(i, i)
    await worker.call.burn(20)
    await expect(worker.call.fail()).rejects.toThrow()
    client.say('')
    const rows = await asked
    expect(rows.map(({ command, count, errors }) => [command, count, errors])).toEqual(
      expect.arrayContaining([
        ['add', 4, 0],
        ['burn', 1, 0],
        ['fail', 1, 1],
      ]),
    )
    const burn = rows.find(({ command }) => command === 'burn')!
    expect(burn).toMatchObject({ min: burn.max, mean: burn.max })
    expect(burn.busy).toBeGreaterThanOrEqual(20)
    await silentOn(server())
  })

  test('top and graph show which commands take time, and who calls whom', async () => {
    const [client, other] = [await consoleOf(server()), await consoleOf(server())]
    const [worker, asker] = [await workerOn(server(), '.worker'), await workerOn(server(), '.asker')]
    const rounds: Row[][] = []
    const top = client.parts('top -t 0.3 --limit 1000', part => rounds.push(part as Row[]))
    const edges: Row[] = []
    const graph = other.parts('graph .asker -t 0.3', part => edges.push(...(part as Row[])))
    await recordingOn(server(), 2)
    await asker.call.addAt(worker.address)
    await asker.call.addAt(worker.address)
    await worker.call.burn(20)
    client.say('')
    other.say('')
    await Promise.all([top, graph])
    expect(rounds.flat()).toContainEqual(expect.objectContaining({ service: '.worker', command: 'burn' }))
    expect(rounds.flat().filter(({ service }) => /^\.(look|record)\//.test(service as string))).toEqual([])
    const calls = edges.filter(({ from, to }) => from === '.asker' && to === '.worker')
    expect(calls.reduce((sum, row) => sum + (row.calls as number), 0)).toBe(2)
    expect(new Set(edges.map(({ from }) => from))).toContain('.asker')
    expect(edges.some(({ to }) => to === '.asker')).toBe(false)
    const senders: Row[] = []
    const fromEach = client.parts('graph --to .worker -t 0.3', part => senders.push(...(part as Row[])))
    await recordingOn(server(), 1)
    await asker.call.addAt(worker.address)
    client.say('')
    await fromEach
    expect(senders).toMatchObject([{ from: '.asker', to: '.worker', calls: 1 }])
    expect(await client.ask('graph --to .worker')).toBe('nobody has sent anything to .worker')
    expect(await other.ask('graph --mermaid')).toMatch(/^graph LR\n/)
    await silentOn(server())
  })

  test('trace shows what is done for a message of a player, over all threads', async () => {
    const [client, other] = [await consoleOf(server()), await consoleOf(server())]
    const bob = await player('traced')
    const room = (await bob.ask('cs_room_create', { kind: 'chat', name: 'traced' })).data as {
      room: { id: string }
    }
    const trees: Row[][] = []
    const traced = client.parts('trace traced', part => keepTree(trees, part))
    await recordingOn(server())
    await bob.ask('cs_room_say', { id: room.room.id, text: 'hello' })
    const tree = await until(
      async () => trees.find(isOf('Agent room_say')),
      found => found !== undefined,
    )
    const lines = tree!.map(({ what }) => what)
    expect(lines).toEqual([
      expect.stringMatching(/^frame connection \d+ room_say, \d+ bytes$/),
      'Agent room_say',
      ...lines.slice(2),
    ])
    expect(lines).toEqual(
      expect.arrayContaining([
        '. RoomService say',
        expect.stringMatching(/^\. reply connection \d+ room_say, \d+ bytes$/),
      ]),
    )
    expect(tree![0]!.at).toBe(0)
    for (const { at, ms } of tree!) expect(Math.min(at as number, ms as number)).toBeGreaterThanOrEqual(0)
    expect(await other.ask('trace traced off')).toBe('ended 1')
    await traced
    await expect(other.ask('trace traced off')).rejects.toThrow('nobody traces')
    await silentOn(server())
    await bob.close()
  })

  test('trace names the boards that a message asks', async () => {
    const client = await consoleOf(server())
    const ida = await player('ida')
    const trees: Row[][] = []
    const traced = client.parts('trace ida', part => keepTree(trees, part))
    await recordingOn(server())
    await ida.ask('cs_sign')
    await until(
      async () => trees,
      found => found.length > 0,
    )
    await ida.close()
    expect((await traced).at(-1)).toMatch(/^:\d+\.[0-9a-f]{8} has ended$/)
    expect(trees[0]!.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Agent sign',
        expect.stringMatching(/^\. call \.board\/sign update$/),
        expect.stringMatching(/^\. call \.board\/gold increase$/),
      ]),
    )
    await silentOn(server())
  })

  test('trace shows what a message sends, though it waits in a queue', async () => {
    const [client, other] = [await consoleOf(server()), await consoleOf(server())]
    const [busy, sender] = [await workerOn(server(), '.busy'), await workerOn(server(), '.sender')]
    const trees: Row[][] = []
    const traced = client.parts('trace .sender', part => keepTree(trees, part))
    await recordingOn(server())
    const waiting = busy.call.wait()
    await sender.call.sendAt(busy.address)
    await until(
      async () => trees.length,
      found => found > 0,
    )
    await busy.call.open()
    await waiting
    await sender.call.sendAt(busy.address)
    await until(
      async () => trees.length,
      found => found > 1,
    )
    const seen = trees.map(tree => tree.map(({ what }) => what))
    expect(seen).toEqual([
      ['.sender sendAt', '. send .busy add'],
      ['.sender sendAt', '. .busy add'],
    ])
    expect(await other.ask('trace .sender off')).toBe('ended 1')
    await traced
    await silentOn(server())
  })

  test('log lets one service say more for a while, and tail shows it', async () => {
    const [client, other] = [await consoleOf(server()), await consoleOf(server())]
    const worker = await workerOn(server(), '.talking')
    await worker.call.debug('before')
    const lines: string[] = []
    const tailed = client.parts('tail worker says', part => lines.push(part as string))
    await recordingOn(server())
    expect(await other.ask('log debug .talking 0.05')).toBe('.talking: debug for 0.05 minutes')
    await worker.call.debug('meanwhile')
    await until(
      async () => lines.some(line => line.includes('meanwhile')),
      found => found,
    )
    await until(
      () => worker.call.levelOfLog(),
      level => level === 'info',
    )
    await worker.call.debug('afterwards')
    client.say('')
    await tailed
    expect(lines.join('\n')).toMatch(/DEBUG thread=0 the worker says .*command=debug .*text=meanwhile/)
    const said = server()
      .log()
      .filter(({ msg }) => msg === 'the worker says')
    expect(said.map(({ text }) => text)).toEqual(['meanwhile'])
    await silentOn(server())
  })

  test('log says when there is no such service, graph when it has sent nothing', async () => {
    const client = await consoleOf(server())
    expect(await client.ask('log debug .nobody 0.01')).toBe(
      '.nobody: debug for 0.01 minutes; there is none of this name, class or address now',
    )
    expect(await client.ask('graph .nobody')).toBe('.nobody has sent nothing')
    await silentOn(server())
  })

  test('tail begins with the last lines that were written before it', async () => {
    const client = await consoleOf(server())
    const worker = await workerOn(server(), '.earlier')
    for (let n = 0; n < 2; n++) await expect(worker.call.fail()).rejects.toThrow()
    const begins = async (line: string) => {
      const lines: string[] = []
      await client.parts(line, part => {
        lines.push(part as string)
        if (part === HEADER) client.say('')
      })
      return lines.slice(0, lines.indexOf(HEADER))
    }
    const failed = expect.stringMatching(/ERROR thread=0 a handler failed .*service=\.earlier/)
    expect(await begins('tail .earlier')).toEqual([failed, failed])
    expect(await begins('tail .earlier --last 1')).toEqual([failed])
    expect(await begins('tail --last 0')).toEqual([])
    await silentOn(server())
  })

  test('a console that is gone leaves nothing recording', async () => {
    const client = await consoleOf(server())
    client.say('top -t 60')
    await recordingOn(server())
    client.close()
    await silentOn(server())
  })

  test('a log line names the message, the call and the player that it belongs to', async () => {
    const worker = await workerOn(server(), '.named')
    const asker = await workerOn(server(), '.naming')
    await expect(asker.call.failAt(worker.address)).rejects.toThrow()
    const [line] = server()
      .log()
      .filter(({ msg, service }) => msg === 'a handler failed' && service === '.named')
    expect(line).toMatchObject({ command: 'fail', call: expect.stringMatching(/^:1\.[0-9a-f]{8}#2$/) })
    expect(line!.for).toMatch(/^:1\.[0-9a-f]{8}#2$/)
    expect(line!.for).not.toBe(line!.call)
  })
})

describe('with stores', () => {
  const { server, player } = serverForSuite({ threads: 0, game: PROBE }, probeProtocol)

  test('trace shows what a message asks of the stores, and how long that takes', async () => {
    const client = await consoleOf(server())
    const bob = await player('bob')
    const trees: Row[][] = []
    const traced = client.parts('trace bob', part => keepTree(trees, part))
    await recordingOn(server())
    await bob.ask('cs_add', { by: 1 })
    await bob.ask('cs_saved')
    const tree = await until(
      async () => trees.find(isOf('Agent saved')),
      found => found !== undefined,
    )
    client.say('')
    await traced
    const commit = tree!.find(({ what }) => what === '. store roles commit')
    expect(commit!.ms).toBeGreaterThan(0)
    await silentOn(server())
  })
})

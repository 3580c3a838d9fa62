// Looking at a running server: what its services and threads are doing, asked over the console.

import { describe, expect, test } from 'vitest'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'
import { consoleOf, type Row, recordingOn, silentOn, workerOn } from './looks.ts'

describe.each(workers(1))('with %i threads', threads => {
  const { server, player } = serverForSuite({ threads, handlerTimeout: 100 })
  const slots = threads === 0 ? [0] : [0, 1]

  test('list shows every service once, in pages', async () => {
    const client = await consoleOf(server())
    const worker = await workerOn(server(), '.listed')
    const bob = await player('bob')
    const all = await client.ask<{ rows: Row[]; total: number }>('list')
    expect(all.rows).toHaveLength(all.total)
    expect(new Set(all.rows.map(({ thread }) => thread))).toEqual(new Set(slots))
    expect(all.rows).toContainEqual(
      expect.objectContaining({ name: '.listed', type: 'Worker', thread: 0, address: expect.any(String) }),
    )
    expect(all.rows).toContainEqual(
      expect.objectContaining({ type: 'Agent', of: expect.stringContaining('account bob') }),
    )
    const pages: Row[] = []
    for (let from: number | undefined = 0; from !== undefined; ) {
      const page: { rows: Row[]; next?: number } = await client.ask(`list --from ${from} --limit 3`)
      pages.push(...page.rows)
      from = page.next
    }
    expect(pages).toEqual(all.rows)
    expect(worker.address).toBeGreaterThan(0)
    await bob.close()
  })

  test('stat counts what a service has handled, what waits for it, and what it waits for', async () => {
    const client = await consoleOf(server())
    const [busy, waiter] = [await workerOn(server(), '.busy'), await workerOn(server(), '.waiter')]
    for (let i = 0; i < 5; i++) await busy.call.add(i, i)
    const done = waiter.call.waitAt(busy.address)
    await until(
      () => client.ask<{ running: Row[] }>('task .busy'),
      ({ running }) => running.length > 0,
    )
    busy.send.add(1, 1)
    busy.send.add(1, 1)
    const rowsOf = async (by: string) =>
      (await client.ask<{ rows: Row[] }>(`stat --by ${by} --limit 1000`)).rows
    const rows = await rowsOf('queue')
    expect(rows[0]).toMatchObject({ name: '.busy', messages: 6, queue: 2, calls: 0 })
    expect(rows.find(({ name }) => name === '.waiter')).toMatchObject({ messages: 1, queue: 0, calls: 1 })
    const byMessages = (await rowsOf('messages')).map(({ messages }) => messages as number)
    expect(byMessages).toEqual([...byMessages].sort((a, b) => b - a))
    busy.send.open()
    await done
    await silentOn(server())
  })

  test('what is measured for a moment says so', async () => {
    const client = await consoleOf(server())
    for (const line of ['stat', 'threads', 'top', 'graph']) {
      const [note] = await client.parts(line)
      expect(note, line).toMatch(/0\.5 s.*; -t SECONDS measures for so long, again and again$/)
    }
    expect(await client.parts('graph --mermaid')).toHaveLength(1)
  })

  test('stat -t says what happened in each interval, with CPU time, until an empty line', async () => {
    const client = await consoleOf(server())
    const busy = await workerOn(server(), '.burning')
    await busy.call.add(1, 1)
    const rounds: Row[][] = []
    const asked = client.parts('stat -t 0.3 --by cpu', part => rounds.push((part as { rows: Row[] }).rows))
    const own = () => rounds.flat().filter(({ name }) => name === '.burning')
    await recordingOn(server())
    await busy.call.burn(30)
    await until(own, rows => rows.some(({ messages }) => messages === 1))
    client.say('')
    await asked
    expect(own().reduce((sum, { messages }) => sum + (messages as number), 0)).toBe(1)
    expect(Math.max(...own().map(({ cpu }) => cpu as number))).toBeGreaterThan(0)
    await silentOn(server())
  })

  test('stat -t sorts by what happened in the interval, not by what had happened before', async () => {
    const client = await consoleOf(server())
    const [old, young] = [await workerOn(server(), '.old'), await workerOn(server(), '.young')]
    await Promise.all(Array.from({ length: 2000 }, () => old.call.add(1, 1)))
    const first: unknown[] = []
    const asked = client.parts('stat -t 0.3 --by messages --limit 1', part => {
      first.push((part as { rows: Row[] }).rows[0]?.name)
    })
    await recordingOn(server())
    await Promise.all(Array.from({ length: 1000 }, () => young.call.add(1, 1)))
    await until(
      async () => first,
      names => names.includes('.young'),
    )
    client.say('')
    await asked
    expect(first).not.toContain('.old')
    await silentOn(server())
  })

  test('info shows one service with what it says of itself', async () => {
    const client = await consoleOf(server())
    const worker = await workerOn(server(), '.told')
    await worker.call.add(1, 1)
    const byName = await client.ask<Row>('info .told')
    expect(byName).toMatchObject({ type: 'Worker', messages: 1, state: 'open', mood: 'fine', seen: { a: 1 } })
    expect(await client.ask(`info ${byName.address}`)).toMatchObject({ name: '.told' })
    await player('ida')
    expect(await client.ask('info ida')).toMatchObject({
      type: 'Agent',
      account: 'ida',
      uid: expect.any(String),
    })
    expect(await client.ask('info .watchdog')).toMatchObject({ online: 1 })
    await expect(client.ask('info .nobody')).rejects.toThrow('there is no service .nobody')
    await expect(client.ask('info :999.00000010')).rejects.toThrow('there is no service :999.00000010')
  })

  test('threads shows the load of each thread, its players and its rooms', async () => {
    const client = await consoleOf(server())
    const bob = await player('tom')
    await bob.ask('cs_room_create', { kind: 'chat', name: 'here' })
    const rows = await client.ask<Row[]>('threads')
    expect(rows.map(({ thread }) => thread)).toEqual(slots)
    const sum = (column: string) => rows.reduce((all, row) => all + (row[column] as number), 0)
    expect([sum('players'), sum('rooms')]).toEqual([1, 1])
    for (const row of rows)
      for (const column of ['cpu', 'utilisation', 'p50', 'p99', 'max', 'heap', 'external', 'gc'])
        expect(row[column], column).toBeGreaterThanOrEqual(0)
    await silentOn(server())
  })

  test('task and calls show who waits for whom', async () => {
    const client = await consoleOf(server())
    const eve = await player('eve')
    const room = (await eve.ask('cs_room_create', { kind: 'endless', name: 'stuck' })).data as {
      room: { id: string }
    }
    eve.sendText('cs_room_say', { id: room.room.id, text: 'hang' }, 9)
    const look = () => client.ask<Row>('task eve')
    const waitsForSay = (found: Row) => (found['waits for'] as Row[])[0]?.command === 'say'
    const task = await until(look, waitsForSay)
    expect(task).toMatchObject({
      running: [{ command: 'room_say', ms: expect.any(Number), for: [] }],
      'waits for': [{ service: expect.stringMatching(/^RoomService:/), command: 'say' }],
    })
    const [waits] = task['waits for'] as { service: string }[]
    const roomTask = await until(
      () => client.ask<Row>(`task ${waits!.service.replace('RoomService', '')}`),
      ({ running }) => (running as Row[]).length > 0,
    )
    expect(roomTask).toMatchObject({ running: [{ command: 'say', for: [task.service] }] })
    const { rows } = await client.ask<{ rows: Row[] }>('calls')
    expect(rows).toContainEqual(
      expect.objectContaining({ from: task.service, to: waits!.service, command: 'say' }),
    )
    await eve.close()
  })

  test('errors are counted by where they were thrown, with an example', async () => {
    const client = await consoleOf(server())
    const worker = await workerOn(server(), '.failing')
    for (let i = 0; i < 3; i++) await expect(worker.call.fail()).rejects.toThrow()
    await expect(worker.call.refuse()).rejects.toThrow()
    const ann = await player('ann')
    const room = (await ann.ask('cs_room_create', { kind: 'probe', name: 'p' })).data as {
      room: { id: string }
    }
    ann.sendText('cs_room_say', { id: room.room.id, text: 'fail' })
    const rows = await until(
      () => client.ask<Row[]>('errors'),
      found => found.some(({ example }) => example === 'Error: a bug of the room'),
    )
    expect(rows).toContainEqual(
      expect.objectContaining({
        count: 3,
        place: expect.stringMatching(/^test\/ops\/look\/looks\.ts:\d+:\d+$/),
        service: '.failing',
        command: 'fail',
        example: 'TypeError: a bug of the worker',
      }),
    )
    expect(rows).toContainEqual(
      expect.objectContaining({
        count: 1,
        place: expect.stringMatching(/^test\/support\/games\/room-kinds\.ts:/),
        example: 'Error: a bug of the room',
        'newest of': expect.stringMatching(/kind probe, account ann, uid \d+$/),
      }),
    )
    expect(await client.ask('errors room-kinds')).toMatchObject({ stack: expect.stringContaining('onText') })
    await expect(client.ask('errors nowhere')).rejects.toThrow('no error was thrown at nowhere')
  })

  test('slow shows which commands took long, however often, and for how long they held the thread', async () => {
    const client = await consoleOf(server())
    const worker = await workerOn(server(), '.slow')
    await worker.call.burn(150)
    await worker.call.burn(250)
    const held = worker.call.wait()
    await new Promise(resolve => setTimeout(resolve, 160))
    worker.send.open()
    await held
    const rowOf = (rows: Row[], wanted: string) =>
      rows.find(({ service, command }) => service === '.slow' && command === wanted)
    const rows = await until(
      () => client.ask<Row[]>('slow --since 1'),
      found => rowOf(found, 'burn')?.count === 2 && rowOf(found, 'wait') !== undefined,
    )
    const [burn, wait] = ['burn', 'wait'].map(command => rowOf(rows, command))
    expect(burn).toMatchObject({ count: 2, busy: burn!.total, thread: 0, address: expect.any(String) })
    expect(burn!.max).toBeGreaterThanOrEqual(250)
    expect(wait).toMatchObject({ count: 1, max: wait!.total })
    expect(wait!.busy).toBeLessThan(wait!.total as number)
    expect((await client.ask<Row[]>('slow --limit 1')).length).toBe(1)
    await expect(client.ask('slow --since 0')).rejects.toThrow('since: expected at least 1')
  })

  test('a service that waits for no other one is said to', async () => {
    const client = await consoleOf(server())
    const worker = await workerOn(server(), '.patient')
    expect(await client.ask('task .patient')).toMatchObject({ running: [], 'waits for': [] })
    const held = worker.call.wait()
    const task = await until(
      () => client.ask<Row>('task .patient'),
      ({ running }) => (running as Row[]).length > 0,
    )
    expect(task['waits for']).toBe('no service: a timer, a store, or something outside of the server')
    worker.send.open()
    await held
  })

  test('calls leaves out what the console itself asks, unless all are wanted', async () => {
    const client = await consoleOf(server())
    const own = async (line: string) =>
      (await client.ask<{ rows: Row[] }>(line)).rows.filter(({ to }) => String(to).startsWith('.look/'))
    expect(await own('calls')).toEqual([])
    expect((await own('calls --all')).length).toBeGreaterThan(0)
  })
})

// What the seat of a node must do in every store; test/store/*.test.ts run it.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { type Clock, ManualClock, systemClock } from '../../server/lib/clock.ts'
import { advanceTickCells, createTickCells, Snowflake, tickAt, timeOfId } from '../../server/lib/snowflake.ts'
import { NodeSeat, type SeatRecord, type SeatTable } from '../../server/store/seat/node-seat.ts'
import { startOfProcess } from '../../server/store/seat/process-life.ts'

/** A process that has ended, and how it was known. */
async function deadProcess(): Promise<{ pid: number; processStart: string }> {
  const child = spawn('sleep', ['60'])
  await once(child, 'spawn')
  const processStart = startOfProcess(child.pid!)!
  child.kill('SIGKILL')
  await once(child, 'exit')
  return { pid: child.pid!, processStart }
}

/** A process that has ended and that its parent never asks for: it stays listed. */
async function zombie(): Promise<{ pid: number; processStart: string }> {
  // The child ends when its parent is no shell any more, which would ask for it.
  const child = 'while read -r name < /proc/$$/comm; [ "$name" != sleep ]; do :; done'
  const parent = spawn('sh', ['-c', `(${child}) & echo $!; exec sleep 60`])
  onTestFinished(() => void parent.kill('SIGKILL'))
  const [bytes] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(bytes)
  const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  await expect.poll(() => fields()[0]).toBe('Z')
  return { pid, processStart: fields()[19]! }
}

/** `open` gives the table of a new and empty store. */
export function testNodeSeat(open: () => Promise<SeatTable>): void {
  const take = async (table: SeatTable, lastTick = 0, clock: Clock = systemClock) => {
    const seat = await NodeSeat.take(table, {
      clock,
      log: pino({ level: 'silent' }),
      lastTick: () => lastTick,
      onLost: () => {},
    })
    onTestFinished(() => seat.release())
    return seat
  }

  const leave = (table: SeatTable, record: Partial<SeatRecord>) =>
    table.swap(undefined, {
      token: 'x',
      beat: 1,
      pid: 1,
      processStart: '',
      host: 'elsewhere',
      tick: 5,
      ...record,
    })

  test('a second node is refused while the first one holds the seat, with its pid', async () => {
    const table = await open()
    await take(table)
    await expect(take(table)).rejects.toThrow(`${table.name} is in use by the server with pid ${process.pid}`)
  })

  test('a seat that was given back is free, and knows the last tick', async () => {
    const table = await open()
    const last = tickAt(systemClock.now()) + 20
    await (await take(table, last)).release()
    expect((await take(table, last)).savedTick).toBe(last)
  })

  test('a process that was killed does not hold the seat', async () => {
    const table = await open()
    await leave(table, { ...(await deadProcess()), host: hostname() })
    expect((await take(table)).savedTick).toBe(5)
  })

  test('a pid that belongs to another process now does not hold the seat', async () => {
    const table = await open()
    await leave(table, { pid: process.pid, processStart: '1', host: hostname() })
    await take(table)
  })

  test.runIf(process.platform === 'linux')('a zombie does not hold the seat', async () => {
    const table = await open()
    await leave(table, { ...(await zombie()), host: hostname() })
    expect((await take(table)).savedTick).toBe(5)
  })

  test('ids go on from the saved tick at once when the clock was put back by an hour', async () => {
    const table = await open()
    const clock = new ManualClock()
    const last = tickAt(clock.now())
    await (await take(table, last, clock)).release()
    clock.advance(-3_600_000)
    const seat = await take(table, 0, clock)
    const cells = createTickCells(1)
    advanceTickCells(cells, seat.savedTick)
    const ids = new Snowflake({ clock, node: 0, thread: 0, cells })
    const made = Array.from({ length: 10_000 }, () => ids.next())
    expect(new Set(made).size).toBe(10_000)
    expect(tickAt(timeOfId(made[0]!))).toBeGreaterThan(last)
  })

  test('a holder on another machine that shows life is believed', async () => {
    const table = await open()
    await leave(table, {})
    const taking = take(table)
    const held = (await table.read())!
    await table.swap(held, { ...held, beat: 2 })
    await expect(taking).rejects.toThrow('is in use by the server with pid 1 on elsewhere')
  })

  test('two that take a free seat at once do not both get it', async () => {
    const table = await open()
    const results = await Promise.allSettled([take(table), take(table), take(table)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
}

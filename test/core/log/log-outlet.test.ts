import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync, readSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createLogger } from '../../../server/core/log/log.ts'
import { LogOutlet } from '../../../server/core/log/log-outlet.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A pipe that is read when the test says so. */
class Pipe {
  readonly path = join(temporaryFolder(), 'pipe')
  #reader: number | undefined
  #text = ''

  constructor() {
    execFileSync('mkfifo', [this.path])
    this.open()
    onTestFinished(() => this.close())
  }

  open(): void {
    this.#reader = openSync(this.path, constants.O_RDONLY | constants.O_NONBLOCK)
  }

  close(): void {
    if (this.#reader !== undefined) closeSync(this.#reader)
    this.#reader = undefined
  }

  /** What is in it now, after what was read before. */
  read(): string[] {
    const bytes = Buffer.alloc(65_536)
    try {
      for (let n = 1; n > 0; this.#text += bytes.toString('latin1', 0, n)) n = readSync(this.#reader!, bytes)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
    return this.#text.split('\n').slice(0, -1)
  }
}

const line = (n: number): string => `${JSON.stringify({ n, pad: 'x'.repeat(100) })}\n`
const numbersOf = (lines: string[]): number[] => lines.map(text => JSON.parse(text).n)
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

test('a reader that pauses keeps nobody waiting, and gets every line in order when it is back', async () => {
  const pipe = new Pipe()
  const outlet = new LogOutlet({ file: pipe.path })
  for (const n of upTo(5000)) outlet.write(line(n))
  await expect.poll(() => pipe.read().length).toBe(5000)
  expect(numbersOf(pipe.read())).toEqual(upTo(5000))
})

test('lines that do not fit are dropped and counted, and the log says how many when the reader is back', async () => {
  const pipe = new Pipe()
  const outlet = new LogOutlet({ file: pipe.path, mostWaiting: 10_000 })
  const log = createLogger({ level: 'info', pretty: false }, { node: 1, thread: 2 }, outlet)
  for (let n = 0; n < 2000; n++) log.info({ n, pad: 'x'.repeat(100) }, 'much')
  const { dropped } = outlet
  expect(dropped).toBeGreaterThan(0)
  await expect.poll(() => pipe.read().at(-1)).toContain('were dropped')
  const lines = pipe.read().map(text => JSON.parse(text))
  expect(lines.at(-1)).toMatchObject({ level: 40, thread: 2, dropped })
  expect(lines).toHaveLength(2000 - dropped + 1)
  log.info('as before')
  expect(pipe.read().at(-1)).toContain('as before')
})

test('a line of any length arrives whole', async () => {
  const pipe = new Pipe()
  const outlet = new LogOutlet({ file: pipe.path })
  const long = `${'é'.repeat(200_000)}\n`
  outlet.write(long)
  outlet.write('after it\n')
  await expect.poll(() => pipe.read().length).toBe(2)
  expect(Buffer.from(pipe.read()[0]!, 'latin1').toString()).toBe(long.trimEnd())
})

test('when the reader has closed its end the lines are counted, and go out again when there is another', async () => {
  const pipe = new Pipe()
  const outlet = new LogOutlet({ file: pipe.path })
  const log = createLogger({ level: 'info', pretty: false }, { node: 1, thread: 0 }, outlet)
  pipe.close()
  for (let n = 0; n < 10; n++) log.info('unheard')
  expect(outlet.dropped).toBe(10)
  pipe.open()
  await expect.poll(() => pipe.read()).toHaveLength(1)
  expect(JSON.parse(pipe.read()[0]!)).toMatchObject({ dropped: 10 })
})

test('what is logged last waits for the reader, but not for ever', () => {
  const pipe = new Pipe()
  const outlet = new LogOutlet({ file: pipe.path })
  const log = createLogger({ level: 'info', pretty: false }, { node: 1, thread: 0 }, outlet)
  for (let n = 0; n < 800; n++) log.info({ pad: 'x'.repeat(100) }, 'much')
  log.fatal('the end')
  expect(pipe.read().at(-1)).not.toContain('the end')
  while (!pipe.read().at(-1)!.includes('the end')) outlet.flushSync(10)
})

test('pretty lines go the same way', () => {
  const pipe = new Pipe()
  const options = { level: 'info', pretty: true, file: pipe.path }
  createLogger(options, { node: 1, thread: 0 }).info({ n: 1 }, 'for people')
  expect(pipe.read()[0]).toContain('for people')
})

test('a file that was moved is opened again, and stays when that fails', () => {
  const folder = temporaryFolder()
  const outlet = new LogOutlet({ file: join(folder, 'deep', 'log') })
  outlet.write('one\n')
  renameSync(join(folder, 'deep'), join(folder, 'old'))
  outlet.write('two\n')
  outlet.reopen()
  outlet.write('three\n')
  expect(readFileSync(join(folder, 'old', 'log'), 'utf8')).toBe('one\ntwo\n')
  expect(readFileSync(join(folder, 'deep', 'log'), 'utf8')).toBe('three\n')
})

test('a full disk loses no line that fits into memory, and ends nothing', () => {
  const outlet = new LogOutlet({ file: '/dev/full' })
  for (const n of upTo(100)) outlet.write(line(n))
  expect(outlet.dropped).toBe(0)
})

test('a file that can not be opened is told by the name of its setting', () => {
  const options = { level: 'info', pretty: false, file: '/proc/none/log' }
  expect(() => createLogger(options, { node: 1, thread: 0 })).toThrow(/^log\.file: /)
})

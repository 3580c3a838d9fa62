// Orders to a running server from `npm run tables -- rollback 3` and `replace`, by files in the folder of its versions:
// write access there is the permission, and no port is open for it. One order at a time.
//
//   order.json       { id, kind, version? }     renamed into place; the server takes it by renaming it away
//   answer-ID.json   { outcome } or { error }   the result; the sender of the order removes it
//
// Taking and withdrawing are one rename and one removal of the same file, so an order is either carried out and
// answered, or was never seen. What lies there when a server starts was meant for another one, and is removed.

import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { readFileIn } from '../source/regular-file.ts'
import type { Outcome } from './outcome.ts'
import type { Replacement } from './replacement.ts'
import { watchFiles } from './watch.ts'

export type Order = { kind: 'replace' } | { kind: 'rollback'; version: number }

type Answer = { outcome: Outcome } | { error: string }

const ORDER = 'order.json'
const OURS = /^(order|answer)[.-][0-9a-f-]*\.?json(\.new)?$/
/** Bytes of an order. */
const LARGEST = 10_000
/** Longest that a server may take over an order, 5 minutes. */
const LONGEST = 300_000

type Executor = Pick<Replacement, 'replace' | 'rollback'>

/** Carries out the orders that are put into `dir`, which is there. */
export async function followOrders(
  dir: string,
  executor: Executor,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  for (const name of await readdir(dir)) if (OURS.test(name)) await rm(join(dir, name), { force: true })
  const onError = (error: unknown): void => log.error({ err: error }, 'an order about the tables failed')
  const onChange = (): void => void takeOrder(dir, executor, log).catch(onError)
  const watcher = await watchFiles({ dir, files: [ORDER], gather: 0, onChange, onError })
  onChange()
  return watcher
}

async function takeOrder(dir: string, executor: Executor, log: Logger): Promise<void> {
  const taken = join(dir, `order-${randomUUID()}.json`)
  if (!(await rename(join(dir, ORDER), taken).then(() => true, isGone))) return
  const { id, ...order } = await readOrder(dir, taken)
  log.info(order, 'an order about the tables')
  const answer = join(dir, `answer-${id}.json`)
  await writeFile(`${answer}.new`, JSON.stringify(await carryOut(order, executor)))
  await rename(`${answer}.new`, answer)
}

/** Reads an order and removes it; one that is none is removed too, and logged. */
async function readOrder(dir: string, taken: string): Promise<Order & { id: string }> {
  try {
    const order = JSON.parse(String(await readFileIn(dir, basename(taken), LARGEST))) as Order & {
      id: string
    }
    if (!/^[0-9a-f-]{36}$/.test(order?.id)) throw new Error('it has no id')
    return order
  } catch (error) {
    throw new Error(`${ORDER} is not an order: ${(error as Error).message}`, { cause: error })
  } finally {
    await rm(taken, { force: true, recursive: true })
  }
}

/** False for a file that is not there; any other error is thrown. */
function isGone(error: NodeJS.ErrnoException): false {
  if (error.code === 'ENOENT') return false
  throw error
}

async function carryOut(order: Order, executor: Executor): Promise<Answer> {
  try {
    if (order.kind === 'replace') return { outcome: await executor.replace() }
    if (order.kind === 'rollback') return { outcome: await executor.rollback(order.version) }
    return { error: 'an order that this server does not know' }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

/**
 * Gives an order to the server that keeps its versions in `dir`, and waits for what comes of it. Rejects with
 * StartError when no server has taken it within `patience` ms (10 000), or when it can't be carried out.
 */
export async function giveOrder(dir: string, order: Order, { patience = 10_000 } = {}): Promise<Outcome> {
  const id = randomUUID()
  await putOrder(dir, { ...order, id })
  const given = performance.now()
  for (let isTaken = false; ; await sleep(20)) {
    const answer = await readAnswer(join(dir, `answer-${id}.json`))
    if (answer && 'outcome' in answer) return answer.outcome
    if (answer) throw new StartError(answer.error)
    if (performance.now() - given < (isTaken ? LONGEST : patience)) continue
    if (isTaken) throw new StartError('the server has taken the order and does not answer')
    isTaken = !(await rm(join(dir, ORDER)).then(() => true, isGone))
    if (!isTaken) throw new StartError(`no running server keeps its versions in ${dir}`)
  }
}

async function putOrder(dir: string, order: Order & { id: string }): Promise<void> {
  const written = join(dir, `order-${order.id}.json`)
  try {
    await writeFile(written, JSON.stringify(order))
  } catch (error) {
    throw new StartError(`${dir} takes no orders: ${(error as Error).message}`, { cause: error })
  }
  await rename(written, join(dir, ORDER))
}

async function readAnswer(path: string): Promise<Answer | undefined> {
  try {
    const answer = JSON.parse(await readFile(path, 'utf8')) as Answer
    await rm(path)
    return answer
  } catch (error) {
    return isGone(error as NodeJS.ErrnoException) || undefined
  }
}

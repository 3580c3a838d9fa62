// One version's process in a comparison of two: opens the figures of its own benchmarks when its parent asks, measures
// the one that is open, and closes it when its parent has gone. Figures are known by the name of their benchmark and their own.

import type { Opened } from './figure.ts'
import { figuresOf } from './figures-of.ts'

export type Ask =
  | { list: readonly string[] }
  | { open: { bench: string; figure: string } }
  | { measure: number }

let opened: Opened | undefined

async function answer(ask: Ask): Promise<unknown> {
  if ('list' in ask) return listOf(ask.list)
  if ('open' in ask) {
    const figures = await figuresOf(ask.open.bench)
    opened = await figures.find(({ name }) => name === ask.open.figure)!.open()
    return null
  }
  return opened!.measure(ask.measure)
}

async function listOf(benches: readonly string[]): Promise<unknown> {
  const found = []
  for (const bench of benches)
    for (const { name, unit, better, slice } of await figuresOf(bench))
      found.push({ bench, name, unit, better, slice })
  return found
}

process.on('message', async (ask: Ask) => {
  try {
    process.send!({ answer: await answer(ask) })
  } catch (error) {
    process.send!({ error: (error as Error).stack })
  }
})
process.once('disconnect', async () => {
  await opened?.close()
  process.exit(0)
})

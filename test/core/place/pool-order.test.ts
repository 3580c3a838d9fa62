import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../support/cases.ts'
import { Member } from '../support/beings.ts'
import { Probe } from '../support/services.ts'
import { shareNode } from '../support/start-node.ts'

/** What is done with a pool: a message of a key, or the end of the member that has this key. */
type Step = { key: string; what: 'send' | 'call' | 'quit' }

const steps = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    what: fc.oneof(
      { weight: 6, arbitrary: fc.constant<'send'>('send') },
      { weight: 3, arbitrary: fc.constant<'call'>('call') },
      { weight: 1, arbitrary: fc.constant<'quit'>('quit') },
    ),
  }),
  { maxLength: 60 },
)

describe.each([0, 2])('on a node with %i workers', workers => {
  const shared = shareNode(workers)

  test('a pool with keys keeps the order of each key, also over members that end', async () => {
    const { node } = shared()
    const notes = await node.launch(Probe, undefined)
    const keyOf = ({ args }: { args: readonly unknown[] }) => String(args[0])
    const pool = await node.pool(Member, { size: 3, by: keyOf, options: { notes: notes.address } })
    let run = 0
    let heard = 0
    const play = async (all: readonly Step[]): Promise<void> => {
      const prefix = ++run
      const answers = all.map(({ key, what }, n) => {
        if (what === 'send') return pool.send.note(`${prefix}${key}`, n)
        if (what === 'call') return pool.call.note(`${prefix}${key}`, n).catch(() => undefined)
        return pool.send.quitFor(`${prefix}${key}`)
      })
      await Promise.all(answers)
      for (const key of ['a', 'b', 'c', 'd', 'e'])
        await lastOf(() => pool.call.note(`${prefix}${key}`, all.length))
      const said = await notes.call.notes()
      const mine = said.slice(heard).map(line => line.split(' '))
      heard = said.length
      for (const key of ['a', 'b', 'c', 'd', 'e']) {
        const numbers = mine.filter(([of]) => of === `${prefix}${key}`).map(([, n]) => Number(n))
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
        expect(new Set(numbers).size).toBe(numbers.length)
        expect(numbers.at(-1)).toBe(all.length)
      }
    }
    await fc.assert(fc.asyncProperty(steps, play), { numRuns: cases(6, 30) })
  })
})

/** Its member may be ending when it comes. */
async function lastOf(call: () => Promise<unknown>): Promise<void> {
  for (;;)
    try {
      return void (await call())
    } catch {
      // The next one finds the new member.
    }
}

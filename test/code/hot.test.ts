// What a module keeps, and ends, when another version takes its place.

import { expect, test } from 'vitest'
import { dispose, hot } from '../../server/code/hot.ts'

test('all versions of a file have the same data, and no other file has', () => {
  hot({ url: 'file:///hot/a.ts' }).data.count = 1
  expect(hot({ url: 'file:///hot/a.ts?v=2' }).data.count).toBe(1)
  expect(hot({ url: 'file:///hot/b.ts' }).data.count).toBeUndefined()
})

test('what a version wants to end ends with it, once, whatever fails', () => {
  const [told, failed]: [string[], unknown[]] = [[], []]
  const first = hot({ url: 'file:///hot/c.ts' })
  first.dispose(() => {
    throw new Error('on purpose')
  })
  first.dispose(() => told.push('first'))
  hot({ url: 'file:///hot/c.ts?v=2' }).dispose(() => told.push('second'))
  for (let i = 0; i < 2; i++) dispose(['file:///hot/c.ts'], error => failed.push(error))
  expect([told, failed.length]).toEqual([['first'], 1])
})

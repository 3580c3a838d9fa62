import { expect, test } from 'vitest'
import { Gathered } from '../../../server/store/embedded/gathered.ts'

test('what is asked for in one turn is done together; where that fails, each by itself', async () => {
  const done: string[] = []
  const gathered = new Gathered(async (all: readonly string[]) => {
    done.push(all.join(' '))
    if (all.includes('bad')) throw new Error(`bad among ${all.length}`)
    return all.map(each => each.toUpperCase())
  })
  expect(await Promise.all(['a', 'b'].map(each => gathered.add(each)))).toEqual(['A', 'B'])
  const [c, bad, d] = await Promise.allSettled(['c', 'bad', 'd'].map(each => gathered.add(each)))
  expect([c, d]).toMatchObject([{ value: 'C' }, { value: 'D' }])
  expect(bad).toMatchObject({ reason: { message: 'bad among 1' } })
  await expect(gathered.add('bad')).rejects.toThrow('bad among 1')
  expect(done).toEqual(['a b', 'c bad d', 'c', 'bad', 'd', 'bad'])
})

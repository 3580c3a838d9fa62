import { expect, test } from 'vitest'
import { troubleOf } from './trouble.ts'

test('what a server has complained of is told with its stacks, the last five', () => {
  const err = { message: 'no gold', stack: 'Error: no gold\n    at shop_buy (shop.ts:7:9)' }
  const lines = Array.from({ length: 7 }, (_, i) => ({
    level: 50,
    msg: `failed ${i}`,
    command: 'shop_buy',
    err,
  }))
  const told = troubleOf(lines)
  expect(told).toContain('of 7 warnings and errors')
  expect(told).not.toContain('failed 1')
  expect(told).toContain('failed 6 {"command":"shop_buy"}')
  expect(told).toContain('at shop_buy (shop.ts:7:9)')
  expect(troubleOf([])).toContain('no warnings')
})

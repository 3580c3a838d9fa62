// What the bots' command line takes, and the numbers that chance gives to bots. The bots themselves: npm run fault -- process.

import { expect, test } from 'vitest'
import { parseCommandLine } from '../../server/bots/command-line.ts'
import { randomOf } from '../../server/bots/random.ts'

test.each([
  [['--count', '0'], '--count: expected a number from 1 to 1000000, got 0'],
  [['--count', '1.5'], '--count: expected a whole number, got 1.5'],
  [['--url', 'http://here'], '--url: expected ws://… or wss://…, got http://here'],
  [['--think', '9-1'], '--think: expected ms, or ms-ms, got 9-1'],
  [['--speed', '1'], "Unknown option '--speed'"],
])('the options %j are refused', (args, line) => {
  expect(() => parseCommandLine(['--script', 'x.ts', ...args])).toThrow(line)
})

test('bots of one seed draw other numbers than each other, and than those of another seed', () => {
  const first = [randomOf(1, 1), randomOf(1, 2), randomOf(2, 1)].map(random => random())
  expect(new Set(first).size).toBe(3)
  const random = randomOf(1, 1)
  const many = Array.from({ length: 10_000 }, random)
  expect(Math.min(...many)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...many)).toBeLessThan(1)
  expect(Math.abs(many.reduce((sum, each) => sum + each) / many.length - 0.5)).toBeLessThan(0.02)
})

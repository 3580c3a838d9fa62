import { expect, test } from 'vitest'
import { InputQueue, MOST_REPEATS, MOST_WAITING } from '../../server/world/tick/input-queue.ts'

const input = (number: number) => ({ number, seen: 0, body: {} })

const numbers = (queue: InputQueue, ticks: number): (number | undefined)[] =>
  Array.from({ length: ticks }, () => queue.take()?.number)

test('inputs are used in the order of their numbers, each once', () => {
  const queue = new InputQueue()
  for (const number of [2, 1, 2, 4, 3]) queue.add(input(number))
  expect(numbers(queue, 4)).toEqual([1, 2, 3, 4])
  expect(queue.add(input(4))).toBe(false)
  expect(queue.done).toBe(4)
})

test('more than may wait drop the oldest, which count as done', () => {
  const queue = new InputQueue()
  for (let number = 1; number <= MOST_WAITING + 3; number++) queue.add(input(number))
  expect(queue.done).toBe(3)
  expect(queue.take()?.number).toBe(4)
})

test('the last input is repeated for a few ticks, then there is none', () => {
  const queue = new InputQueue()
  queue.add(input(1))
  expect(numbers(queue, MOST_REPEATS + 2)).toEqual([1, 1, 1, 1, 1, 1, undefined])
  expect(queue.done).toBe(1)
  queue.add(input(2))
  expect(queue.take()?.number).toBe(2)
})

test('after a stall as many late inputs are skipped as were repeated, so that no lag is left', () => {
  const queue = new InputQueue()
  queue.add(input(1))
  expect(numbers(queue, 4)).toEqual([1, 1, 1, 1])
  for (let number = 2; number <= 6; number++) queue.add(input(number))
  expect(queue.take()?.number).toBe(5)
  expect(queue.take()?.number).toBe(6)
})

test('a repeat that jitter was the reason of is not made up for later', () => {
  const queue = new InputQueue()
  queue.add(input(1))
  expect(numbers(queue, 2)).toEqual([1, 1])
  for (const number of [2, 3]) queue.add(input(number))
  expect(numbers(queue, 1)).toEqual([2])
  for (const number of [4, 5]) queue.add(input(number))
  expect(numbers(queue, 3)).toEqual([3, 4, 5])
})

test('what was dropped since too many came at once is not skipped once more', () => {
  const queue = new InputQueue()
  queue.add(input(1))
  expect(numbers(queue, 6)).toEqual([1, 1, 1, 1, 1, 1])
  for (let number = 2; number <= MOST_WAITING + 4; number++) queue.add(input(number))
  expect(queue.done).toBe(4)
  // Three were dropped of the five that were repeated.
  expect(queue.take()?.number).toBe(7)
})

test('a stall that outlasts the repeats still has as many late inputs skipped as were repeated', () => {
  const queue = new InputQueue()
  queue.add(input(1))
  numbers(queue, MOST_REPEATS + 3)
  for (let number = 2; number <= 9; number++) queue.add(input(number))
  expect(queue.take()?.number).toBe(7)
})

test('what a long stall has left waiting is skipped one by one, until no more than two wait at a tick', () => {
  const queue = new InputQueue()
  let number = 0
  for (let i = 0; i < MOST_WAITING; i++) queue.add(input(++number))
  const steps = Array.from({ length: 320 }, () => {
    const before = queue.done
    queue.add(input(++number))
    queue.take()
    return queue.done - before
  })
  expect(Math.max(...steps.slice(1))).toBe(2)
  expect(number - queue.done).toBe(1)
})

test('a queue that runs low now and then, as by jitter, loses nothing', () => {
  const queue = new InputQueue()
  let number = 0
  const used = Array.from({ length: 400 }, (_, tick) => {
    if (tick % 8 === 0) for (let i = 0; i < 8; i++) queue.add(input(++number))
    return queue.take()?.number
  })
  expect(used).toEqual(Array.from({ length: 400 }, (_, i) => i + 1))
})

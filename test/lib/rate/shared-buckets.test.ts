import { expect, test } from 'vitest'
import { createBucketMemory, SharedBuckets } from '../../../server/lib/rate/shared-buckets.ts'

const RATE = { rate: 1, burst: 3 }

test('a bucket is the same for all who share the memory, and fills with time', () => {
  const memory = createBucketMemory()
  let now = 1000
  const [here, there] = [new SharedBuckets(memory, () => now), new SharedBuckets(memory, () => now)]
  expect([here, there, here, there].map(each => each.take('anna', RATE))).toEqual([true, true, true, false])
  expect(there.take('bert', RATE)).toBe(true)
  now += 999
  expect(here.take('anna', RATE)).toBe(false)
  now += 1
  expect([here, there].map(each => each.take('anna', RATE))).toEqual([true, false])
  now += 3_600_000
  expect([1, 2, 3, 4].map(() => here.take('anna', RATE))).toEqual([true, true, true, false])
})

test('what was used beyond what there was has to flow back first', () => {
  let now = 0
  const buckets = new SharedBuckets(createBucketMemory(), () => now)
  buckets.charge('anna', RATE, 10)
  now += 7999
  expect(buckets.has('anna', RATE)).toBe(false)
  now += 1
  expect(buckets.has('anna', RATE)).toBe(true)
})

test('more names than there are places take those that are fullest, and are never refused for it', () => {
  const buckets = new SharedBuckets(createBucketMemory(), () => 1)
  const slow = { rate: 0.001, burst: 1 }
  const refused = Array.from({ length: 100_000 }, (_, i) => `name ${i}`).filter(
    name => !buckets.take(name, slow),
  )
  expect(refused).toEqual([])
  const kept = Array.from({ length: 1000 }, (_, i) => buckets.take(`name ${99_000 + i}`, slow))
  expect(kept.filter(taken => !taken).length).toBeGreaterThan(500)
})

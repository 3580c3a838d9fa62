import { stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { endsWithin } from '../../server/core/patience.ts'

/** Nothing else of this thread goes on meanwhile. */
function beBusy(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

test('an answer that came while the thread was busy is not late', async () => {
  const waited = endsWithin(20, stat(import.meta.filename))
  beBusy(100)
  expect((await waited).isFile()).toBe(true)
})

test('what does not come is given up', async () => {
  const late = new Error('too late')
  await expect(endsWithin(5, new Promise(() => undefined), late)).rejects.toBe(late)
})

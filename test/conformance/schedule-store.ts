// What every store of schedules has to do, whatever it is made of.

import { expect, test } from 'vitest'
import type { ScheduleStore } from '../../server/store/due/schedule-store.ts'

/** `open` gives a new, empty store. */
export function testScheduleStore(open: () => Promise<ScheduleStore>): void {
  test('knows nothing of a schedule that was never written', async () => {
    const store = await open()
    expect(await store.get('mail')).toBeUndefined()
  })

  test('gives back the last record of each schedule, with its time to the millisecond', async () => {
    const store = await open()
    await store.put('mail', { settled: 1_800_000_000_001, rule: '0 9 * * * UTC' })
    await store.put('mail.2', { settled: 0, rule: '$x' })
    await store.put('mail', { settled: 1_900_000_000_002, rule: '0 9 * * * Asia/Shanghai' })
    expect(await store.get('mail')).toEqual({ settled: 1_900_000_000_002, rule: '0 9 * * * Asia/Shanghai' })
    expect(await store.get('mail.2')).toEqual({ settled: 0, rule: '$x' })
  })
}

import { expect, onTestFinished, test, vi } from 'vitest'
import { EmbeddedBoardStore } from '../../../server/store/embedded/board/board-store.ts'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { describeBoardStore } from '../../conformance/board-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describeBoardStore('embedded boards', async () => {
  const environment = openEnvironment(temporaryFolder())
  onTestFinished(() => environment.close())
  const make = () => new EmbeddedBoardStore(environment)
  return { store: make(), reopen: async () => make() }
})

test('a member without a numbered write for 90 days is forgotten while others write', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) })
  onTestFinished(() => void vi.useRealTimers())
  const environment = openEnvironment(temporaryFolder())
  onTestFinished(() => environment.close())
  const board = await new EmbeddedBoardStore(environment).open('gold', {
    order: 'descending',
    operator: 'sum',
    capacity: 100,
  })
  const count = (member: string, number: number) =>
    board.write(0, { kind: 'increase', member, score: 1, number })
  const kept = () => environment.openDB({ name: 'board-numbers' }).getCount()
  for (let i = 0; i < 50; i++) await count(`old ${i}`, 1)
  vi.setSystemTime(Date.UTC(2026, 2, 1))
  await count('old 7', 2)
  for (let i = 0; i < 50; i++) await count('regular', i)
  expect(kept()).toBe(51)
  vi.setSystemTime(Date.UTC(2026, 3, 10))
  for (let i = 50; i < 100; i++) await count('regular', i)
  expect(kept()).toBe(2)
  expect((await count('regular', 99))?.score).toBe(100)
  expect((await count('old 7', 2))?.score).toBe(2)
})

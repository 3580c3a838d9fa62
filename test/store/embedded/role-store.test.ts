import { describe, expect, test } from 'vitest'
import { EmbeddedSeatTable } from '../../../server/store/embedded/seat-table.ts'
import { testNodeSeat } from '../../conformance/node-seat.ts'
import { testRoleStore } from '../../conformance/role-store.ts'
import { openEmbeddedStore, openTestEnvironment } from '../../support/store/role-harness.ts'

describe('the embedded role store', () => testRoleStore(async () => openEmbeddedStore()))

describe('the seat of an embedded store', () =>
  testNodeSeat(async () => new EmbeddedSeatTable(openTestEnvironment(), 'its folder')))

test('what is written after the close of the store is refused where it is written', async () => {
  const environment = openTestEnvironment()
  const database = environment.openDB<string, string>({ name: 'late' })
  await database.put('key', 'in time')
  await environment.close()
  expect(() => database.put('key', 'late')).toThrow('the store is closed')
  await expect(async () => database.transaction(() => undefined)).rejects.toThrow('the store is closed')
})

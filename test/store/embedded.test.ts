import { describe } from 'vitest'
import { EmbeddedSeatTable } from '../../server/store/embedded/seat-table.ts'
import { testNodeSeat } from '../conformance/node-seat.ts'
import { testRoleStore } from '../conformance/role-store.ts'
import { openEmbeddedStore, openTestEnvironment } from '../support/role-harness.ts'

describe('the embedded role store', () => testRoleStore(async () => openEmbeddedStore()))

describe('the seat of an embedded store', () =>
  testNodeSeat(async () => new EmbeddedSeatTable(openTestEnvironment(), 'its folder')))

import { describe } from 'vitest'
import { testRoleStore } from '../conformance/role-store.ts'
import { openEmbeddedStore } from '../support/role-harness.ts'

describe('the embedded role store', () => testRoleStore(async () => openEmbeddedStore()))

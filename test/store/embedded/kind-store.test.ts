import { describe } from 'vitest'
import { EmbeddedKindStores } from '../../../server/store/embedded/kind-store.ts'
import { testKindStore } from '../../conformance/kind-store.ts'
import { openTestEnvironment } from '../../support/store/role-harness.ts'

describe('the embedded store of documents', () =>
  testKindStore(async () => new EmbeddedKindStores(openTestEnvironment())))

import { onTestFinished } from 'vitest'
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

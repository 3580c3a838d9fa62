// Who follows the README or the tutorial to the end has a message that works.

import { describe, test } from 'vitest'
import { english } from '../../support/manual.ts'
import { FOLLOWED, Reader } from '../support/manual-reader.ts'

describe('who types in what a page shows, in its order, has a project that works', () => {
  test.each(FOLLOWED)(
    '%s',
    async file => {
      const reader = new Reader()
      for (const block of english.find(page => page.file === file)!.blocks) await reader.type(block)
      await reader.check()
    },
    300_000,
  )
})

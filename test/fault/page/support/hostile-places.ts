// Every place of the page that shows what others wrote, in the order in which a user comes by.

import { beginningOf } from './hostile-texts.ts'
import { MESSAGES } from './message-places.ts'
import { PANELS, TABLES } from './panel-places.ts'
import type { Place } from './place.ts'
import { SCENARIOS } from './scenario-places.ts'

const LAST: readonly Place[] = [
  {
    place: 'why a connection was closed',
    shown: 'preview',
    go: async ({ tester, server }) => {
      await tester.show('Messages')
      server.closeAll()
      await tester.row('4777').waitFor()
      return tester.row('4777').locator('.preview')
    },
  },
  {
    place: 'a mistake in a file on disk',
    shown: 'preview',
    go: async ({ tester: { page }, server, text }) => {
      server.saveFile(`${beginningOf(text)}.sproto`, '.Odd {')
      await page.reload()
      return page.locator('.notice')
    },
  },
]

export const PLACES: readonly Place[] = [...SCENARIOS, ...MESSAGES, ...PANELS, ...TABLES, ...LAST]

// Several connections in one page: two players, and reconnection as it happens.

import { afterEach, beforeEach, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import { describePage, useDemoPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

describePage('connections', () => {
  const site = useDemoPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
  })
  afterEach(() => tester.close())

  test('two players in one window each sign for themselves', async () => {
    await tester.connect('left')
    await tester.add()
    await tester.connect('right', 2)
    await tester.choose('sign')
    for (const number of [1, 2, 2]) {
      await tester.select(number)
      await tester.send()
    }
    await tester.row(/1↑sign.*sign_cnt: 1/).waitFor()
    await tester.row(/2↑sign.*sign_cnt: 2/).waitFor()
  })

  test('a lost connection is seen to come back, and the player is logged in again', async () => {
    await tester.connect('phoenix')
    const watchdog = await site.server.watchdog()
    await watchdog.call.kick('phoenix', CLOSE.STOPPING)
    await tester.row(/4002.*the server is stopping/).waitFor()
    await tester.state('connected · phoenix').waitFor()
    await tester.row(/login/).nth(1).waitFor()
    await tester
      .row(/connected.*phoenix/)
      .nth(1)
      .waitFor()
  })
})

// The boards panel: two players in one window who sign.

import { expect, test } from 'vitest'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the boards panel', () => {
  const site = useDemoPage()

  test('shows the top, the own place and those around, live', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.connect('once')
    await tester.add()
    await tester.connect('twice', 2)
    const sign = async (number: number) => {
      await tester.select(number)
      await tester.choose('sign')
      await tester.send()
    }
    await tester.show('Boards')
    const once = page.getByRole('region', { name: 'Boards: once', exact: true })
    await once.getByText('Not on this board.').waitFor()

    await tester.show('Messages')
    for (const number of [1, 2, 2]) await sign(number)
    await tester.row(/2↑sign.*sign_cnt: 2/).waitFor()
    await tester.show('Boards')
    await once.getByText('Rank 2, score 1').waitFor()
    await expect
      .poll(() => once.getByRole('row').allTextContents())
      .toEqual([
        expect.stringContaining('Rank'),
        expect.stringMatching(/^1twice2$/),
        expect.stringMatching(/^2once1$/),
      ])

    await once.getByRole('tab', { name: 'Around me' }).click()
    await once.getByRole('row', { name: /2 once 1/ }).waitFor()
    await once.getByRole('combobox', { name: 'Board' }).selectOption('gold')
    await once.getByText(/^Rank /).waitFor()
    await tester.close()
  })
})

// At 200 %: a desktop's window of 1280 × 800 has room for 640 × 400. Every usual job works there.

import type { Locator } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'
import { findHarm } from './support/harm.ts'

const ZOOMED = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }

describePage('at 200 %', () => {
  const site = useDemoPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open(ZOOMED)
  })
  afterEach(() => tester.close())

  const pane = (name: string) =>
    tester.page.getByRole('group', { name: 'View' }).getByRole('button', { name, exact: true }).click()

  const isSeen = async (each: Locator) => {
    await each.waitFor()
    return each.evaluate(element => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && element.contains(over)
    })
  }

  test('the reply is seen beside Send, and nothing has to be scrolled', async () => {
    await tester.connect('zoomed')
    await pane('Messages')
    await tester.choose('sign')
    await tester.send()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
    expect(await isSeen(tester.reply.locator('.tree'))).toBe(true)
    expect(await isSeen(tester.sendButton)).toBe(true)
    await pane('Log')
    await tester.row('sign').last().click()
    await tester.page
      .getByRole('region', { name: 'sign', exact: true })
      .getByText('sign_cnt')
      .first()
      .waitFor()
  })

  test('no view has a control that is out of reach', async () => {
    await tester.connect('zoomed')
    await pane('Messages')
    await tester.choose('sign')
    await tester.send()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
    for (const view of ['messages', 'scenarios', 'chat', 'boards', 'demo', 'tables']) {
      await tester.page.evaluate(hash => {
        location.hash = hash
      }, view)
      await tester.page.locator(`.view-${view} > *`).first().waitFor()
      expect(await findHarm(tester.page)).toEqual([])
    }
  })

  test('the settings of a connection are within reach to their end', async () => {
    await tester.connect('zoomed')
    await tester.add()
    await tester.connect('beside', 2)
    const settings = await tester.settings(2)
    const remove = settings.getByRole('button', { name: 'Remove connection 2' })
    await remove.scrollIntoViewIfNeeded()
    expect(await isSeen(remove)).toBe(true)
    await remove.click()
    await tester.tab(2).waitFor({ state: 'detached' })
  })

  test('a scenario is built and run, a room is spoken in, another table is chosen', async () => {
    const { page } = tester
    await tester.connect('zoomed')
    await tester.show('Scenarios')
    await page.getByRole('button', { name: 'New scenario' }).click()
    const add = page.getByRole('group', { name: 'Add a step' })
    await add.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('listitem', { name: 'Step 1' }).getByLabel('Message').selectOption('sign')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('Finished').waitFor()
    expect(await isSeen(page.getByRole('button', { name: /^Scenario 1/ }))).toBe(true)

    await tester.show('Chat')
    const chat = new ChatPanel(tester, 'zoomed')
    await chat.create('Loft')
    await chat.say('up here')
    await chat.hear('up here')

    await tester.show('Tables')
    const item = page.getByRole('button', { name: /^item \d+ rows/ })
    expect(await isSeen(item)).toBe(true)
    await item.click()
    await page.getByRole('region', { name: 'item' }).getByRole('columnheader', { name: /price/ }).waitFor()
    await page.getByRole('region', { name: 'item' }).getByRole('searchbox').fill('1001')
    expect(await isSeen(page.getByRole('region', { name: 'item' }).getByRole('cell').first())).toBe(true)
  })
})

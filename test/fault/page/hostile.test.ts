// Text of others is text wherever it is shown: names of accounts and rooms, messages, whispers, errors, scenarios.

import { expect, test } from 'vitest'
import { ChatPanel } from '../../web/support/chat-panel.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'

const HOSTILE = [
  '<img src=x onerror="window.hacked=1">',
  '"><script>window.hacked=1</script>',
  "'-alert(1)-'",
  '{{constructor}}',
]

describePage('hostile text', () => {
  const site = useDemoPage()

  test.each(HOSTILE)('is shown as it is: %s', async text => {
    const tester = await site.open()
    const { page } = tester
    await tester.connect(text)
    await tester.choose('echo')
    await tester.field('text').fill(text)
    await tester.send()
    await tester.reply.getByText('OK', { exact: true }).waitFor()
    await tester.row('echo').click()
    await tester.show('Chat')
    const chat = new ChatPanel(tester, text)
    await chat.create(text)
    await chat.say(text)
    await chat.hear(text)
    await chat.members(1).click()
    await page.keyboard.press('Escape')
    await tester.show('Boards')
    await tester.show('Scenarios')
    await page.getByRole('button', { name: 'New scenario' }).click()
    await page.getByLabel('Name').fill(text)
    await page.getByRole('button', { name: text, exact: true }).waitFor()
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await page.locator('img[src=x], main script').count()).toBe(0)
    await tester.close()
  })
})

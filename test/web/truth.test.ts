// What the page says is so: times, errors, states of panels, what went over the wire, who sends, the server's messages.

import { afterEach, expect, test } from 'vitest'
import { FILES } from './support/odd-server.ts'
import { describePage, useDemoPage, useOddPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

describePage('what the page says', () => {
  const site = useDemoPage()
  const odd = useOddPage()
  let tester: Tester
  afterEach(() => tester.close())

  test('a reply that waits for a busy page is not slow: its time is when it arrived', async () => {
    tester = await site.open()
    await tester.connect('quick')
    await tester.choose('echo')
    await tester.page.evaluate(() => {
      document.querySelector<HTMLElement>('button.send')!.click()
      for (const end = performance.now() + 3000; performance.now() < end; );
    })
    const shown = await tester.reply.getByText(/^[\d.]+ ms$/).textContent()
    expect(Number.parseFloat(shown!)).toBeLessThan(2000)
  })

  test('a request that was refused is an error, and a filter that hides all says so', async () => {
    tester = await site.open()
    await tester.connect('')
    await tester.choose('sign')
    await tester.send()
    const chip = (name: string) => tester.log.getByRole('button', { name, exact: true })
    await chip('requests').click()
    await tester.row(/sign.*NEED_LOGIN/).waitFor()
    for (const name of ['errors', 'connections', 'pushes']) await chip(name).click()
    await tester.log.getByText(/^The filter hides all \d+ entries\.$/).waitFor()
    await tester.log.getByRole('button', { name: 'Reset the filter' }).click()
    await tester.row(/sign.*NEED_LOGIN/).waitFor()
  })

  test('the request in the log is what went over the wire, not what was written', async () => {
    tester = await odd.open()
    await tester.connect('')
    await tester.choose('odd_all')
    await tester.field('money').fill('0.12345678')
    await tester.send()
    await tester.row(/odd_all.* ms/).click()
    const detail = tester.page.getByRole('region', { name: 'odd_all' })
    await detail.getByRole('tab', { name: 'JSON' }).click()
    await expect
      .poll(() => detail.locator('pre').allTextContents())
      .toEqual(['{\n  "money": 0.12\n}', '{\n  "money": 0.12\n}'])
  })

  test('Send says as whom, and opening the settings of another connection does not choose it', async () => {
    tester = await site.open()
    await tester.connect('alice')
    await tester.add()
    await tester.connect('bob', 2)
    await expect.poll(() => tester.sendButton.textContent()).toContain('Send as bob')
    await tester.settings(1)
    await tester.closeSettings()
    expect(await tester.sendButton.textContent()).toContain('Send as bob')
    await tester.select(1)
    await expect.poll(() => tester.sendButton.textContent()).toContain('Send as alice')
  })

  test('a guest is told to log in, and not that nobody is there', async () => {
    tester = await site.open()
    await tester.connect('')
    for (const view of ['Boards', 'Chat']) {
      await tester.show(view)
      await tester.page.getByText('Log in to see this.').waitFor()
      expect(await tester.page.getByText(/Nobody is on this board|No rooms yet/).count()).toBe(0)
    }
    await tester.page.getByRole('button', { name: 'Log in' }).click()
    await tester.page.locator('.connection-form input:focus').waitFor()
    await tester.page.keyboard.type('somebody')
    await tester.page.keyboard.press('Enter')
    await tester.state('connected · somebody').waitFor()
    await tester.page.getByLabel('Room name').waitFor()
  })

  test('messages that the server runs since are there when the connection is back; all else stays', async () => {
    tester = await odd.open()
    await tester.connect('')
    await tester.choose('odd_all')
    await tester.field('text').fill('kept')
    await tester.send()
    await tester.row(/odd_all.* ms/).waitFor()
    const more = FILES.map(file =>
      file.name === 'c2s.sproto'
        ? { ...file, text: `${file.text}\nodd_new 15 {\n  response Odd\n}\n` }
        : file,
    )
    odd.server.runMessages(more)
    await (await tester.settings()).getByRole('button', { name: 'Cut' }).click()
    await tester.closeSettings()
    await tester.page.getByRole('button', { name: /^odd_new/ }).waitFor()
    await tester.row(/odd_all.* ms/).waitFor()
    expect(await tester.field('text').inputValue()).toBe('kept')
    await tester.state(/^connected/).waitFor()
    odd.server.runMessages(FILES)
  })

  test('a file on disk with a mistake in it is a banner', async () => {
    tester = await odd.open()
    odd.server.saveFile('types.sproto', '.Odd {')
    await tester.page.reload()
    await tester.page.getByText(/protocol\/\*\.sproto on disk can’t be read: .*types\.sproto/).waitFor()
    await tester.page.getByRole('heading', { name: 'odd_all', level: 2 }).waitFor()
    odd.server.runMessages(FILES)
  })
})

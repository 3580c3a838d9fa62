// The chat panel: players in two pages and in one, who talk to each other.

import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLOSE } from '../../protocol/errors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { chromiumPath, launchChromium } from './support/chromium.ts'
import { Tester } from './support/tester.ts'

describe.skipIf(!chromiumPath)('the chat panel', () => {
  let browser: Browser
  let server: TestServer
  let url: string

  beforeAll(async () => {
    server = await startTestServer({ web: { enabled: true } })
    url = `http://127.0.0.1:${server.server.webPort}`
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  async function player(account: string): Promise<{ tester: Tester; column: Locator }> {
    const tester = await Tester.open(browser, url)
    await tester.connect(account)
    await tester.show('Chat')
    return { tester, column: columnOf(tester, account) }
  }

  const columnOf = (tester: Tester, account: string) =>
    tester.page.getByRole('region', { name: `Chat: ${account}`, exact: true })

  async function create(column: Locator, name: string): Promise<void> {
    await column.getByLabel('Room name').fill(name)
    await column.getByRole('button', { name: 'Create' }).click()
    await column.getByRole('region', { name, exact: true }).waitFor()
  }

  async function join(column: Locator, name: string): Promise<void> {
    await column.getByRole('button', { name: 'Refresh' }).click()
    await column.getByRole('listitem').filter({ hasText: name }).getByRole('button', { name: 'Join' }).click()
    await column.getByRole('region', { name, exact: true }).waitFor()
  }

  async function say(column: Locator, text: string): Promise<void> {
    await column.getByLabel('Say something').fill(text)
    await column.getByLabel('Say something').press('Enter')
  }

  const heard = (column: Locator, text: string) =>
    column.getByRole('article').filter({ hasText: text }).waitFor()

  test('two pages talk to each other in a room that one has opened', async () => {
    const ann = await player('ann')
    const bob = await player('bob')
    await create(ann.column, 'Kitchen')
    await join(bob.column, 'Kitchen')
    await ann.column.getByText('Members (2)').waitFor()
    await say(ann.column, 'hello bob')
    await heard(bob.column, 'hello bob')
    await say(bob.column, '你好 ann')
    await heard(ann.column, '你好 ann')
    await bob.column.getByRole('button', { name: 'Leave' }).click()
    await ann.column.getByText('Members (1)').waitFor()
    await ann.tester.close()
    await bob.tester.close()
  })

  test('two players in one window; what was not read is counted; who comes later reads what was said', async () => {
    const { tester, column: cat } = await player('cat')
    await tester.page.getByRole('button', { name: 'Add a connection' }).click()
    await tester.connect('dan', 2)
    const dan = columnOf(tester, 'dan')
    await create(cat, 'Attic')
    await say(cat, 'first')
    await heard(cat, 'first')
    await join(dan, 'Attic')
    await heard(dan, 'first')
    await create(cat, 'Cellar')
    await say(dan, 'are you there?')
    await cat.getByText('1 unread').waitFor()
    await cat.getByRole('button', { name: /^Attic/ }).click()
    await heard(cat, 'are you there?')
    expect(await cat.getByText('1 unread').count()).toBe(0)
    await tester.close()
  })

  test('in a channel that does not tell who comes, those who speak and those who are asked for are members', async () => {
    const ida = await player('ida')
    const joe = await player('joe')
    for (const { column } of [ida, joe]) {
      await column.getByRole('button', { name: 'Join the world chat' }).click()
      await column.getByLabel('Say something').waitFor()
    }
    await ida.column.getByText('Members (1)').click()
    await ida.column.getByText('Members (2)').waitFor()
    const kim = await player('kim')
    await kim.column.getByRole('button', { name: 'Join the world chat' }).click()
    await say(kim.column, 'good morning')
    await joe.column.getByText('Members (3)').waitFor()
    for (const { tester } of [ida, joe, kim]) await tester.close()
  })

  test('after a lost connection the room is joined again and what was missed is there', async () => {
    const eve = await player('eve')
    const fay = await player('fay')
    await create(eve.column, 'Garden')
    await join(fay.column, 'Garden')
    await say(fay.column, 'before')
    await heard(eve.column, 'before')
    const back = eve.tester.row('4002')
    await (await server.watchdog()).call.kick('eve', CLOSE.STOPPING)
    await say(fay.column, 'meanwhile')
    await heard(eve.column, 'meanwhile')
    await say(fay.column, 'after')
    await heard(eve.column, 'after')
    await eve.tester.show('Messages')
    await back.waitFor()
    await eve.tester.close()
    await fay.tester.close()
  })

  test('a refusal is shown: a wrong password', async () => {
    const gus = await player('gus')
    const hal = await player('hal')
    await gus.column.getByLabel('Password, if any').fill('secret')
    await create(gus.column, 'Vault')
    await hal.column.getByRole('button', { name: 'Refresh' }).click()
    const room = hal.column.getByRole('listitem').filter({ hasText: 'Vault' })
    await room.getByLabel('Password').fill('guess')
    await room.getByRole('button', { name: 'Join' }).click()
    await hal.column.getByRole('alert').filter({ hasText: 'the password is wrong' }).waitFor()
    await room.getByLabel('Password').fill('secret')
    await room.getByRole('button', { name: 'Join' }).click()
    await hal.column.getByRole('region', { name: 'Vault' }).waitFor()
    await gus.tester.close()
    await hal.tester.close()
  })
})

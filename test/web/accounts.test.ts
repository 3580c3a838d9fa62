// Signing in on the page, where players have accounts.

import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { describePage, useDemoPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

const PASSWORD = 'correct horse battery'

describePage('the login box', () => {
  const site = useDemoPage({ auth: { kind: 'accounts' }, login: { port: 0 } })

  const connect = async (tester: Tester, way: string, fields: Record<string, string>) => {
    const card = await tester.settings()
    await card.getByLabel('Sign in').selectOption({ label: way })
    for (const [label, text] of Object.entries(fields))
      await card.getByLabel(label, { exact: true }).fill(text)
    await card.getByRole('button', { name: 'Connect', exact: true }).click()
  }

  test('registers, signs in again by itself, signs out, and signs in by hand', async () => {
    const tester = await site.open()
    await connect(tester, 'new account', { Name: 'Ann', Password: PASSWORD })
    await tester.state('connected · Ann').waitFor()
    await tester.choose('sign')
    await tester.send()
    await tester.row(/sign.*sign_cnt: 1/).waitFor()

    await tester.page.reload()
    await tester.state('connected · Ann').waitFor()
    await (await tester.settings()).getByText('signed in as Ann').waitFor()

    await (await tester.settings()).getByRole('button', { name: 'Sign out' }).click()
    await connect(tester, 'name and password', { Name: 'ann', Password: PASSWORD })
    await tester.state('connected · Ann').waitFor()
    await tester.choose('sign')
    await tester.send()
    await tester.row(/sign.*sign_cnt: 2/).waitFor()
    await tester.close()
  })

  test('lets a guest in, and keeps no password', async () => {
    const tester = await site.open()
    await connect(tester, 'guest', {})
    await tester.state(/^connected · \d+/).waitFor()
    expect(await tester.page.evaluate(() => JSON.stringify(localStorage))).not.toContain(PASSWORD)
    await tester.close()
  })

  test('is for everybody: axe finds nothing serious', async () => {
    const tester = await site.open()
    await (await tester.settings()).getByLabel('Sign in').selectOption({ label: 'new account' })
    expect(await findings(tester.page)).toEqual([])
    await tester.close()
  })
})

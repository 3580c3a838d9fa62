// Signing in on the page, where players have accounts.

import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { connect, PASSWORD, register, shownIn } from './support/login-box.ts'
import { describePage, useDemoPage } from './support/page.ts'

describePage('the login box', () => {
  const site = useDemoPage({ auth: { kind: 'accounts' }, login: { port: 0 } })

  test('registers, signs in again by itself, signs out, and signs in by hand', async () => {
    const tester = await register(site.open(), 'Ann')
    await tester.choose('sign')
    await tester.send()
    await tester.row(/sign.*sign_cnt: 1/).waitFor()

    await tester.page.reload()
    await tester.state('connected · Ann').waitFor()
    await (await tester.settings()).getByText('signed in as Ann').waitFor()

    await (await tester.settings()).getByRole('button', { name: 'Sign out' }).click()
    expect(await shownIn(tester)).toEqual({ way: 'name', name: 'Ann', password: '' })
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

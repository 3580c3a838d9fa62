// Logging in on the page, where a studio's own server makes the tokens.

import { test } from 'vitest'
import { checkConfig } from '../../../server/settings/load.ts'
import { makeToken, SECRET } from '../../auth/support/signing.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'

describePage('the box of a token', () => {
  const token = { secret: SECRET, account: 'player' }
  const site = useDemoPage({ auth: checkConfig({ auth: { kind: 'token', token } }).auth })

  test('logs in with it, and the page shows whose it is', async () => {
    const tester = await site.open()
    const card = await tester.settings()
    await card.getByLabel('Token').fill(await makeToken({ player: 'ann 安' }))
    await card.getByRole('button', { name: 'Connect', exact: true }).click()
    await tester.state('connected · ann 安').waitFor()
    await tester.choose('sign')
    await tester.send()
    await tester.row(/sign.*sign_cnt: 1/).waitFor()
    await tester.close()
  })

  test('without one it stays a guest, and one that is over is asked for anew', async () => {
    const tester = await site.open()
    const card = await tester.settings()
    await card.getByRole('button', { name: 'Connect', exact: true }).click()
    await tester.state('connected · guest').waitFor()
    await (await tester.settings()).getByRole('button', { name: 'Disconnect' }).click()
    await card.getByLabel('Token').fill(await makeToken({ player: 'ann' }, { ends: -60 }))
    await card.getByRole('button', { name: 'Connect', exact: true }).click()
    await card.getByText('LOGIN_FAILED the token has expired').waitFor()
    await card.locator('input:focus').and(card.getByLabel('Token')).waitFor()
    await tester.close()
  })
})

// The login box where something is wrong: a login that has ended, a ban, what was mistyped.

import { expect, test } from 'vitest'
import { signIn } from '../../../protocol/client/index.ts'
import { connect, focused, PASSWORD, register, shownIn } from '../../web/support/login-box.ts'
import { describePage, useDemoPage } from '../../web/support/page.ts'

describePage('the login box', () => {
  const site = useDemoPage({ auth: { kind: 'accounts' }, login: { port: 0 } })
  const loginUrl = () => `http://127.0.0.1:${site.server.server.loginPort}`

  test('says that a login was ended elsewhere, and asks for the password', async () => {
    const tester = await register(site.open(), 'Ben')
    const card = await tester.settings()
    const elsewhere = await signIn(loginUrl(), { name: 'Ben', password: PASSWORD })
    await elsewhere.signOut({ everywhere: true })
    await card.getByText('this login has ended: log in again', { exact: true }).waitFor()
    await focused(tester).toBe('Password')
    expect(await shownIn(tester)).toEqual({ way: 'name', name: 'Ben', password: '' })
    await tester.closeSettings()
    await tester.row(/login\/refresh.*LOGIN_FAILED: this login is over/).waitFor()

    await tester.page.getByRole('button', { name: 'Connect 1' }).click()
    await card.getByText('type the password first', { exact: true }).waitFor()
    await focused(tester).toBe('Password')
    await tester.page.keyboard.type(PASSWORD)
    await tester.page.keyboard.press('Enter')
    await tester.state('connected · Ben').waitFor()
    await tester.close()
  })

  test('says so too to who comes back later', async () => {
    const tester = await register(site.open(), 'Cleo')
    await tester.page.goto('about:blank')
    await (await signIn(loginUrl(), { name: 'Cleo', password: PASSWORD })).signOut({ everywhere: true })
    await tester.page.goto(site.url)
    const card = await tester.settings()
    await card.getByText('this login has ended: log in again', { exact: true }).waitFor()
    await focused(tester).toBe('Password')
    expect(await shownIn(tester)).toEqual({ way: 'name', name: 'Cleo', password: '' })
    await tester.close()
  })

  test('says why and until when somebody is banned, in both languages', async () => {
    const tester = await register(site.open(), 'Dora')
    const card = await tester.settings()
    const { id } = await signIn(loginUrl(), { name: 'Dora', password: PASSWORD })
    await (await site.server.watchdog()).call.ban(id, 'cheating', Date.UTC(2099, 5, 1))
    await card.getByText(/^BANNED this account is banned until .*2099.*: cheating$/).waitFor()
    await focused(tester).toBe('Password')
    expect(await shownIn(tester)).toEqual({ way: 'name', name: 'Dora', password: '' })
    await tester.closeSettings()
    await tester.row(/login\/refresh.*BANNED/).waitFor()

    await tester.page.getByRole('button', { name: 'Settings', exact: true }).click()
    await tester.page.getByRole('button', { name: '中文' }).click()
    await tester.page.getByRole('button', { name: '连接 1：设置' }).click()
    await tester.page.getByText(/^BANNED 该?.*封禁（至 2099.*）：cheating$/).waitFor()
    await tester.close()
  })

  test('keeps the password unless that was wrong, and asks for what is missing', async () => {
    const tester = await register(site.open(), 'Finn')
    await (await tester.settings()).getByRole('button', { name: 'Sign out' }).click()
    const asked: string[] = []
    tester.page.on('request', request => asked.push(new URL(request.url()).pathname))
    const card = await tester.settings()

    await connect(tester, 'name and password', { Name: 'Finn', Password: '' })
    await card.getByText('type the password first', { exact: true }).waitFor()
    await connect(tester, 'name and password', { Name: '', Password: PASSWORD })
    await card.getByText('type a name first', { exact: true }).waitFor()
    await focused(tester).toBe('Name')
    expect(asked.filter(path => path.startsWith('/login'))).toEqual([])

    await connect(tester, 'new account', { Name: 'Finn', Password: PASSWORD })
    await card.getByText('ACCOUNT_NAME_TAKEN').waitFor()
    await focused(tester).toBe('Name')
    expect(await shownIn(tester)).toEqual({ way: 'register', name: 'Finn', password: PASSWORD })

    await connect(tester, 'name and password', { Name: 'Finn', Password: 'wrong horse battery' })
    await card.getByText('LOGIN_FAILED').waitFor()
    await focused(tester).toBe('Password')
    expect(await shownIn(tester)).toEqual({ way: 'name', name: 'Finn', password: '' })
    await tester.closeSettings()
    await tester.row(/login\/register.*ACCOUNT_NAME_TAKEN/).waitFor()
    await tester.row(/login\/name.*LOGIN_FAILED/).click()
    const details = await tester.page.locator('.entry-detail').innerText()
    expect(details).toContain('the name or the password is wrong')
    expect(`${details} ${await tester.log.innerText()}`).not.toMatch(/horse/)
    await tester.close()
  })

  test('a crowd plays as guests: the login of the page stays its own', async () => {
    const tester = await register(site.open(), 'Gwen')
    const { page } = tester
    await tester.choose('sign')
    await page
      .getByRole('region', { name: 'Message', exact: true })
      .getByRole('button', { name: 'More' })
      .click()
    await page.getByRole('button', { name: 'Add to scenario' }).click()
    await tester.show('Scenarios')
    await page.getByLabel('Players').fill('3')
    await page.getByLabel('Players').press('Tab')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('All 3 players finished', { exact: true }).waitFor()
    await tester.state('connected · Gwen').waitFor()
    await page.reload()
    await tester.state('connected · Gwen').waitFor()
    await tester.close()
  })
})

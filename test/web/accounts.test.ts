// Signing in on the page, where players have accounts.

import { expect, test } from 'vitest'
import { signIn } from '../../protocol/client/index.ts'
import { findings } from './support/axe.ts'
import { describePage, useDemoPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

const PASSWORD = 'correct horse battery'

describePage('the login box', () => {
  const site = useDemoPage({ auth: { kind: 'accounts' }, login: { port: 0 } })
  const loginUrl = () => `http://127.0.0.1:${site.server.server.loginPort}`

  const connect = async (tester: Tester, way: string, fields: Record<string, string>) => {
    const card = await tester.settings()
    await card.getByLabel('Sign in').selectOption({ label: way })
    for (const [label, text] of Object.entries(fields))
      await card.getByLabel(label, { exact: true }).fill(text)
    await card.getByRole('button', { name: 'Connect', exact: true }).click()
  }

  /** A page whose player is new. */
  const register = async (name: string) => {
    const tester = await site.open()
    await connect(tester, 'new account', { Name: name, Password: PASSWORD })
    await tester.state(`connected · ${name}`).waitFor()
    return tester
  }

  const shownIn = async (tester: Tester) => {
    const card = await tester.settings()
    return {
      way: await card.getByLabel('Sign in').evaluate((select: HTMLSelectElement) => select.value),
      name: await card.getByLabel('Name', { exact: true }).inputValue(),
      password: await card.getByLabel('Password', { exact: true }).inputValue(),
    }
  }

  const focused = (tester: Tester) =>
    expect.poll(() =>
      tester.page.evaluate(() => document.activeElement?.closest('label')?.firstChild?.textContent),
    )

  test('registers, signs in again by itself, signs out, and signs in by hand', async () => {
    const tester = await register('Ann')
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

  test('says that a login was ended elsewhere, and asks for the password', async () => {
    const tester = await register('Ben')
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
    const tester = await register('Cleo')
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
    const tester = await register('Dora')
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
    await tester.page.getByText(/^BANNED 该?.*封禁（直到 2099.*）：cheating$/).waitFor()
    await tester.close()
  })

  test('keeps the password unless that was wrong, and asks for what is missing', async () => {
    const tester = await register('Finn')
    await (await tester.settings()).getByRole('button', { name: 'Sign out' }).click()
    const asked: string[] = []
    tester.page.on('request', request => asked.push(new URL(request.url()).pathname))
    const card = await tester.settings()

    await connect(tester, 'name and password', { Name: 'Finn', Password: '' })
    await card.getByText('type the password first', { exact: true }).waitFor()
    await connect(tester, 'name and password', { Name: '', Password: PASSWORD })
    await card.getByText('type a name first', { exact: true }).waitFor()
    await focused(tester).toBe('Name')
    expect(asked).toEqual([])

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

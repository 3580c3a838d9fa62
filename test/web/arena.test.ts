// The arena's panel: played with keys, seen by others, told in words, loaded when it is opened.

import { expect, test } from 'vitest'
import { findings } from './support/axe.ts'
import { PASSWORD } from './support/login-box.ts'
import { describePage, useDemoPage } from './support/page.ts'
import type { Tester } from './support/tester.ts'

const field = ({ page }: Tester) => page.getByRole('application', { name: /^Arena/ })
const sight = ({ page }: Tester) => page.getByRole('region', { name: 'In sight' })

/** How far each hero in sight is, as it is told. */
async function ways(tester: Tester): Promise<Record<string, number>> {
  const lines = await sight(tester).getByRole('listitem').allTextContents()
  return Object.fromEntries(
    lines.map(line => [/^(.*):/.exec(line)![1]!, Number(/([\d.]+) away/.exec(line)![1])]),
  )
}

describePage('the arena', () => {
  const site = useDemoPage()

  async function enter(): Promise<Tester> {
    const tester = await site.open()
    await tester.show('Arena')
    await tester.page.getByRole('status').filter({ hasText: '100 hp' }).waitFor()
    return tester
  }

  test('two pages see each other move; what is seen is told in words too', async () => {
    const [one, two] = [await enter(), await enter()]
    await expect.poll(async () => Object.keys(await ways(one))).toHaveLength(1)
    await expect.poll(async () => Object.keys(await ways(two))).toHaveLength(1)
    const [name, before] = Object.entries(await ways(one))[0]!
    await two.page.keyboard.down('ArrowUp')
    await expect.poll(async () => Math.abs(((await ways(one))[name] ?? before) - before)).toBeGreaterThan(1)
    await two.page.keyboard.up('ArrowUp')
    expect(await findings(one.page)).toEqual([])
    await one.close()
    await two.close()
  })

  test('bots come and go at a click, and the map tells how many there are beside how many are known', async () => {
    const tester = await enter()
    const { page } = tester
    await page.getByRole('button', { name: 'Add 10 bots' }).click()
    await page.getByText('Bots: 10').waitFor()
    await page.getByRole('img', { name: /^Map: 1\d heroes on the server/ }).waitFor()
    await page.getByRole('button', { name: 'Remove all bots' }).click()
    await page.getByText('Bots: 0').waitFor()
    await tester.close()
  })

  test('a network that is cut for ten seconds costs nothing but the time', async () => {
    const tester = await enter()
    const { page } = tester
    const status = (text: string) => page.getByRole('status').filter({ hasText: text })
    await page.getByRole('button', { name: 'Add 10 bots' }).click()
    await page.getByText('Bots: 10').waitFor()
    await page.getByRole('button', { name: 'Cut for 10 s' }).click()
    await status('The network is cut').waitFor()
    expect(await page.getByRole('button', { name: 'Cut for 10 s' }).isDisabled()).toBe(true)
    const received = () => page.locator('.arena-meter dd').first().textContent()
    await expect.poll(received).toBe('0')
    await status('hp').waitFor()
    await expect.poll(received).not.toBe('0')
    await expect.poll(() => sight(tester).getByRole('listitem').count()).toBeGreaterThan(0)
    await tester.close()
  })

  test('a hero answers its keys at once where the network is slow', async () => {
    const tester = await enter()
    const { page } = tester
    await page.getByRole('slider', { name: 'Ping, ms' }).fill('300')
    await field(tester).focus()
    const inputs = page.locator('.arena-meter dd').nth(3)
    await expect.poll(async () => Number(await inputs.textContent())).toBeGreaterThan(5)
    await page.keyboard.press('Tab')
    expect(await field(tester).evaluate(each => each === document.activeElement)).toBe(false)
    await tester.close()
  })

  test('it is loaded when it is opened, and not with the page or another view', async () => {
    const tester = await site.open()
    const loaded: string[] = []
    tester.page.on('request', request => loaded.push(request.url()))
    await tester.show('Tables')
    await tester.page.getByRole('region').first().waitFor()
    await tester.page.waitForLoadState('networkidle')
    expect(loaded.filter(url => url.includes('arena'))).toEqual([])
    await tester.show('Arena')
    await field(tester).waitFor()
    expect(loaded.filter(url => /\/arena-game-\w+\.js$/.test(url))).toHaveLength(1)
    await tester.close()
  })

  test.each([390, 1280])('has its place at %i px', async width => {
    const tester = await site.open({ viewport: { width, height: 800 }, hasTouch: width < 700 })
    await tester.show('Arena')
    await tester.page.getByRole('status').filter({ hasText: '100 hp' }).waitFor()
    const { x, width: wide } = (await field(tester).boundingBox())!
    expect(x + wide).toBeLessThanOrEqual(width)
    expect(await tester.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await tester.close()
  })
})

describePage('the arena where players have accounts', () => {
  const site = useDemoPage({ auth: { kind: 'accounts' }, login: { port: 0 } })

  test('lets a guest in at once, and the same again after a reload', async () => {
    const tester = await site.open()
    await tester.show('Arena')
    const isIn = tester.page.getByRole('status').filter({ hasText: '100 hp' })
    await isIn.waitFor()
    const kept = () =>
      tester.page.evaluate(() => JSON.parse(sessionStorage.getItem('gatehouse.arena')!).player)
    const player = await kept()
    await tester.page.reload()
    await isIn.waitFor()
    expect(await kept()).toBe(player)
    await tester.close()
  })
})

describePage('the arena where guests are not let in', () => {
  const site = useDemoPage({ auth: { kind: 'accounts' }, login: { port: 0, guests: false } })

  test('asks who plays in its place, says what was refused, and plays', async () => {
    const tester = await site.open()
    await tester.show('Arena')
    const form = tester.page.getByRole('form', { name: 'Play' })
    const fill = async (password: string) => {
      await form.getByLabel('Password', { exact: true }).fill(password)
      await form.getByRole('button', { name: 'Play' }).click()
    }
    await form.getByLabel('Name', { exact: true }).fill('Zoe')
    await fill(PASSWORD)
    await form.getByRole('alert').waitFor()
    expect(await findings(tester.page)).toEqual([])
    await form.getByLabel('Sign in').selectOption({ label: 'new account' })
    await fill(PASSWORD)
    await tester.page.getByRole('status').filter({ hasText: '100 hp' }).waitFor()
    await tester.close()
  })
})

// The tester page in a browser, with the words of its user: connect, choose, write, send, read the log. Anything that
// the browser complains about (errors of scripts, of the security policy, requests to elsewhere) fails the test.

import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export class Tester {
  readonly page: Page
  /** What the browser complained about. */
  readonly complaints: string[] = []

  /** `origins`: where it may ask. */
  constructor(page: Page, ...origins: readonly string[]) {
    this.page = page
    page.on('pageerror', error => this.complaints.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error' && !/WebSocket connection to/.test(message.text()))
        this.complaints.push(message.text())
    })
    page.on('request', request => {
      if (![...origins, 'blob:'].some(each => request.url().startsWith(each)))
        this.complaints.push(`asked elsewhere: ${request.url()}`)
    })
  }

  /** A page of its own, with storage of its own. */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
    others: readonly string[] = [],
  ): Promise<Tester> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-US',
      ...options,
    })
    context.setDefaultTimeout(50_000)
    const tester = new Tester(await context.newPage(), new URL(url).origin, ...others)
    await tester.page.goto(url)
    await tester.page.locator('.connection-card').first().waitFor()
    return tester
  }

  /** The card of a connection, from 1. */
  card(number: number): Locator {
    return this.page.getByRole('form', { name: `Connection ${number}`, exact: true })
  }

  async connect(account: string, number = 1): Promise<void> {
    await this.card(number).getByLabel('Account').fill(account)
    await this.card(number).getByRole('button', { name: 'Connect', exact: true }).click()
    await this.state(/^connected/, number).waitFor()
  }

  /** The state that a card shows, where it is this one. */
  state(text: string | RegExp, number = 1): Locator {
    return this.card(number).getByRole('status').filter({ hasText: text })
  }

  /** Chooses a message in the list. */
  async choose(name: string): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(`^${name}\\b(?!_)`) })
      .first()
      .click()
    await this.page.getByRole('heading', { name, exact: true, level: 2 }).waitFor()
  }

  /** The input of a field in the form, by its path. */
  field(path: string): Locator {
    return this.page.getByRole('group', { name: path, exact: true }).locator(`[id="field-${path}"]`)
  }

  async writeJson(text: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'JSON' }).first().click()
    await this.page.getByRole('textbox', { name: 'JSON' }).fill(text)
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send', exact: true }).click()
  }

  /** The rows of the log that are drawn; those that contain `text` where it is given. */
  row(text: string | RegExp = ''): Locator {
    return this.page.getByRole('listbox').getByRole('option').filter({ hasText: text })
  }

  async show(view: string): Promise<void> {
    await this.page.getByRole('link', { name: view, exact: true }).click()
  }

  /** Ends the page; throws where the browser had complained. */
  async close(): Promise<void> {
    await this.page.context().close()
    expect(this.complaints).toEqual([])
  }
}

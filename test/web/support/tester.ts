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
      const isRefusal = /\/login\//.test(message.location().url) // of the login server: the browser tells each
      if (message.type() === 'error' && !isRefusal && !/WebSocket connection to/.test(message.text()))
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
    await tester.page.locator('.player-tab').first().waitFor()
    return tester
  }

  /** A connection in the line above every view, from 1. */
  tab(number: number): Locator {
    return this.page.getByRole('group', { name: `Connection ${number}`, exact: true })
  }

  /** The settings of a connection, opened where they are not. */
  async settings(number = 1): Promise<Locator> {
    const form = this.page.getByRole('form', { name: `Connection ${number}`, exact: true })
    if (!(await form.isVisible()))
      await this.page.getByRole('button', { name: `Connection ${number}: settings` }).click()
    await form.waitFor()
    return form
  }

  async closeSettings(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await this.page.locator('.connection-form').waitFor({ state: 'detached' })
  }

  /** Adds a connection; its settings are open then. */
  async add(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a connection' }).click()
    await this.page.locator('.connection-form').waitFor()
  }

  async connect(account: string, number = 1): Promise<void> {
    const form = await this.settings(number)
    await form.getByLabel('Account').fill(account)
    await form.getByRole('button', { name: 'Connect', exact: true }).click()
    await this.state(/^connected/, number).waitFor()
    await form.waitFor({ state: 'detached' })
  }

  /** The state of a connection, where it is this one. */
  state(text: string | RegExp, number = 1): Locator {
    return this.tab(number).getByRole('status').filter({ hasText: text })
  }

  /** Chooses the connection that sends. */
  async select(number: number): Promise<void> {
    await this.tab(number).locator('.player-pick').click()
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
    await this.sendButton.click()
  }

  get sendButton(): Locator {
    return this.page.locator('button.send')
  }

  /** What stands below Send. */
  get reply(): Locator {
    return this.page.getByRole('region', { name: 'Reply', exact: true })
  }

  get log(): Locator {
    return this.page.getByRole('region', { name: 'Log', exact: true })
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

// A page of the manual in a window of its own; what the browser complains about fails the test that opened it.

import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { sharedChromium } from './chromium.ts'
import { Tester } from './tester.ts'

export async function openManual(
  origin: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const browser = await sharedChromium()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const tester = new Tester(await context.newPage(), origin)
  onTestFinished(() => tester.close())
  await tester.page.goto(origin + path)
  return tester.page
}

/** Goes to the search by its key and types. */
export async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.type(text)
  expect(await page.getByRole('searchbox').inputValue()).toBe(text)
}

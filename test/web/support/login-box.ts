// The settings of the first connection where players have accounts.

import { expect } from 'vitest'
import type { Tester } from './tester.ts'

export const PASSWORD = 'correct horse battery'

/** `way`, `fields`: by what they are called on the page. */
export async function connect(tester: Tester, way: string, fields: Record<string, string>): Promise<void> {
  const card = await tester.settings()
  await card.getByLabel('Sign in').selectOption({ label: way })
  for (const [label, text] of Object.entries(fields)) await card.getByLabel(label, { exact: true }).fill(text)
  await card.getByRole('button', { name: 'Connect', exact: true }).click()
}

/** A page whose player is new. */
export async function register(opening: Promise<Tester>, name: string): Promise<Tester> {
  const tester = await opening
  await connect(tester, 'new account', { Name: name, Password: PASSWORD })
  await tester.state(`connected · ${name}`).waitFor()
  return tester
}

export async function shownIn(tester: Tester) {
  const card = await tester.settings()
  return {
    way: await card.getByLabel('Sign in').evaluate((select: HTMLSelectElement) => select.value),
    name: await card.getByLabel('Name', { exact: true }).inputValue(),
    password: await card.getByLabel('Password', { exact: true }).inputValue(),
  }
}

/** What the field is called that has the focus. */
export const focused = (tester: Tester) =>
  expect.poll(() =>
    tester.page.evaluate(() => document.activeElement?.closest('label')?.firstChild?.textContent),
  )

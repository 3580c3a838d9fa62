// What somebody else's scenarios say: in the list, in their steps, in the end of a run.

import type { Place, Visit } from './place.ts'

const steps = (text: string) => [
  { kind: 'send', name: text, text, connection: 1, format: 'binary', repeat: 1, expect: `a = ${text}` },
  { kind: 'push', name: text, connection: 1, ms: 1, expect: `a = ${text}` },
]

async function importScenario({ tester: { page }, text }: Visit): Promise<void> {
  const file = { gatehouse: 'scenarios', scenarios: [{ name: text, steps: steps(text) }] }
  await page.getByRole('region', { name: 'Scenarios' }).getByRole('button', { name: 'More' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).click()
  const buffer = Buffer.from(JSON.stringify(file))
  await (await chooser).setFiles({ name: 'x.json', mimeType: 'application/json', buffer })
  await page.keyboard.press('Escape')
}

export const SCENARIOS: readonly Place[] = [
  {
    place: 'the name of a scenario in the list',
    go: async visit => {
      await visit.tester.show('Scenarios')
      await importScenario(visit)
      return visit.tester.page.locator('.scenario-list .row-name')
    },
  },
  {
    place: 'the name of a scenario to change',
    go: async ({ tester }) => tester.page.getByLabel('Name', { exact: true }),
  },
  {
    place: 'the line of a step',
    go: async ({ tester }) => tester.page.getByRole('listitem', { name: 'Step 1' }).locator('.row-name'),
  },
  {
    place: 'the fields of a step',
    go: async ({ tester }) => {
      const step = tester.page.getByRole('listitem', { name: 'Step 1' })
      await step.locator('button.row').click()
      return step.getByLabel('Body')
    },
  },
  {
    place: 'why a run has failed',
    go: async ({ tester: { page } }) => {
      await page.getByRole('button', { name: 'Run' }).click()
      await page.getByText(/^Step 1 failed/).waitFor()
      return page.locator('.run-status')
    },
  },
  {
    place: 'a toast',
    go: async ({ tester: { page } }) => {
      await page.locator('.scenario-pane .pane-head').getByRole('button', { name: 'Remove' }).click()
      return page.locator('.toast')
    },
  },
]

// History and scenarios: built, run, kept, exported; those that wait, fail and are stopped.

import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useDemoPage, useOddPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'

describePage('history and scenarios', () => {
  const site = useDemoPage()
  const odd = useOddPage()
  let tester: Tester
  beforeEach(async () => {
    tester = await site.open()
    await tester.connect('director')
  })
  afterEach(() => tester.close())

  const echo = async (text: string) => {
    await tester.choose('echo')
    await tester.field('text').fill(text)
    await tester.send()
    await tester.row(`text: "${text}"`).waitFor()
  }

  const addToScenario = async () => {
    await tester.page
      .getByRole('region', { name: 'Message', exact: true })
      .getByRole('button', { name: 'More' })
      .click()
    await tester.page.getByRole('button', { name: 'Add to scenario' }).click()
  }

  test('an entry of the log is written again', async () => {
    await echo('from the log')
    await tester.choose('login')
    await tester.row('from the log').click()
    await tester.page.getByRole('button', { name: 'Edit' }).click()
    await expect.poll(() => tester.field('text').inputValue()).toBe('from the log')
  })

  test('a scenario runs with one click: waits, repeats, and values of earlier replies', async () => {
    const { page } = tester
    await tester.choose('sign')
    await addToScenario()
    await tester.show('Scenarios')
    await page
      .getByRole('group', { name: 'Add a step' })
      .getByRole('button', { name: 'Wait', exact: true })
      .click()
    await page
      .getByRole('group', { name: 'Add a step' })
      .getByRole('button', { name: 'Send', exact: true })
      .click()
    const third = page.getByRole('listitem', { name: 'Step 3' })
    await third.getByLabel('Message').selectOption('echo')
    await third.getByLabel('Repeat').fill('3')
    await third.getByLabel('Body').fill('{ "text": "signed {{sign.sign_cnt}}, echo {{n}}" }')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('Finished').waitFor()
    for (const n of [1, 2, 3]) await tester.row(new RegExp(`signed \\d+, echo ${n}`)).waitFor()
  })

  test('scenarios are kept, exported to a file, and imported from it elsewhere', async () => {
    const { page } = tester
    await tester.choose('sign')
    await addToScenario()
    await tester.show('Scenarios')
    await page.getByLabel('Name').fill('Morning')
    await page.reload()
    await page.getByRole('button', { name: /^Morning/ }).waitFor()
    await page.getByRole('region', { name: 'Scenarios' }).getByRole('button', { name: 'More' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export all' }).click()
    const path = await (await download).path()
    expect(await readFile(path, 'utf8')).toContain('"Morning"')

    const other = await site.open()
    await other.show('Scenarios')
    const chooser = other.page.waitForEvent('filechooser')
    await other.page.getByRole('region', { name: 'Scenarios' }).getByRole('button', { name: 'More' }).click()
    await other.page.getByRole('button', { name: 'Import' }).click()
    await (await chooser).setFiles({
      name: 'x.json',
      mimeType: 'application/json',
      buffer: await readFile(path),
    })
    await other.page.getByRole('button', { name: /^Morning.*sign/ }).waitFor()
    await other.close()
  })

  test('what was sent is kept over a reload and can be sent again with one click', async () => {
    await echo('once more')
    await tester.page.reload()
    await tester.state(/^connected/).waitFor()
    await tester.page.getByRole('button', { name: 'History', exact: true }).click()
    await tester.page.getByRole('button', { name: 'Send again: echo' }).click()
    await tester.row('once more').waitFor()
  })

  test('a step waits for a push, and what it brought goes into the next message', async () => {
    const other = await odd.open()
    const steps = [
      {
        kind: 'send',
        name: 'storm_begin',
        text: '{ "count": 2 }',
        connection: 1,
        format: 'binary',
        repeat: 1,
      },
      { kind: 'push', name: 'storm_push', connection: 1, ms: 5000 },
      { kind: 'push', name: 'storm_push', connection: 1, ms: 5000 },
      {
        kind: 'send',
        name: 'odd_all',
        text: '{ "small": "{{storm_push.n}}" }',
        connection: 1,
        format: 'binary',
        repeat: 1,
      },
    ]
    const file = JSON.stringify({ gatehouse: 'scenarios', scenarios: [{ name: 'Storm', steps }] })
    await other.connect('')
    await other.show('Scenarios')
    const chooser = other.page.waitForEvent('filechooser')
    await other.page.getByRole('region', { name: 'Scenarios' }).getByRole('button', { name: 'More' }).click()
    await other.page.getByRole('button', { name: 'Import' }).click()
    await (await chooser).setFiles({
      name: 'x.json',
      mimeType: 'application/json',
      buffer: Buffer.from(file),
    })
    await other.page.getByRole('button', { name: 'Run' }).click()
    await other.page.getByText('Finished').waitFor()
    await other.row(/odd_all.*small: 2/).waitFor()
    await other.close()
  })

  test('a run goes on while another view is shown, and can still be stopped', async () => {
    const { page } = tester
    await tester.show('Scenarios')
    await page.getByRole('button', { name: 'New scenario' }).click()
    const add = page.getByRole('group', { name: 'Add a step' })
    await add.getByRole('button', { name: 'Wait', exact: true }).click()
    await page.getByRole('listitem', { name: 'Step 1' }).getByLabel('ms').fill('600000')
    await page.getByRole('button', { name: 'Run' }).click()
    await tester.show('Messages')
    await tester.show('Scenarios')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Step 1 failed: stopped').waitFor()
    await page.getByRole('button', { name: 'Run' }).waitFor()
  })

  test('a number that is being typed stays as typed, whatever is drawn meanwhile', async () => {
    const { page } = tester
    await tester.show('Scenarios')
    await page.getByRole('button', { name: 'New scenario' }).click()
    const add = page.getByRole('group', { name: 'Add a step' })
    await add.getByRole('button', { name: 'Wait', exact: true }).click()
    const step = page.getByRole('listitem', { name: 'Step 1' })
    await step.getByLabel('ms').fill('600000')
    await page.evaluate(async () => {
      dispatchEvent(new Event('hashchange')) // the workspace says that it has changed
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
    })
    expect(await step.getByLabel('ms').inputValue()).toBe('600000')
    await page.getByRole('button', { name: 'Run' }).click()
    await step.getByText('Wait 600000 ms').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Step 1 failed: stopped').waitFor()
  })

  test('of several players it is told how many failed, and where', async () => {
    const { page } = tester
    await tester.choose('echo')
    await tester.writeJson('{ "text": "{{nobody.knows}}" }')
    await addToScenario()
    await tester.show('Scenarios')
    await page.getByLabel('Players').fill('2')
    await page.getByLabel('Players').press('Tab')
    await page.getByRole('button', { name: 'Run' }).click()
    await page
      .getByText(/^2 of 2 players failed · player 1: Step 1 failed: .* is in no earlier reply$/)
      .waitFor()
    const step = page.getByRole('listitem', { name: 'Step 1' })
    await step.getByText('0 / 2').waitFor()
    await step.getByTitle('Each player of the run takes the place of connection 1').waitFor()
    expect(await step.getAttribute('class')).toContain('step-failed')
    await tester.row('login').getByTitle('Player 2 of a scenario').waitFor()
  })

  test('a step that fails ends it and says why', async () => {
    const { page } = tester
    await tester.choose('echo')
    await tester.writeJson('{ "text": "{{nobody.knows}}" }')
    await addToScenario()
    await tester.show('Scenarios')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('Step 1 failed: {{nobody.knows}} is in no earlier reply').waitFor()
  })
})

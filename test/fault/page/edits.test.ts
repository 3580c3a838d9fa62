// Edits that follow one another faster than the page is drawn: leaving a field and filling the next is one event of the
// browser. Each builds on the edit before, not on what was drawn last.

import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { describePage, useDemoPage, useOddPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'

interface EditOf {
  at: Locator
  event: 'input' | 'change' | 'click'
  value?: string
}

/** All of them before the page can draw anything. */
async function atOnce(tester: Tester, edits: EditOf[]): Promise<void> {
  const found = edits.map(async ({ at, event, value }) => ({
    element: await at.elementHandle(),
    event,
    value,
  }))
  await tester.page.evaluate(
    list => {
      for (const { element, event, value } of list) {
        if (value !== undefined) (element as HTMLInputElement).value = value
        if (event === 'click') (element as HTMLElement).click()
        else element!.dispatchEvent(new Event(event, { bubbles: true }))
      }
    },
    await Promise.all(found),
  )
}

describePage('edits that come at once', () => {
  const site = useDemoPage()
  const odd = useOddPage()

  test('the fields of a step are all kept', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.show('Scenarios')
    await page.getByRole('button', { name: 'New scenario' }).click()
    const add = page.getByRole('group', { name: 'Add a step' })
    await add.getByRole('button', { name: 'Send', exact: true }).click()
    const step = page.getByRole('listitem', { name: 'Step 1' })
    const [message, times, body] = ['Message', 'Repeat', 'Body'].map(label => step.getByLabel(label))
    await atOnce(tester, [
      { at: page.getByLabel('Name'), event: 'input', value: 'Evening' },
      { at: message!, event: 'change', value: 'echo' },
      { at: times!, event: 'change', value: '7' },
      { at: body!, event: 'input', value: '{ "text": "x" }' },
      { at: add.getByRole('button', { name: 'Wait', exact: true }), event: 'click' },
    ])
    await page.getByRole('listitem', { name: 'Step 2' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: /^Evening.*echo → 500 ms/ }).waitFor()
    await step.getByRole('button', { expanded: false }).click()
    const kept = [message!, times!, body!].map(field => field.inputValue())
    expect(await Promise.all(kept)).toEqual(['echo', '7', '{ "text": "x" }'])
    await tester.close()
  })

  test('the fields of a message are all kept, in structs, lists and maps', async () => {
    const tester = await odd.open()
    await tester.connect('')
    await tester.choose('odd_all')
    await tester.writeJson(
      '{ "place": { "x": 1 }, "texts": ["a", "b"], "names": { "1": "one", "2": "two" } }',
    )
    await tester.page.getByRole('tab', { name: 'Form' }).click()
    const button = (name: string) => tester.page.getByRole('button', { name, exact: true })
    await atOnce(tester, [
      { at: tester.field('small'), event: 'input', value: '5' },
      { at: tester.field('place.y'), event: 'input', value: '2' },
      { at: tester.field('place.label'), event: 'input', value: 'here' },
      { at: tester.page.locator('[id="field-texts[0]"]'), event: 'input', value: 'c' },
      { at: tester.page.locator('[id="field-texts[1]"]'), event: 'input', value: 'd' },
      { at: button('Add texts'), event: 'click' },
      { at: tester.page.getByLabel('Key names.1'), event: 'change', value: '9' },
      { at: tester.page.locator('[id="field-names.2"]'), event: 'input', value: 'TWO' },
    ])
    await tester.page.getByRole('tab', { name: 'JSON' }).first().click()
    const text = await tester.page.getByRole('textbox', { name: 'JSON' }).inputValue()
    expect(JSON.parse(text)).toEqual({
      small: 5,
      place: { x: 1, y: 2, label: 'here' },
      texts: ['c', 'd', ''],
      names: { 9: 'one', 2: 'TWO' },
    })
    await tester.close()
  })

  test('what is sent is what was typed and chosen last', async () => {
    const tester = await site.open()
    const { page } = tester
    await tester.connect('quick')
    await tester.choose('echo')
    const send = tester.sendButton
    const asText = page.getByRole('group', { name: 'Format' }).getByRole('button', { name: 'Text' })
    await atOnce(tester, [
      { at: tester.field('text'), event: 'input', value: 'quick' },
      { at: asText, event: 'click' },
      { at: send, event: 'click' },
    ])
    await expect(tester.row('text: "quick"').locator('.format').textContent()).resolves.toBe('Text')
    await tester.close()
  })

  test('a filter that is clicked twice is as before', async () => {
    const tester = await site.open()
    const chip = tester.page.getByRole('button', { name: 'pushes', exact: true })
    const pressed = await chip.getAttribute('aria-pressed')
    await atOnce(
      tester,
      [chip, chip].map(at => ({ at, event: 'click' as const })),
    )
    await atOnce(
      tester,
      [chip, chip, chip].map(at => ({ at, event: 'click' as const })),
    )
    await expect.poll(() => chip.getAttribute('aria-pressed')).toBe(pressed === 'true' ? 'false' : 'true')
    await tester.close()
  })
})

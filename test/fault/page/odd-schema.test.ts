// A schema that the tester has never seen: filled in as form and as JSON, two views of one value, and read in the bytes.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePage, useOddPage } from '../../web/support/page.ts'
import type { Tester } from '../../web/support/tester.ts'

const ODD_JSON = `{
  "yes": true, "small": -5, "wide": 9223372036854775807, "money": 12.34, "ratio": 0.1, "text": "你好",
  "bytes": "3q2+7w==", "place": { "x": 1, "y": -2, "label": "here" }, "yeses": [true, false],
  "wides": [1, -9223372036854775808], "ratios": [0.5, -1e300], "texts": ["a", ""], "blobs": ["AQI=", ""],
  "places": [{ "x": 1 }, { "y": 2 }], "byX": [{ "x": 7, "label": "seven" }], "names": { "1": "one", "2": "two" },
  "itself": { "itself": { "text": "deep" } }
}`

const ODD_BODY = {
  yes: true,
  small: -5,
  wide: 9223372036854775807n,
  money: 12.34,
  ratio: 0.1,
  text: '你好',
  bytes: Uint8Array.of(0xde, 0xad, 0xbe, 0xef),
  yeses: [true, false],
  wides: [1, -9223372036854775808n],
  ratios: [0.5, -1e300],
  texts: ['a', ''],
  blobs: [Uint8Array.of(1, 2), new Uint8Array()],
  names: new Map([
    [1, 'one'],
    [2, 'two'],
  ]),
}

describePage('an odd schema', () => {
  const site = useOddPage()
  let tester: Tester
  beforeEach(async () => {
    site.server.heard.length = 0
    tester = await site.open()
    await tester.connect('')
    await tester.choose('odd_all')
  })
  afterEach(() => tester.close())

  test('is written in the form, field by field, and arrives as it was written', async () => {
    const { page } = tester
    await tester.field('yes').check()
    await tester.field('small').fill('-5')
    await tester.field('wide').fill('9223372036854775807')
    await tester.field('money').fill('12.34')
    await tester.field('text').fill('你好')
    await tester.field('bytes').fill('de ad be ef')
    await page.getByRole('button', { name: 'Set place', exact: true }).click()
    await tester.field('place.label').fill('here')
    for (const [name, value] of [
      ['wides', '-9223372036854775808'],
      ['texts', 'a'],
      ['ratios', '-1e300'],
      ['blobs', '0102'],
    ] as const) {
      await page.getByRole('button', { name: `Add ${name}`, exact: true }).click()
      await page.locator(`[id="field-${name}[0]"]`).fill(value)
    }
    await page.getByRole('button', { name: 'Add byX', exact: true }).click()
    await tester.field('byX[0].x').fill('7')
    await page.getByRole('button', { name: 'Add names', exact: true }).click()
    await page.getByRole('textbox', { name: 'names.1', exact: true }).fill('one')
    await tester.send()
    await tester.row(/odd_all.* ms/).waitFor()
    expect(site.server.heard).toMatchObject([
      {
        yes: true,
        small: -5,
        wide: 9223372036854775807n,
        money: 12.34,
        text: '你好',
        bytes: Uint8Array.of(0xde, 0xad, 0xbe, 0xef),
        place: { x: undefined, label: 'here' },
        wides: [-9223372036854775808n],
        texts: ['a'],
        ratios: [-1e300],
        blobs: [Uint8Array.of(1, 2)],
        names: new Map([[1, 'one']]),
      },
    ])
    expect((site.server.heard[0] as { byX: Map<number, object> }).byX.get(7)).toMatchObject({ x: 7 })
    expect(site.server.heard[0]).toHaveProperty('itself', undefined)
  })

  test('errors are shown where they are, in the form and in the JSON, and nothing is sent', async () => {
    const { page } = tester
    const send = tester.sendButton
    await tester.writeJson('{\n  "small": "x",\n  "place": { "x": true },\n  "wrong": 1\n}')
    for (const text of [
      'line 2 small: expected an integer of 64 bits, got "x"',
      'line 3 place.x: expected an integer of 64 bits, got true',
      'line 4 wrong: Odd has no field "wrong"',
    ])
      await page.getByText(text, { exact: true }).waitFor()
    expect(await send.isDisabled()).toBe(true)
    await page.getByRole('tab', { name: 'Form' }).click()
    await page
      .getByRole('group', { name: 'place.x', exact: true })
      .getByText('expected an integer of 64 bits, got true')
      .waitFor()
    expect(await tester.field('small').getAttribute('aria-invalid')).toBe('true')
    await tester.writeJson('{ "small": ')
    await page.getByText('line 1 expected a value, got the end').waitFor()
    expect(await send.isDisabled()).toBe(true)
    expect(site.server.heard).toEqual([])
  })

  test('the bytes say which are which field', async () => {
    const { page } = tester
    await tester.writeJson(
      '{ "small": -5, "wide": 9223372036854775807, "place": { "label": "here" }, "texts": ["a"] }',
    )
    await tester.send()
    await tester.row(/odd_all.* ms/).click()
    await tester.log.getByRole('tab', { name: 'Hex' }).click()
    const table = page.getByRole('table').first()
    await table.getByRole('row', { name: 'texts[0] "a"' }).waitFor()
    const rows = await table.getByRole('row').allTextContents()
    for (const line of [
      /package\.type.*11/,
      /package\.session.*1/,
      /small.*length 4/,
      /small.*-5/,
      /wide.*9223372036854775807/,
      /place\.label.*"here"/,
      /texts\[0\].*"a"/,
    ])
      expect(rows.some(row => line.test(row))).toBe(true)
    await table.getByRole('row', { name: /"here"/ }).hover()
    expect(await page.locator('.hex-byte.active').allTextContents()).toEqual(
      expect.arrayContaining(['68', '65', '72', '65']),
    )
  })

  test('is written as JSON and arrives as it was written, wide integers exact', async () => {
    await tester.writeJson(ODD_JSON)
    await tester.send()
    await tester.row(/odd_all.*wide: 9223372036854775807/).waitFor()
    expect(site.server.heard).toMatchObject([ODD_BODY])
  })

  test('what is not filled in is left out, and what is emptied or taken back is too', async () => {
    const { page } = tester
    await tester.field('small').fill('7')
    await tester.field('small').fill('')
    await tester.field('text').fill('gone')
    await page.getByRole('button', { name: 'Clear text', exact: true }).click()
    await tester.send()
    await tester.row(/odd_all.* ms/).waitFor()
    expect(Object.values(site.server.heard[0] as object).filter(value => value !== undefined)).toEqual([])
  })

  test('the JSON view gives every field to fill in', async () => {
    await tester.writeJson('{ "small": 5 }')
    await tester.page.getByRole('button', { name: 'All fields', exact: true }).click()
    await tester.send()
    await tester.row(/odd_all.* ms/).waitFor()
    expect(site.server.heard).toMatchObject([
      { small: 5, yes: false, text: '', texts: [], place: { x: 0, y: 0, label: '' } },
    ])
  })

  test('form and JSON are two views of one value', async () => {
    const { page } = tester
    await tester.writeJson('{ "small": 12345678901234567890123, "place": { "x": 5 } }')
    await page.getByRole('tab', { name: 'Form' }).click()
    expect(await tester.field('small').inputValue()).toBe('12345678901234567890123')
    expect(await tester.field('place.x').inputValue()).toBe('5')
    await tester.field('place.x').fill('6')
    await page.getByRole('tab', { name: 'JSON' }).first().click()
    expect(await page.getByRole('textbox', { name: 'JSON' }).inputValue()).toContain('"x": 6')
  })
})

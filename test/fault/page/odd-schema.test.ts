// A schema that the tester has never seen, written as JSON: every kind of field, and both views of one value.

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
    await page.getByRole('button', { name: 'Leave out text', exact: true }).click()
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

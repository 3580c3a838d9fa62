import { describe, expect, test } from 'vitest'
import { cleanText, isVisibleName } from '../../server/lib/visible-text.ts'

/** Each alone shows nothing. */
const INVISIBLE = [
  '\u3164', // Hangul fillers
  '\uffa0',
  '\u115f',
  '\u1160',
  '\u2800', // an empty Braille cell
  '\u034f', // a joiner of graphemes
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\u2064',
  '\ufeff',
  '\u00ad',
  '\u180e',
  '\u180b',
  '\u17b4',
  '\ufe00',
  '\ufe0f',
  '\u{e0100}',
  '\u{e0001}',
  '\u{e0041}',
  '\u{1d159}',
  '\u{1d173}',
  '\u{1bca0}',
  '\u{13430}',
  '\u061c',
  '\u200e',
  '\u202e',
  '\u2066',
  '\ufff9',
  '\ufffc',
  '\u2065',
  '\u00a0',
  '\u3000',
  '\u2003',
  '\u0000',
  '\u0085',
  '\ud800',
  '\udc00',
  '\ufdd0',
]
const nameOf = (text: string) => `U+${text.codePointAt(0)!.toString(16).toUpperCase()}`

describe('letters that show nothing', () => {
  test.each(INVISIBLE.map(each => [nameOf(each), each]))('%s is no text, and in no name', (_, letter) => {
    expect(cleanText(letter)).toBe('')
    expect(cleanText(`${letter} ${letter}\t${letter}`)).toBe('')
    expect(cleanText(`${letter}hi${letter}`)).toBe('hi')
    for (const name of [letter, `admin${letter}`, `${letter}admin`, `ad${letter}min`])
      expect(isVisibleName(name), JSON.stringify(name)).toBe(false)
  })

  test('marks without a letter are no text and no name', () => {
    for (const marks of ['\u0301', '\u0301\u0302', ' \u0301 ']) {
      expect(cleanText(marks)).toBe('')
      expect(isVisibleName(marks)).toBe(false)
    }
  })

  test.each([
    ['a family', '👨‍👩‍👧'],
    ['a heart in red', '❤️'],
    ['a key', '1️⃣'],
    ['an astronaut', '👩🏽‍🚀'],
    ['a flag of a colour', '🏳️‍🌈'],
    ['a flag of a region', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a flag of a country', '🇨🇳'],
  ])('stay in an emoji, in texts and in names: %s', (_, emoji) => {
    expect(cleanText(`so ${emoji}!`)).toBe(`so ${emoji}!`)
    expect(isVisibleName(`so ${emoji}`)).toBe(true)
  })

  test.each([
    ['Persian', 'می‌خواهم'],
    ['Hijri years', '۱۴۴۷ه‍'],
    ['Hindi', 'क्‍ष क्‌ष'],
    ['Bengali', 'র‍্যাব'],
    ['Malayalam', 'അവന്‍'],
    ['Sinhala', 'ක්‍රී'],
    ['names in Han', '葛󠄀城'],
    ['Thai', 'น้ำใจ'],
    ['Vietnamese', 'Tiếng Việt'],
    ['Hebrew', 'שָׁלוֹם'],
    ['Braille', '⠓⠑⠀⠓⠊'],
  ])('stay where a script needs them: %s', (_, text) => {
    expect(cleanText(text)).toBe(text.normalize('NFC'))
  })

  test('do not stay between letters that need none', () => {
    expect(cleanText('ad\u200dm\u200cin\ufe0f')).toBe('admin')
    expect(cleanText('🎲\u200d')).toBe('🎲')
    expect(cleanText('外\ufe0f挂')).toBe('外挂')
    expect(isVisibleName('🎲\ufe0f')).toBe(false)
  })
})

test('heaps of marks are cut, in a name they are refused', () => {
  const heap = `a${'\u0336\u0337\u0338'.repeat(20)}b`
  expect([...cleanText(heap)]).toHaveLength(6)
  expect(isVisibleName(heap)).toBe(false)
  expect(isVisibleName('e\u0301\u0323')).toBe(true)
})

test('is done after once', () => {
  for (const text of [
    'a\u0336\u0336\u034f\u0336\u0336\u0336',
    '\u0627\u061c\u200d',
    '\u2800\u200bx\u200b\u2800 ',
  ])
    expect(cleanText(cleanText(text))).toBe(cleanText(text))
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalName } from '../../server/auth/name.ts'

describe('names that are one', () => {
  test.each([
    ['ann', 'Ann', 'ANN', 'ａｎｎ', ' ann ', 'Ａnn', 'Ann\u3000'],
    ['two words', 'Two  Words', 'two\u00a0words', 'two\u3000 words'],
    ['strasse', 'Straße', 'STRASSE', 'STRAẞE'],
    ['ὀδυσσεύσ', 'Ὀδυσσεύς', 'ὈΔΥΣΣΕΎΣ'],
    ['ibrahim', 'İbrahim', 'IBRAHIM', 'Ibrahim'],
    ['amélie', 'Ame\u0301lie', 'AMÉLIE'],
    ['fifi', 'ﬁﬁ'],
    ["d'artagnan", 'D’Artagnan', 'dʼArtagnan'],
    ['小明', '小明', '小明\u3000'],
    ['カタカナ', 'ｶﾀｶﾅ'],
    ['가', '\u1100\u1161'],
    ['player2', 'Player²', 'player２'],
  ])('%s', (form, ...typed) => {
    expect(typed.map(normalName)).toEqual(typed.map(() => form))
    expect(normalName(form)).toBe(form)
  })
})

describe('names that may be', () => {
  test.each([
    'a',
    '7',
    'ann@example.com',
    'wx:o6_bmjrPTlm6',
    '"quoted"; drop',
    '小明7',
    'ann小明',
    'たろうtaro太郎',
    'ﾄﾞﾗｴもん',
    '한국a漢',
    'ㄅㄆㄇ漢a',
    'иван-1',
    'γιώργος',
    'محمد۷',
    'दीपक',
    'สมชาย',
    'შოთა',
    'コンピューター・ゲーム',
    'x'.repeat(64),
    '明'.repeat(64),
  ])('%s', typed => {
    const name = normalName(typed)
    expect(normalName(name)).toBe(name)
  })
})

describe('names that may not be', () => {
  test.each([
    ['Latin with Cyrillic', 'pаypal', 'expected letters of one script, got Latin with Cyrillic'],
    ['Latin with Greek', 'αlpha', 'expected letters of one script, got Latin with Greek'],
    ['Cyrillic with Greek', 'жω', 'expected letters of one script, got Cyrillic with Greek'],
    ['Han with Cyrillic', '明ж', 'expected letters of one script, got Han with Cyrillic'],
    ['Kana with Hangul', 'あ가', 'expected letters of one script, got Hiragana with Hangul'],
    [
      'Latin with the digits of another script',
      'ann७',
      'expected letters of one script, got Latin with Devanagari',
    ],
    [
      'a script that few can tell',
      'ᏣᎳᎩ',
      'expected letters, digits and the punctuation of ASCII, got ꮳ (U+ABB3)',
    ],
    [
      'a sign that is no letter',
      'ann🎲',
      'expected letters, digits and the punctuation of ASCII, got 🎲 (U+1F3B2)',
    ],
    [
      'a letter that looks like punctuation',
      'annː',
      'expected letters, digits and the punctuation of ASCII, got ː (U+02D0)',
    ],
    ['nothing', '', 'expected 1 to 64 characters, got 0'],
    ['spaces', ' \u3000 ', 'expected 1 to 64 characters, got 0'],
    ['too much', 'x'.repeat(65), 'expected 1 to 64 characters, got 65'],
    ['what becomes too much', 'ﷺ'.repeat(10), 'expected 1 to 64 characters, got 180'],
    ['far too much', 'X'.repeat(10_000), 'expected 1 to 64 characters, got 10000'],
    ['a line break', 'a\nb', 'expected letters that can be seen, got U+000A'],
    ['a control', 'a\u0000b', 'expected letters that can be seen, got U+0000'],
    ['half a character', 'a\ud800', 'expected letters that can be seen, got U+D800'],
    ['what shows nothing', 'a\u200bb', 'expected letters that can be seen, got U+200B'],
    [
      'what shows nothing between letters that join',
      'क्\u200dष',
      'expected letters that can be seen, got U+200D',
    ],
    ['a filler', 'a\u3164', 'expected letters that can be seen, got U+1160'],
    ['a soft hyphen', 'an\u00adn', 'expected letters that can be seen, got U+00AD'],
    ['a variant', '明\ufe00', 'expected letters that can be seen, got U+FE00'],
    ['another direction', '\u202eann', 'expected letters that can be seen, got U+202E'],
    ['an accent on nothing', '\u0301ann', 'expected letters that can be seen'],
    ['an accent on a space', 'ann \u0301', 'expected letters that can be seen'],
    ['a heap of accents', `a${'\u0316'.repeat(6)}`, 'expected letters that can be seen'],
    ['a private letter', 'a\ue000', 'expected letters that can be seen, got U+E000'],
    ['a letter that there is not', 'a\u0378', 'expected letters that can be seen, got U+0378'],
  ])('%s', (_, typed, problem) => {
    expect(() => normalName(typed)).toThrow(
      expect.objectContaining({ code: 'LOGIN_FAILED', message: `name: ${problem}` }),
    )
  })
})

test('a normal form is its own, whatever was typed', () => {
  const letters = fc.string({ unit: 'binary', maxLength: 12 })
  const names = fc.string({
    unit: fc.constantFrom(...'aAıİiﬁßςΣǰŉΐÅ\u030a\u0307ſ ½ⅷКк明カ가１²’ʼ\u0345'),
    maxLength: 12,
  })
  fc.assert(
    fc.property(fc.oneof(letters, names), typed => {
      const form = formOf(typed)
      fc.pre(form !== undefined)
      expect(normalName(form!)).toBe(form)
      expect(formOf(typed.normalize('NFD'))).toBe(form)
      expect(formOf(typed.normalize('NFKC'))).toBe(form)
    }),
    { numRuns: 500 },
  )
})

test('who types it larger or smaller types the same name', () => {
  const names = fc.string({ unit: fc.constantFrom(...'abzßéΣιжяＡ１ 한'), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(names, typed => {
      expect(formOf(typed.toUpperCase())).toBe(formOf(typed))
      expect(formOf(typed.toLowerCase())).toBe(formOf(typed))
    }),
  )
})

function formOf(typed: string): string | undefined {
  try {
    return normalName(typed)
  } catch {
    return undefined
  }
}

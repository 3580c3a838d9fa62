import { describe, expect, test } from 'vitest'
import { maskWords } from '../../../server/room/text/word-mask.ts'

const mask = maskWords(['admin', 'ass', 'assassin', 'c++', '外挂', 'ｓｐａｍ'])

describe('a word is covered, letter by letter', () => {
  test.each([
    ['in any case', 'An ASSASSIN and an AdMiN.', 'An ******** and an *****.'],
    ['within another', 'badminton', 'b*****ton'],
    ['with signs of its own', 'C++ or c', '*** or c'],
    ['full-width', 'the ＡＤＭＩＮ', 'the *****'],
    ['in other forms of letters', '𝐚𝐝𝐦𝐢𝐧 ⓐⓓⓜⓘⓝ admın', '***** ***** *****'],
    ['full-width in the list', 'no spam', 'no ****'],
    ['with joiners', 'a\u200dd\u034fm\ufe0fi\u3164n!', '*****!'],
    ['with marks that strike it out', 'a\u0336d\u0336m\u0336i\u0336n\u0336!', '*****!'],
    ['with spaces', 'a d m i n here', '* * * * * here'],
    ['with a space', 'I am ad min', 'I am ** ***'],
    ['with signs', 'a.d-m_i/n', '*.*-*_*/*'],
    ['with emoji', 'a😀d😀m😀i😀n', '*😀*😀*😀*😀*'],
    ['of Han, with spaces', '卖外 挂吗', '卖* *吗'],
    ['of Han, with signs', '外.*挂', '*.**'],
    ['twice', '外挂外挂', '****'],
  ])('%s', (_, text, covered) => {
    expect(mask(text)).toBe(covered)
  })
})

describe('what only looks like it from afar stays', () => {
  test.each([
    'it was so',
    'bad minister',
    'lead mining',
    '我在海外，挂念你',
    'ad then min',
    'c +',
    'a+b',
    '',
    'ａ full-width text stays as it is：好',
  ])('%s', text => {
    expect(mask(text)).toBe(text)
  })
})

test('a text made to take long does not', () => {
  const evil = maskWords(['+'.repeat(30), `a${'.'.repeat(40)}`, 'a b'])
  expect(evil('a b')).toBe('***')
  expect(evil(`x${'+'.repeat(500)}`)).toHaveLength(501)
  expect(evil(`a${'.'.repeat(499)}`)).toHaveLength(500)
})

test('no words, no filter', () => {
  expect(maskWords([])('anything')).toBe('anything')
  expect(maskWords(['', '\u200b'])('anything')).toBe('anything')
})

// What is wrong, in Chinese: no English is left in the middle of a sentence.

import { expect, test } from 'vitest'
import { mistakeInChinese } from '../../web/words/zh/mistakes.ts'

test.each([
  ['rows: expected an array, got "x"', 'rows：应为数组，实为 "x"'],
  ['name: expected 1 to 40 characters, got 41', 'name：应为 1 到 40 个字符，实为 41'],
  ['rows: expected rows of one length, 4096 cells at most', 'rows：应为长度相同的行，最多 4096 格'],
  ['list[0].id: expected an integer of 64 bits, got nothing', 'list[0].id：应为 64 位整数，实为空'],
  ['offer: there is no such offer', 'offer：不存在'],
  ['expected sign_cnt = 2, got 1', '应为 sign_cnt = 2，实为 1'],
  ['connection 2 is not open', '连接 2 未建立'],
  ['what nobody knows', 'what nobody knows'],
])('%s', (english, chinese) => {
  expect(mistakeInChinese(english)).toBe(chinese)
})

// What is wrong, in Chinese: no English is left in the middle of a sentence.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
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
  ['from, to: expected cells from 0 to 8', 'from, to：应为 0 到 8 之间的格子'],
  ['expected a number (letter O instead of zero), got 1O', '应为数字（把零写成了字母 O），实为 1O'],
  ['expected an integer, got an empty cell', '应为整数，实为空单元格'],
  ['what nobody knows', 'what nobody knows'],
])('%s', (english, chinese) => {
  expect(mistakeInChinese(english)).toBe(chinese)
})

const SERVER = resolve(import.meta.dirname, '../../server')
/** Where what players ask is refused; the rest speaks to operators. */
const FOR_PLAYERS = ['agent', 'auth', 'game', 'login', 'role', 'room', 'watchdog', 'work/compute']
const NOT_FOR_PLAYERS = /-commands?\.ts$|login\/(web|node|account\/credentials|key\/signing)/

/** `file: message`, with what is filled in as 7. */
function* refusals(): Generator<string> {
  for (const folder of FOR_PLAYERS)
    for (const name of readdirSync(join(SERVER, folder), { recursive: true }) as string[]) {
      const path = join(folder, name)
      if (!path.endsWith('.ts') || NOT_FOR_PLAYERS.test(path)) continue
      const text = readFileSync(join(SERVER, path), 'utf8')
      for (const [, said = '', filled = ''] of text.matchAll(
        /Error\(\s*'[A-Z_]+',\s*(?:[\w ]+,\s*)?(?:'([^']+)'|`([^`]+)`)/g,
      ))
        yield `${path}: ${(said || filled).replace(/\$\{[^}]*\}/g, '7')}`
    }
}

test('what the server refuses players with is said in Chinese', () => {
  const all = [...refusals()]
  expect(all.length).toBeGreaterThan(50)
  const unsaid = all.filter(each => {
    const [, said = ''] = /^\S+: (.+)$/.exec(each)!
    return /[a-z]+ [a-z]+ [a-z]+/.test(mistakeInChinese(said))
  })
  expect(unsaid).toEqual([])
})

// What is wrong with a body, in Chinese. The page's checks and the server's say it as `field: expected X, got Y`; here are
// the X and Y.

import { SENTENCES } from './sentences.ts'

const WORDS: Record<string, string> = {
  // of a type
  'an object': '对象',
  'an array': '数组',
  'a room that can be watched': '可以观战的房间',
  'true or false': 'true 或 false',
  boolean: 'true 或 false',
  'a string': '字符串',
  string: '字符串',
  'an integer': '整数',
  integer: '整数',
  'an integer of 64 bits': '64 位整数',
  'a number': '数字',
  number: '数字',
  text: '文本',
  'uid or acc': 'uid 或 acc',
  'a decimal id': '十进制 id',
  'the id of a room, or a kind with channels': '房间 id，或有频道的房间类型',
  'a room whose members talk': '可以发言的房间',
  'a rank from 1': '从 1 开始的名次',
  'rock, paper or scissors': 'rock、paper 或 scissors',
  // of a login
  'a name': '名字',
  'a token': '令牌',
  'letters that can be seen': '可见的字符',
  'letters, digits and the punctuation of ASCII': '字母、数字和 ASCII 标点',
  'letters of one script': '同一种文字的字母',
  'one that nobody guesses': '不容易被猜中的密码',
  'the name': '名字本身',
  'a common one': '常见的密码',
  another: '其他值',
  'ws://host:port': 'ws://主机:端口',
  'Authorization: Bearer, with an access token': '带访问令牌的 Authorization: Bearer',
  // of a frame
  'a request': '请求',
  JSON: 'JSON',
  'an object with name and data': '带 name 和 data 的对象',
  'an object as JSON': 'JSON 对象',
  // of a cell
  'a number without thousands separators': '不带千位分隔符的数字',
  'a number, not a percentage': '数字，而不是百分比',
  'a number (letter O instead of zero)': '数字（把零写成了字母 O）',
  'a number, not a date (format the cell as a number)': '数字，而不是日期（请把单元格设为数字格式）',
  'a number, not a time (format the cell as a number)': '数字，而不是时间（请把单元格设为数字格式）',
  'a number of at most 15 digits (make the column text for longer ids)':
    '最多 15 位的数字（更长的 id 请用文本列）',
  'text, not TRUE or FALSE (format the cell as text)': '文本，而不是 TRUE 或 FALSE（请把单元格设为文本格式）',
  'text, not a date (format the cell as text)': '文本，而不是日期（请把单元格设为文本格式）',
  'text, not a time (format the cell as text)': '文本，而不是时间（请把单元格设为文本格式）',
  'text, not a formula that has failed': '文本，而不是出错的公式',
  'text without control characters': '不含控制字符的文本',
  'a date as 2026-01-31 or 2026-01-31 18:00': '形如 2026-01-31 或 2026-01-31 18:00 的日期',
  'a date that is in the calendar': '日历上存在的日期',
  'a date, not a time without one': '日期，而不是单独的时间',
  'an object in braces': '花括号括起的对象',
  'an array of rows': '由行组成的数组',
  'the names of the columns': '列名',
  'the columns name and value': '列 name 和 value',
  'the file': '该文件',
  'one object': '一个对象',
  // of JSON
  'nothing more': '到此结束',
  'fewer levels': '更少的层级',
  'a name in quotes': '带引号的字段名',
  'a closing quote': '结束引号',
  'a string without line breaks and with known escapes': '不含换行、转义正确的字符串',
  'a value': '值',
  '"," or "}"': '"," 或 "}"',
  '"," or "]"': '"," 或 "]"',
  '"field = value"': '“字段 = 值”',
  // what came instead
  nothing: '空',
  'the end': '结尾',
  'an empty cell': '空单元格',
}

/** With a number or two in it. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^(\S+) to (\S+) characters$/, '$1 到 $2 个字符'],
  [/^at most (\S+) characters$/, '最多 $1 个字符'],
  [/^(\S+) to (\S+)$/, '$1 到 $2'],
  [/^a tag from (\S+) to (\S+)$/, '$1 到 $2 的 tag'],
  [/^at least (\S+)$/, '至少 $1'],
  [/^at most (\S+)$/, '最多 $1'],
  [/^the id of a room, as you are in several of the kind (\S+)$/, '房间 id，因为你在多个 $1 房间里'],
  [/^cells from (\S+) to (\S+)$/, '$1 到 $2 之间的格子'],
  [/^rows of one length, (\S+) cells at most$/, '长度相同的行，最多 $1 格'],
  [/^at most (\S+) cells$/, '最多 $1 个单元格'],
  [/^a known column$/, '已定义的列'],
  [/^a known column \((\S+)\?\)$/, '已定义的列（$1？）'],
  [/^the (\S+) of a row in (\S+)$/, '$2 中某一行的 $1'],
  [
    /^a (?:key|value) that no other row has; row (\S+)(?: of (.+))? has it$/,
    '不与其他行重复的值，第 $1 行已有',
  ],
  [/^a (?:row|column) named (.+)$/, '名为 $1 的行或列'],
  [/^one of (.+) \((.+)\?\)$/, '$1 之一（$2？）'],
  [/^one of (.+)$/, '$1 之一'],
]

/** `message`: in English. What is not known here stays as it is. */
export function mistakeInChinese(message: string): string {
  const [, field = '', said = ''] = /^(?:([\w.[\]]+(?::\d+)*(?:, [\w.[\]]+)*): )?(.+)$/s.exec(message) ?? []
  const text = expectationText(said) ?? translated(said, SENTENCES)
  if (text === undefined) return message
  return field === '' ? text : `${field}：${text}`
}

function expectationText(said: string): string | undefined {
  const [, expected, got] = /^expected (.+?)(?:, got (.+))?$/s.exec(said) ?? []
  if (expected === undefined) return undefined
  const wanted = `应为${spaced(wordOf(expected))}`
  return got === undefined ? wanted.trimEnd() : `${wanted}，实为${spaced(wordOf(got))}`
}

const wordOf = (text: string): string => WORDS[text] ?? translated(text, FORMS) ?? text

function translated(text: string, forms: typeof FORMS): string | undefined {
  const form = forms.find(([pattern]) => pattern.test(text))
  return form && text.replace(form[0], form[1])
}

/** Between Chinese and what is not, a space. */
const spaced = (text: string): string => (/^[\u4e00-\u9fff]/.test(text) ? text : ` ${text} `).trimEnd()

// What is wrong with a body, in Chinese. The page's checks and the server's say it as `field: expected X, got Y`; here are
// the X and Y.

const WORDS: Record<string, string> = {
  // of a type
  'an object': '对象',
  'an array': '数组',
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
  [/^at least (\S+)$/, '至少 $1'],
  [/^at most (\S+)$/, '最多 $1'],
  [/^cells from (\S+) to (\S+)$/, '$1 到 $2 之间的格子'],
  [/^rows of one length, (\S+) cells at most$/, '长度相同的行，最多 $1 格'],
  [/^one of (.+)$/, '$1 之一'],
]

/** Whole sentences. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(\S+) has no field "(.+)"$/, '$1 没有字段 "$2"'],
  [/^this message has no body$/, '此消息没有消息体'],
  [/^there is no such (\S+)$/, '不存在'],
  [/^there is no opponent yet$/, '还没有对手'],
  [/^you have shown your hand$/, '已经出过了'],
  [/^(\{\{.+\}\}) is in no earlier reply$/, '之前的应答中没有 $1'],
  [/^the schema has no (?:message|push) "(.+)"$/, 'schema 中没有消息 "$1"'],
  [/^connection (\S+) is not open$/, '连接 $1 未建立'],
  [/^nothing within (\S+) ms$/, '$1 毫秒内没有收到'],
  [/^stopped$/, '已停止'],
]

/** `message`: in English. What is not known here stays as it is. */
export function mistakeInChinese(message: string): string {
  const [, field = '', said = ''] = /^(?:([\w.[\]]+): )?(.+)$/s.exec(message) ?? []
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

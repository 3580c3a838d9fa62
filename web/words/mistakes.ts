// What is wrong with a body that is written, in the language of the page. It is said as `expected X, got Y` all over the
// page; here are the X and Y in Chinese.

import type { Language } from '../ui/settings.ts'

const WORDS: Record<string, string> = {
  // of a type
  'an object': '对象',
  'an array': '数组',
  'true or false': 'true 或 false',
  'a string': '字符串',
  base64: 'base64',
  'an integer of 64 bits': '64 位整数',
  'a number': '数字',
  text: '文本',
  // of JSON
  'nothing more': '到此结束',
  'fewer levels': '更少的层级',
  'a name in quotes': '带引号的字段名',
  'a closing quote': '结束引号',
  'a string without line breaks and with known escapes': '不含换行、转义正确的字符串',
  'a value': '值',
  '"," or "}"': '"," 或 "}"',
  '"," or "]"': '"," 或 "]"',
  // what came instead
  nothing: '空',
  'the end': '结尾',
  'an empty cell': '空单元格',
}

/** `message`: as the page's checks say it, in English. */
export function mistakeText(message: string, language: Language): string {
  if (language === 'en') return message
  const [, before = '', expected, got] = /^(.*?: )?expected (.+), got (.+)$/s.exec(message) ?? []
  if (expected !== undefined) return `${before}应为${spaced(wordOf(expected))}，实为${spaced(wordOf(got!))}`
  const [, type, field] = /^(?:.*?: )?(\w+) has no field "(.+)"$/.exec(message) ?? []
  if (field !== undefined) return `${type} 没有字段 "${field}"`
  return message === 'this message has no body' ? '此消息没有消息体' : message
}

export const wordOf = (text: string): string => WORDS[text] ?? text

/** Between Chinese and what is not, a space. */
const spaced = (text: string): string => (/^[\u4e00-\u9fff]/.test(text) ? text : ` ${text} `).trimEnd()

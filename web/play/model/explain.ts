// What codes mean, in the language of the page: the catalogue of the server, and the few closes of WebSockets themselves.

import type { SchemaAnswer } from '../../../protocol/page-api.ts'
import type { Language } from '../../ui/settings.ts'
import type { Failure } from './log.ts'

const STANDARD: Record<number, Record<Language, string>> = {
  1000: { en: 'closed', zh: '已关闭' },
  1001: { en: 'the server is going away', zh: '服务器正在离开' },
  1006: {
    en: 'connection lost or refused. Is the server running?',
    zh: '连接丢失或被拒绝。服务器在运行吗？',
  },
  1009: { en: 'a message was too large', zh: '消息太大' },
  1011: { en: 'an error inside the server', zh: '服务器内部错误' },
}

/** `reason`: what the client made of it, in English. */
export function closeText(answer: SchemaAnswer, code: number, reason: string, language: Language): string {
  const known = answer.closes[code] ?? STANDARD[code]
  if (!known) return reason
  const isMore = reason !== known.en && !reason.startsWith('the connection was lost') && reason.includes('(')
  return isMore ? withMore(known[language], /\((.*)\)$/.exec(reason)?.[1] ?? '', language) : known[language]
}

/** The page's own failures, which no server says. */
const OWN: Record<string, Record<Language, string>> = {
  NO_CONNECTION: { en: 'not sent: there is no connection', zh: '未发送：没有连接' },
  CLOSED: { en: 'the connection was lost before the reply', zh: '收到应答前连接已断开' },
  LOGIN_ENDED: { en: 'this login has ended: log in again', zh: '登录已失效，请重新登录' },
  NO_NAME: { en: 'type a name first', zh: '请先输入名字' },
  NO_PASSWORD: { en: 'type the password first', zh: '请先输入密码' },
  NO_CODE: { en: 'type the code of the platform first', zh: '请先输入平台的 code' },
}

/** Not a code of the server. */
export const isOwn = (code: string): boolean => Object.hasOwn(OWN, code)

/** What the server says where that is more than the catalogue does. */
export function failureText(answer: SchemaAnswer, failure: Failure, language: Language): string {
  const { code, message } = failure
  const known = [answer.errors, OWN].find(texts => Object.hasOwn(texts, code))?.[code] // a server may say `constructor`
  if (!known) return message
  if (code === 'BANNED') return banText(known[language], message, language)
  if (message === known.en || isOwn(code)) return known[language]
  return language === 'en' ? message : withMore(known.zh, message, language)
}

const BANS: Record<Language, { forGood: string; until: (time: string) => string }> = {
  en: { forGood: 'for good', until: time => `until ${time}` },
  zh: { forGood: '永久', until: time => `直到 ${time}` },
}

/** `message`: as the server says it, `banned until TIME: reason`. */
function banText(known: string, message: string, language: Language): string {
  const [, until, reason = ''] = /^banned (?:for good|until (\S+?))(?:: (.*))?$/s.exec(message) ?? []
  if (!message.startsWith('banned ')) return known
  const { forGood, until: say } = BANS[language]
  const end = until === undefined ? forGood : say(new Date(until).toLocaleString(language))
  return language === 'en'
    ? `${known} ${end}${reason && `: ${reason}`}`
    : `${known}（${end}）${reason && `：${reason}`}`
}

const withMore = (text: string, more: string, language: Language): string =>
  more === '' ? text : language === 'zh' ? `${text}（${more}）` : `${text} (${more})`

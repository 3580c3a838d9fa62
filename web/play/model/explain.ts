// What codes mean, in the language of the page: the catalogue of the server, and what only the page or the browser knows.

import type { Settings } from '../../ui/settings.ts'
import { translator, type Word } from '../../words/translator.ts'
import type { Failure } from './log.ts'
import type { Protocols } from './protocols.ts'

/** Who knows the server's catalogue and the page's words: the workspace. */
interface Speaker {
  readonly protocols: Protocols
  readonly settings: Settings
}

/** Closes of WebSockets themselves. */
const STANDARD: Record<number, Word> = {
  1000: 'closeDone',
  1001: 'closeLeaving',
  1006: 'closeLost',
  1009: 'closeTooLarge',
  1011: 'closeError',
}

/** The reason of a connection that this page has cut. */
export const CUT = 'cut on this page'

/** `reason`: what the client made of it, in English. */
export function closeText({ protocols, settings }: Speaker, code: number, reason: string): string {
  const { words, language } = settings
  if (reason === CUT) return words.closeCut
  const texts = protocols.answer.closes[code]
  const known = texts?.[language] ?? (STANDARD[code] && words[STANDARD[code]])
  if (!known) return reason
  const isMore = reason !== texts?.en && !reason.startsWith('the connection was lost')
  return withMore(settings, known, (isMore && /\((.*)\)$/.exec(reason)?.[1]) || '')
}

/** The page's own failures, which no server says. */
const OWN: Record<string, Word> = {
  NO_CONNECTION: 'failedNoConnection',
  CLOSED: 'failedClosed',
  LOGIN_ENDED: 'failedLoginEnded',
  NO_NAME: 'failedNoName',
  NO_PASSWORD: 'failedNoPassword',
  NO_CODE: 'failedNoCode',
}

/** Not a code of the server. */
export const isOwn = (code: string): boolean => Object.hasOwn(OWN, code)

/** What the server says where that is more than the catalogue does. */
export function failureText({ protocols, settings }: Speaker, { code, message }: Failure): string {
  const { errors } = protocols.answer
  const { words, language } = settings
  const texts = Object.hasOwn(errors, code) ? errors[code] : undefined // a server may say `constructor`
  if (!texts) return isOwn(code) ? words[OWN[code]!] : settings.mistake(message)
  if (code === 'BANNED') return banText(settings, texts[language], message)
  if (message === texts.en) return texts[language]
  return language === 'en' ? message : withMore(settings, texts[language], settings.mistake(message))
}

/** `message`: as the server says it, `banned until TIME: reason`. */
function banText(settings: Settings, known: string, message: string): string {
  if (!message.startsWith('banned ')) return known
  const t = translator(settings.words)
  const [, until, reason = ''] = /^banned (?:for good|until (\S+?))(?:: (.*))?$/s.exec(message) ?? []
  const end =
    until === undefined
      ? t('bannedForGood')
      : t('bannedUntil', new Date(until).toLocaleString(settings.language))
  return reason ? t('bannedWhy', known, end, reason) : t('banned', known, end)
}

const withMore = ({ words }: Settings, text: string, more: string): string =>
  more === '' ? text : translator(words)('withMore', text, more)

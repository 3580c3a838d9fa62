// The tables of the kit's error codes and close codes, from protocol/. A game's own codes need no manual.

import { CLOSES, type CloseCode, type ComesAgain } from '../../protocol/errors.ts'
import { CLOSES_ZH, ERRORS_ZH } from '../../protocol/errors.zh.ts'
import { KIT_ERRORS, type KitErrorCode } from '../../protocol/kit-errors.ts'
import { type Language, table } from './markdown.ts'

const HEADS = {
  errors: { en: ['code', 'meaning'], zh: ['错误码', '含义'] },
  closes: { en: ['code', 'meaning', 'connect again?'], zh: ['关闭码', '含义', '重连？'] },
}

const AGAIN: Record<Language, Record<ComesAgain, string>> = {
  en: { yes: 'yes', later: 'later', no: 'no' },
  zh: { yes: '是', later: '稍后', no: '否' },
}

export function errorTable(language: Language): string {
  const texts = language === 'en' ? KIT_ERRORS : ERRORS_ZH
  const rows = (Object.keys(KIT_ERRORS) as KitErrorCode[]).map(code => [`\`${code}\``, texts[code]])
  return table(HEADS.errors[language], rows)
}

export function closeTable(language: Language): string {
  const rows = Object.entries(CLOSES).map(([code, { reason, comesAgain }]) => [
    code,
    language === 'en' ? reason : CLOSES_ZH[Number(code) as CloseCode],
    AGAIN[language][comesAgain],
  ])
  return table(HEADS.closes[language], rows)
}

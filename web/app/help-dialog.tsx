// The help: keys, and what the server's codes mean.

import { useEffect, useRef } from 'preact/hooks'
import type { ComesAgain } from '../../protocol/client/index.ts'
import type { Texts } from '../../protocol/page-api.ts'
import { usePage } from '../play/page.ts'
import { IconButton } from '../ui/button.tsx'
import type { Word } from '../words/translator.ts'

const KEYS: [string[], Word][] = [
  [['Ctrl', 'Enter'], 'keySend'],
  [['Ctrl', 'K'], 'keyGoTo'],
  [['/'], 'keySearch'],
  [['Alt', '1 … 6'], 'keyViews'],
  [['1 … 9'], 'keyConnections'],
  [['↑', '↓', 'Home', 'End'], 'keyArrows'],
  [['Esc'], 'keyClose'],
  [['?'], 'keyHelp'],
]

const AGAIN_WORDS: Record<ComesAgain, Word> = { yes: 'comesAgain', later: 'comesLater', no: 'comesNot' }

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { page, t } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    if (page.view === 'components') dialog.current?.close()
  }, [page.view])
  const { language } = page.settings
  const { closes, comesAgain = {}, errors } = page.protocols.answer
  const say = (code: string, texts: Texts) => {
    const again = comesAgain[code]
    return again ? `${texts[language]} · ${t(AGAIN_WORDS[again])}` : texts[language]
  }
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <header>
        <h2 id="help-title">{t('help')}</h2>
        <IconButton icon="close" label={t('close')} onClick={() => dialog.current?.close()} />
      </header>
      <h3>{t('shortcuts')}</h3>
      <dl class="keys">
        {KEYS.map(([keys, word]) => (
          <div key={word}>
            <dt>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
      <Codes title={t('closeCodes')} codes={closes} say={say} isShort />
      <Codes title={t('errorCodes')} codes={errors} say={say} />
      <p class="hint">
        <a href="#components">{t('componentsLink')}</a>
      </p>
    </dialog>
  )
}

interface CodesProps {
  title: string
  codes: Record<string, Texts>
  say: (code: string, texts: Texts) => string
  /** The codes are numbers. */
  isShort?: boolean
}

function Codes({ title, codes, say, isShort = false }: CodesProps) {
  return (
    <>
      <h3>{title}</h3>
      <dl class={isShort ? 'codes short' : 'codes'}>
        {Object.entries(codes).map(([code, texts]) => (
          <div key={code}>
            <dt>{code}</dt>
            <dd>{say(code, texts)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

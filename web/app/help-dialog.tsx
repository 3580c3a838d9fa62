// The help: keys, and what the server's codes mean.

import { useEffect, useRef } from 'preact/hooks'
import type { ComesAgain } from '../../protocol/client/index.ts'
import { usePage } from '../play/page.ts'
import { Icon } from '../ui/icon.tsx'
import type { Word } from '../ui/words.ts'

const KEYS: [string[], Word][] = [
  [['/'], 'keySearch'],
  [['Ctrl', 'Enter'], 'keySend'],
  [['Alt', '1 … 5'], 'keyViews'],
  [['1 … 9'], 'keyConnections'],
  [['↑', '↓', 'Home', 'End'], 'keyArrows'],
  [['?'], 'keyHelp'],
]

const AGAIN_WORDS: Record<ComesAgain, Word> = { yes: 'comesAgain', later: 'comesLater', no: 'comesNot' }

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { page, t } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { closes, comesAgain = {}, errors } = page.protocols.answer
  const explain = (code: string, reason: string) => {
    const again = comesAgain[code]
    return again ? `${reason} · ${t(AGAIN_WORDS[again])}` : reason
  }
  const explained = Object.entries(closes).map(([code, reason]) => [code, explain(code, reason)])
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <header>
        <h2 id="help-title">{t('help')}</h2>
        <button
          type="button"
          class="quiet icon"
          aria-label={t('close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
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
      <Codes title={t('closeCodes')} codes={Object.fromEntries(explained)} />
      <Codes title={t('errorCodes')} codes={errors} />
    </dialog>
  )
}

function Codes({ title, codes }: { title: string; codes: Record<string, string> }) {
  return (
    <>
      <h3>{title}</h3>
      <dl class="codes">
        {Object.entries(codes).map(([code, text]) => (
          <div key={code}>
            <dt>{code}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

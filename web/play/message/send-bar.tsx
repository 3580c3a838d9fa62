// The line with Send: as whom, in which format, with or without a reply. It stands at the same place whatever the message.

import { Icon } from '../../ui/icon.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useStore, useStoreNow } from '../../ui/store.ts'
import { nameOf, STATE_WORDS } from '../connection/state-words.ts'
import type { Connection } from '../model/connection.ts'
import type { Message } from '../model/protocols.ts'
import { usePage } from '../page.ts'

export function SendBar({ message }: { message: Message }) {
  const { page, t } = usePage()
  const { draft, connection, sending } = page
  useStoreNow(draft)
  useStoreNow(sending)
  useStore(connection)
  const { state, canSend } = connection
  const isUnderWay = !canSend && state !== 'closed'
  return (
    <div class="send-bar">
      <Segmented
        label={t('format')}
        values={[
          ['binary', t('binary')],
          ['text', t('text')],
        ]}
        selected={sending.format ?? connection.settings.format}
        onSelect={format => sending.change({ format })}
      />
      {message.isAnswered && (
        <button
          type="button"
          class="chip"
          aria-pressed={sending.isSilent}
          title={t('sendWithoutHint')}
          onClick={() => sending.change({ isSilent: !sending.isSilent })}
        >
          {t('sendWithout')}
        </button>
      )}
      <span class="send-obstacle errors" role="status">
        {!draft.isSendable && t('errorCount', draft.textErrors.length)}
      </span>
      <button
        type="button"
        class={`primary send tone-${connection.id % 6}`}
        disabled={!draft.isSendable || isUnderWay}
        title="Ctrl+Enter"
        onClick={() => page.send()}
      >
        <Icon name="send" />
        {isUnderWay ? <span>{t(STATE_WORDS[state])}</span> : <Label connection={connection} />}
      </button>
    </div>
  )
}

/** A name that is too long for the button is cut, and not what the button does. */
function Label({ connection }: { connection: Connection }) {
  const { t } = usePage()
  const [before, after] = t(connection.canSend ? 'sendAs' : 'connectAndSend', '\n').split('\n')
  return (
    <span class="send-label">
      <span>{before}</span>
      <span class="send-name">{nameOf(connection, t)}</span>
      <span>{after}</span>
    </span>
  )
}

// Writes one message: what it is for, its body as a form or as JSON, and how it is sent.

import { useState } from 'preact/hooks'
import { Icon } from '../../ui/icon.tsx'
import { useField, useStore, useStoreNow } from '../../ui/store.ts'
import { Tabs } from '../../ui/tabs.tsx'
import type { Message } from '../model/protocols.ts'
import { usePage } from '../page.ts'
import { JsonEditor } from './json-editor.tsx'
import { type SendOptions, sendDraft } from './send.ts'
import { StructForm } from './struct-form.tsx'
import { TypeDoc } from './type-doc.tsx'

type Editor = 'form' | 'json'

export function Composer() {
  const { page, t } = usePage()
  const { message } = page
  if (!message) return <section class="composer panel">{t('noMatch')}</section>
  return (
    <section class="composer panel" aria-label={t('message')}>
      <header class="composer-head">
        <h2>{message.name}</h2>
        <span class="tag">{t('tag', message.tag)}</span>
        {message.isPush ? <span class="tag">{t('push')}</span> : <ComposerTools message={message} />}
      </header>
      {message.comment && <p class="comment">{message.comment}</p>}
      {message.isPush ? <PushDoc message={message} /> : <Writer key={message.name} message={message} />}
    </section>
  )
}

function PushDoc({ message }: { message: Message }) {
  const { t } = usePage()
  return (
    <>
      <p class="hint">{t('pushOnly')}</p>
      <TypeDoc type={message.request} empty={t('noBody')} />
    </>
  )
}

function Writer({ message }: { message: Message }) {
  const { page, t } = usePage()
  useStoreNow(page.draft)
  useStore(page.connection)
  const [editor, setEditor] = useState<Editor>('form')
  const [format, setFormat, formatNow] = useField(page.connection.settings.format)
  const [isSilent, setSilent, isSilentNow] = useField(false)
  const send = () => sendDraft(page, { format: formatNow(), isSilent: isSilentNow() })
  return (
    <form
      class="writer"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        send()
      }}
    >
      {message.request ? (
        <Tabs
          label={t('view')}
          tabs={[
            ['form', t('form')],
            ['json', t('json')],
          ]}
          selected={editor}
          onSelect={setEditor}
        >
          <div class="scroll">{editor === 'form' ? <DraftForm message={message} /> : <JsonEditor />}</div>
        </Tabs>
      ) : (
        <p class="hint">{t('noBody')}</p>
      )}
      <SendBar options={{ format, isSilent }} onFormat={setFormat} onSilent={setSilent} />
      <details class="reply-doc" open>
        <summary>{t('reply')}</summary>
        <TypeDoc type={message.response} empty={t(message.isAnswered ? 'emptyReply' : 'noReply')} />
      </details>
    </form>
  )
}

function DraftForm({ message }: { message: Message }) {
  const { page } = usePage()
  const { draft } = page
  const errors = new Map(draft.errors.map(error => [error.path, error.message]))
  return (
    <StructForm
      type={message.request!}
      value={draft.value}
      path=""
      errors={errors}
      onEdit={edit => draft.change(edit)}
    />
  )
}

interface SendBarProps {
  options: SendOptions
  onFormat: (format: 'binary' | 'text') => void
  onSilent: (isSilent: boolean) => void
}

function SendBar({ options, onFormat, onSilent }: SendBarProps) {
  const { page, t } = usePage()
  const { draft, connection } = page
  const obstacle = !draft.isSendable
    ? t('fixFirst')
    : connection.state === 'open'
      ? undefined
      : t('notConnected')
  return (
    <div class="send-bar">
      <div class="segmented" role="group" aria-label={t('format')}>
        {(['binary', 'text'] as const).map(format => (
          <button
            key={format}
            type="button"
            aria-pressed={options.format === format}
            onClick={() => onFormat(format)}
          >
            {t(format)}
          </button>
        ))}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={options.isSilent}
          onChange={event => onSilent(event.currentTarget.checked)}
        />
        {t('sendWithout')}
      </label>
      <span class="grow" />
      <button
        type="submit"
        class={`primary tone-${connection.id % 6}`}
        disabled={obstacle !== undefined}
        title={obstacle ?? 'Ctrl+Enter'}
      >
        <Icon name="send" /> {t('send')}
      </button>
    </div>
  )
}

function ComposerTools({ message }: { message: Message }) {
  const { page, t } = usePage()
  const { name } = message
  const [added, setAdded] = useState<string>()
  const add = () => {
    const { format } = page.connection.settings
    const connection = page.connections.indexOf(page.connection) + 1
    page.scenarios.addStep({ kind: 'send', name, text: page.draft.text, connection, format, repeat: 1 })
    setAdded(name)
  }
  return (
    <>
      <span class="grow" />
      <button type="button" class="quiet" onClick={() => page.draft.start(message.request)}>
        <Icon name="refresh" /> {t('reset')}
      </button>
      <button type="button" class="quiet" onClick={add}>
        <Icon name="plus" /> {t(added === name ? 'addedToScenario' : 'toScenario')}
      </button>
    </>
  )
}

// Writes one message: its body as a form or as JSON, and below it Send, which never moves. What the message is for stands
// in one line that opens.

import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Lazy } from '../../ui/lazy.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useStoreNow } from '../../ui/store.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { Coded } from '../../words/coded.tsx'
import type { Message } from '../model/protocols.ts'
import { usePage } from '../page.ts'
import { SendBar } from './send-bar.tsx'
import { StructForm } from './struct-form.tsx'

const loadJson = async () => (await import('./json-editor.tsx')).JsonEditor

type Editor = 'form' | 'json'

export function Composer() {
  const { page, t } = usePage()
  const { message } = page
  return (
    <section class="pane composer" aria-label={t('message')}>
      {message ? <Written message={message} /> : <EmptyState icon="messages" text={t('noMatch')} />}
    </section>
  )
}

function Written({ message }: { message: Message }) {
  const { t } = usePage()
  if (message.isPush)
    return (
      <>
        <Head message={message} />
        <EmptyState icon="down" text={t('pushOnly')} />
      </>
    )
  return (
    <>
      {message.request ? (
        <Writer key={message.name} message={message} />
      ) : (
        <>
          <Head message={message} />
          <EmptyState icon="send" text={t('noBody')} />
        </>
      )}
      <SendBar message={message} />
    </>
  )
}

/** The line of a message that has nothing to write. */
function Head({ message }: { message: Message }) {
  return (
    <>
      <header class="pane-head">
        <Title message={message} />
        <Tools message={message} />
      </header>
      <Purpose message={message} />
    </>
  )
}

function Title({ message }: { message: Message }) {
  const { t } = usePage()
  return (
    <>
      <h2>{message.name}</h2>
      <span class="tag">{t('tag', message.tag)}</span>
      {message.isPush && <span class="tag">{t('push')}</span>}
      <span class="grow" />
    </>
  )
}

function Purpose({ message: { comment: text } }: { message: Message }) {
  const [first, ...rest] = text.split('\n')
  if (text === '') return null
  if (rest.length === 0 && text.length < 90)
    return (
      <p class="purpose comment">
        <Coded text={text} />
      </p>
    )
  return (
    <details class="purpose">
      <summary class="comment">
        <Coded text={first!} />
      </summary>
      <p class="comment">
        <Coded text={rest.length === 0 ? text : rest.join('\n')} />
      </p>
    </details>
  )
}

function Writer({ message }: { message: Message }) {
  const { page, t } = usePage()
  useStoreNow(page.draft)
  const [editor, setEditor] = useState<Editor>('form')
  return (
    <Tabs
      label={t('view')}
      tabs={[
        ['form', t('form')],
        ['json', t('json')],
      ]}
      selected={editor}
      onSelect={setEditor}
      before={<Title message={message} />}
      after={<Tools message={message} />}
    >
      <Purpose message={message} />
      <div class="scroll grow writer">
        {editor === 'form' ? <DraftForm message={message} /> : <Lazy load={loadJson} props={{}} />}
      </div>
    </Tabs>
  )
}

function DraftForm({ message }: { message: Message }) {
  const { page } = usePage()
  const { draft, settings } = page
  const errors = new Map(draft.errors.map(({ path, message }) => [path, settings.mistake(message)]))
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

function Tools({ message }: { message: Message }) {
  const { page, t } = usePage()
  const { name } = message
  const link = () => {
    void navigator.clipboard.writeText(location.href)
    page.toasts.show({ text: t('linkCopied') })
  }
  const reset = () => {
    const old = page.draft.text
    page.draft.start(message.request)
    page.toasts.show({ text: t('wasReset', name), undo: () => page.choose(message, old) })
  }
  const add = () => {
    const format = page.sending.format ?? page.connection.settings.format
    const connection = page.connections.indexOf(page.connection) + 1
    page.scenarios.addStep({ kind: 'send', name, text: page.draft.text, connection, format, repeat: 1 })
    page.toasts.show({ text: t('addedToScenario', page.scenarios.selected?.name ?? '') })
  }
  return (
    <Popover label={t('more')} class="quiet icon" button={<Icon name="more" />}>
      {close => {
        const closing = (act: () => void) => () => {
          close()
          act()
        }
        return (
          <div class="menu">
            {!message.isPush && (
              <>
                <Button icon="undo" onClick={closing(reset)}>
                  {t('reset')}
                </Button>
                <Button icon="scenarios" onClick={closing(add)}>
                  {t('toScenario')}
                </Button>
              </>
            )}
            <Button icon="link" onClick={closing(link)}>
              {t('copyLink')}
            </Button>
          </div>
        )
      }}
    </Popover>
  )
}

// All messages of the schema by prefix, searchable; beside them what was sent earlier. The list is one stop of the Tab
// key; arrow keys go through it.

import { useState } from 'preact/hooks'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Lazy } from '../../ui/lazy.tsx'
import { moveFocus } from '../../ui/move-focus.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { useField, useStore } from '../../ui/store.ts'
import { Coded } from '../../words/coded.tsx'
import type { Message, MessageGroup } from '../model/protocols.ts'
import { usePage } from '../page.ts'

const loadHistory = async () => (await import('./history-list.tsx')).HistoryList

type Tab = 'messages' | 'history'

interface Props {
  onChosen?: () => void
}

export function MessageList({ onChosen }: Props) {
  const { t } = usePage()
  const [tab, setTab] = useState<Tab>('messages')
  return (
    <section class="pane message-list" aria-label={t('messages')}>
      <header class="pane-head">
        <Segmented
          label={t('messages')}
          values={[
            ['messages', t('all')],
            ['history', t('history')],
          ]}
          selected={tab}
          onSelect={setTab}
        />
      </header>
      {tab === 'messages' ? <Found onChosen={onChosen} /> : <Lazy load={loadHistory} props={{ onChosen }} />}
    </section>
  )
}

/** Into the form, to go on typing. */
const focusForm = (): void =>
  void requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('.composer .field-value :is(input, textarea)')?.focus(),
  )

function Found({ onChosen }: { onChosen: Props['onChosen'] }) {
  const { page, t } = usePage()
  useStore(page.server)
  const [search, setSearch, searchNow] = useField('')
  const groups = page.protocols.groups(search)
  const choose = (message: Message) => {
    page.choose(message)
    onChosen?.()
  }
  const chooseFirst = () => {
    const first = page.protocols.groups(searchNow())[0]?.messages[0]
    if (!first) return
    choose(first)
    focusForm()
  }
  const shown = groups.flatMap(group => group.messages)
  const stop = shown.includes(page.message!) ? page.message : shown[0]
  return (
    <>
      <div class="list-search">
        <input
          id="message-search"
          type="search"
          aria-label={t('searchMessages')}
          placeholder={t('searchMessages')}
          value={search}
          onInput={event => setSearch(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') chooseFirst()
          }}
        />
        {search === '' && <kbd>/</kbd>}
      </div>
      <div class="scroll grow" role="presentation" onKeyDown={event => moveFocus(event, '.row')}>
        {groups.length === 0 && <EmptyState icon="search" text={t('noMatch')} />}
        {groups.map(group => (
          <Group key={group.prefix} group={group} stop={stop} onChoose={choose} />
        ))}
      </div>
    </>
  )
}

interface GroupProps {
  group: MessageGroup
  /** Where the Tab key stops. */
  stop: Message | undefined
  onChoose: (message: Message) => void
}

function Group({ group, stop, onChoose }: GroupProps) {
  const { t } = usePage()
  return (
    <section class="message-group">
      <h3>{group.prefix || t('general')}</h3>
      <ul>
        {group.messages.map(message => (
          <Item key={message.name} message={message} isStop={message === stop} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  )
}

interface ItemProps {
  message: Message
  isStop: boolean
  onChoose: (message: Message) => void
}

function Item({ message, isStop, onChoose }: ItemProps) {
  const { page, t } = usePage()
  return (
    <li>
      <button
        type="button"
        class="row"
        tabIndex={isStop ? 0 : -1}
        aria-current={page.message === message ? 'true' : undefined}
        onClick={() => onChoose(message)}
      >
        <span class="row-name">
          {message.name}
          {message.isPush && <span class="tag">{t('push')}</span>}
        </span>
        {message.comment && (
          <span class="comment">
            <Coded text={message.comment.split('\n')[0]!} />
          </span>
        )}
      </button>
    </li>
  )
}

// All messages of the schema by prefix, searchable; beside them what was sent earlier.

import { useState } from 'preact/hooks'
import { moveFocus } from '../../app/shortcuts.ts'
import { useField } from '../../ui/store.ts'
import { Tabs } from '../../ui/tabs.tsx'
import type { Message, MessageGroup } from '../model/protocols.ts'
import { usePage } from '../page.ts'
import { HistoryList } from './history-list.tsx'

type Tab = 'messages' | 'history'

export function MessageList({ onChosen }: { onChosen: () => void }) {
  const { t } = usePage()
  const [tab, setTab] = useState<Tab>('messages')
  return (
    <section class="message-list panel" aria-label={t('messages')}>
      <Tabs
        label={t('messages')}
        tabs={[
          ['messages', t('messages')],
          ['history', t('history')],
        ]}
        selected={tab}
        onSelect={setTab}
      >
        {tab === 'messages' ? <Found onChosen={onChosen} /> : <HistoryList onChosen={onChosen} />}
      </Tabs>
    </section>
  )
}

function Found({ onChosen }: { onChosen: () => void }) {
  const { page, t } = usePage()
  const [search, setSearch, searchNow] = useField('')
  const groups = page.protocols.groups(search)
  const choose = (message: Message) => {
    page.choose(message)
    onChosen()
  }
  const chooseFirst = () => {
    const first = page.protocols.groups(searchNow())[0]?.messages[0]
    if (first) choose(first)
  }
  return (
    <>
      <input
        id="message-search"
        type="search"
        class="search"
        aria-label={t('searchMessages')}
        placeholder={`${t('searchMessages')}  /`}
        value={search}
        onInput={event => setSearch(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') chooseFirst()
        }}
      />
      <div class="scroll" role="presentation" onKeyDown={event => moveFocus(event, '.message-item')}>
        {groups.length === 0 && <p class="empty">{t('noMatch')}</p>}
        {groups.map(group => (
          <Group key={group.prefix} group={group} onChoose={choose} />
        ))}
      </div>
    </>
  )
}

function Group({ group, onChoose }: { group: MessageGroup; onChoose: (message: Message) => void }) {
  const { t } = usePage()
  return (
    <section class="message-group">
      <h3>{group.prefix || t('general')}</h3>
      <ul>
        {group.messages.map(message => (
          <Item key={message.name} message={message} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  )
}

function Item({ message, onChoose }: { message: Message; onChoose: (message: Message) => void }) {
  const { page, t } = usePage()
  return (
    <li>
      <button
        type="button"
        class="message-item"
        aria-current={page.message === message ? 'true' : undefined}
        onClick={() => onChoose(message)}
      >
        <span class="message-name">
          {message.name}
          {message.isPush && <span class="tag">{t('push')}</span>}
        </span>
        {message.comment && <span class="comment">{message.comment.split('\n')[0]}</span>}
      </button>
    </li>
  )
}

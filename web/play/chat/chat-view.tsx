// Chat: a column for each player who is connected, side by side.

import { Icon } from '../../ui/icon.tsx'
import { useField, useStore } from '../../ui/store.ts'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { ChatSession } from '../model/chat-session.ts'
import type { Connection } from '../model/connection.ts'
import { usePage } from '../page.ts'
import { ChatRoomPane } from './chat-room-pane.tsx'

const NEEDED = ['room_list', 'room_join', 'room_say', 'room_history', 'room_message']

export function ChatView() {
  const { t } = usePage()
  return (
    <PlayerColumns needed={NEEDED} what="room_*" label={t('chat')}>
      {connection => <ChatColumn connection={connection} />}
    </PlayerColumns>
  )
}

function ChatColumn({ connection }: { connection: Connection }) {
  const { page } = usePage()
  return <Chat session={page.chatOf(connection)} />
}

function Chat({ session }: { session: ChatSession }) {
  useStore(session)
  return (
    <div class="chat">
      {session.problem && (
        <p class="errors chat-problem" role="alert">
          {session.problem}
        </p>
      )}
      <RoomList session={session} />
      <ChatRoomPane session={session} />
    </div>
  )
}

function RoomList({ session }: { session: ChatSession }) {
  const { t } = usePage()
  const others = session.rooms.filter(room => !session.joined.has(room.id))
  return (
    <section class="room-list" aria-label={t('rooms')}>
      <header>
        <h3>{t('rooms')}</h3>
        <span class="grow" />
        <button
          type="button"
          class="quiet icon"
          aria-label={t('refresh')}
          title={t('refresh')}
          onClick={() => void session.refresh()}
        >
          <Icon name="refresh" />
        </button>
      </header>
      <ul class="scroll">
        {[...session.joined.values()].map(room => (
          <li key={room.id}>
            <button
              type="button"
              class="message-item room"
              aria-current={session.active === room ? 'true' : undefined}
              onClick={() => session.select(room.id)}
            >
              <span class="message-name">{room.info.name || room.info.kind}</span>
              {room.unread > 0 && <span class="tag warn">{t('unread', room.unread)}</span>}
            </button>
          </li>
        ))}
        {others.map(room => (
          <li key={room.id} class="room-other">
            <span class="message-name">
              {room.name || room.kind} {room.is_private && <Icon name="lock" />}
            </span>
            <span class="hint">
              {room.members}/{room.max_members}
            </span>
            <JoinButton session={session} id={room.id} isPrivate={room.is_private} />
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => void session.join({ kind: 'world' })}>
        {t('joinWorld')}
      </button>
      <CreateRoom session={session} />
    </section>
  )
}

function JoinButton({ session, id, isPrivate }: { session: ChatSession; id: string; isPrivate: boolean }) {
  const { t } = usePage()
  const [password, setPassword, passwordNow] = useField('')
  return (
    <form
      class="join"
      onSubmit={event => {
        event.preventDefault()
        void session.join({ id, password: passwordNow() })
      }}
    >
      {isPrivate && (
        <input
          type="password"
          autocomplete="off"
          aria-label={t('password')}
          placeholder={t('password')}
          value={password}
          onInput={event => setPassword(event.currentTarget.value)}
        />
      )}
      <button type="submit">{t('join')}</button>
    </form>
  )
}

function CreateRoom({ session }: { session: ChatSession }) {
  const { t } = usePage()
  const [name, setName, nameNow] = useField('')
  const [password, setPassword, passwordNow] = useField('')
  return (
    <form
      class="create-room"
      onSubmit={event => {
        event.preventDefault()
        void session.create(nameNow(), passwordNow())
        setName('')
      }}
    >
      <input
        aria-label={t('roomName')}
        placeholder={t('roomName')}
        value={name}
        onInput={event => setName(event.currentTarget.value)}
      />
      <input
        type="password"
        autocomplete="off"
        aria-label={t('passwordOptional')}
        placeholder={t('passwordOptional')}
        value={password}
        onInput={event => setPassword(event.currentTarget.value)}
      />
      <button type="submit" disabled={name.trim() === ''}>
        {t('create')}
      </button>
    </form>
  )
}

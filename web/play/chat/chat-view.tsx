// Chat: a column for each player, side by side. A column is the list of rooms, or a room that the player is in.

import { useEffect } from 'preact/hooks'
import { IconButton } from '../../ui/button.tsx'
import { moveFocus } from '../../ui/move-focus.ts'
import { useStore } from '../../ui/store.ts'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { Connection } from '../model/connection.ts'
import { failureText } from '../model/explain.ts'
import { usePage } from '../page.ts'
import { ChatRoom } from './chat-room.tsx'
import { ChatSession } from './chat-session.ts'
import { RoomList } from './room-list.tsx'
import { roomName } from './room-name.ts'

const NEEDED = ['room_list', 'room_join', 'room_say', 'room_history', 'room_message']

export function ChatView() {
  const { t } = usePage()
  return (
    <PlayerColumns needed={NEEDED} what="room_*" label={t('chat')} icon="chat">
      {connection => <ChatColumn connection={connection} />}
    </PlayerColumns>
  )
}

function ChatColumn({ connection }: { connection: Connection }) {
  const { page } = usePage()
  return <Chat session={page.panelOf(connection, ChatSession)} />
}

function Chat({ session }: { session: ChatSession }) {
  useStore(session, session.connection)
  useEffect(() => {
    session.start()
    return () => session.stop()
  }, [session])
  const room = session.active
  return (
    <>
      <RoomTabs session={session} />
      <Told session={session} />
      {room ? <ChatRoom key={room.id} session={session} room={room} /> : <RoomList session={session} />}
    </>
  )
}

/** What was refused, or whispered. */
function Told({ session }: { session: ChatSession }) {
  const { page, t } = usePage()
  const { problem, whispered } = session
  if (!problem && !whispered) return null
  return (
    <div class={`notice ${problem ? 'bad' : ''}`} role="alert">
      <span class="grow">
        {problem
          ? failureText(page.protocols.answer, problem, page.settings.language)
          : t('whispers', whispered!.acc, whispered!.text)}
      </span>
      <IconButton icon="close" label={t('close')} onClick={() => session.dismiss()} />
    </div>
  )
}

function RoomTabs({ session }: { session: ChatSession }) {
  const { t } = usePage()
  const { active } = session
  return (
    <nav class="room-tabs" aria-label={t('rooms')} onKeyDown={event => moveFocus(event, 'button')}>
      <button
        type="button"
        class="chip"
        aria-pressed={active === undefined}
        onClick={() => session.select(undefined)}
      >
        {t('rooms')}
      </button>
      {[...session.joined.values()].map(room => (
        <button
          key={room.id}
          type="button"
          class="chip"
          aria-pressed={active === room}
          onClick={() => session.select(room.id)}
        >
          {roomName(room.info)}
          {room.unread > 0 && <span class="tag warn">{t('unread', room.unread)}</span>}
        </button>
      ))}
    </nav>
  )
}

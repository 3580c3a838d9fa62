// Chat: a column for each player, side by side. A column is the list of rooms, or a room that the player is in.

import { useEffect } from 'preact/hooks'
import { IconButton } from '../../ui/button.tsx'
import { moveFocus } from '../../ui/move-focus.ts'
import { useStore } from '../../ui/store.ts'
import { PlayerColumns } from '../connection/player-columns.tsx'
import type { Connection } from '../model/connection.ts'
import { usePage } from '../page.ts'
import { Refusal } from '../refusal.tsx'
import { askFor, useAnswer } from '../use-answer.ts'
import { ChatRoom } from './chat-room.tsx'
import { ChatSession } from './chat-session.ts'
import { RoomList } from './room-list.tsx'
import { roomName } from './room-name.ts'

const NEEDED = ['room_list', 'room_join', 'room_say', 'room_history', 'room_message']

/** Of this server, in characters. */
interface Limits {
  nameLength: number
  textLength: number
}

const askForLimits = () => askFor<Limits>('/api/rooms')

export function ChatView() {
  const { page, t } = usePage()
  const { answer: limits } = useAnswer(askForLimits)
  const sessionOf = (connection: Connection) => page.panelOf(connection, ChatSession)
  return (
    <PlayerColumns
      needed={NEEDED}
      what="room_*"
      label={t('chat')}
      icon="chat"
      hasContent={connection => sessionOf(connection).hasContent}
    >
      {connection => <Chat session={sessionOf(connection)} limits={limits} />}
    </PlayerColumns>
  )
}

interface ChatProps {
  session: ChatSession
  /** undefined: not known yet. */
  limits: Limits | undefined
}

function Chat({ session, limits }: ChatProps) {
  useStore(session, session.connection)
  useEffect(() => {
    session.start()
    return () => session.stop()
  }, [session])
  const room = session.active
  return (
    <>
      <RoomTabs session={session} />
      <div class="over">
        <Told session={session} />
      </div>
      {room ? (
        <ChatRoom key={room.id} session={session} room={room} textLength={limits?.textLength} />
      ) : (
        <RoomList session={session} nameLength={limits?.nameLength} />
      )}
    </>
  )
}

/** What was refused, or whispered. */
function Told({ session }: { session: ChatSession }) {
  const { page, t } = usePage()
  const { problem, whispered } = session
  if (problem || !whispered) return <Refusal failure={problem} onClose={() => session.dismiss()} />
  return (
    <div class="notice" role="alert">
      <span class="grow">{t('whispers', page.nameOf(whispered), whispered.text)}</span>
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
          <span title={roomName(room.info)}>{roomName(room.info)}</span>
          {room.unread > 0 && <span class="tag warn">{t('unread', room.unread)}</span>}
        </button>
      ))}
    </nav>
  )
}

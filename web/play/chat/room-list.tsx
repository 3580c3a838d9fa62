// The rooms that there are, to join, and one to open. New ones of others appear by themselves.

import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useField } from '../../ui/store.ts'
import type { RoomInfo } from '../model/panel-messages.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import type { ChatSession } from './chat-session.ts'
import { roomName } from './room-name.ts'

export function RoomList({ session }: { session: ChatSession }) {
  const { t } = usePage()
  const isIn = panelStateOf(session.connection) === 'in'
  const others = session.rooms?.filter(room => !session.joined.has(room.id))
  return (
    <section class="room-list" aria-label={t('rooms')}>
      <ul class="scroll grow">
        {others?.map(room => (
          <Room key={room.id} session={session} room={room} />
        ))}
        {isIn && !others && <li class="hint">{t('loadingRooms')}</li>}
        {others?.length === 0 && (
          <li class="hint">{t(session.joined.size > 0 ? 'noOtherRooms' : 'noRooms')}</li>
        )}
      </ul>
      <fieldset disabled={!isIn}>
        <Button icon="chat" onClick={() => void session.join({ kind: 'world' })}>
          {t('joinWorld')}
        </Button>
        <CreateRoom session={session} />
      </fieldset>
    </section>
  )
}

function Room({ session, room }: { session: ChatSession; room: RoomInfo }) {
  const { t } = usePage()
  const [password, setPassword, passwordNow] = useField('')
  const isIn = panelStateOf(session.connection) === 'in'
  return (
    <li class="room">
      <p>
        <strong>{roomName(room)}</strong>
        {room.is_locked && <Icon name="lock" />}
        <span class="hint number">
          {room.members}/{room.max_members}
        </span>
      </p>
      <form
        onSubmit={event => {
          event.preventDefault()
          void session.join({ id: room.id, password: passwordNow() })
        }}
      >
        {room.is_private && (
          <input
            type="password"
            autocomplete="off"
            aria-label={t('password')}
            placeholder={t('password')}
            value={password}
            onInput={event => setPassword(event.currentTarget.value)}
          />
        )}
        <button type="submit" disabled={!isIn || room.is_locked}>
          {t('join')}
        </button>
      </form>
    </li>
  )
}

/** What is typed stays where it was refused. */
function CreateRoom({ session }: { session: ChatSession }) {
  const { t } = usePage()
  const [name, setName, nameNow] = useField('')
  const [password, setPassword, passwordNow] = useField('')
  const create = async () => {
    if (!(await session.create(nameNow(), passwordNow()))) return
    setName('')
    setPassword('')
  }
  return (
    <form
      class="create-room"
      onSubmit={event => {
        event.preventDefault()
        void create()
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

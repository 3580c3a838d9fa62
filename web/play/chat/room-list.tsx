// The rooms that there are, to join, and one to open. New ones of others appear by themselves.

import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useField } from '../../ui/store.ts'
import type { RoomInfo } from '../model/panel-messages.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import type { ChatSession } from './chat-session.ts'
import { roomName } from './room-name.ts'

interface Props {
  session: ChatSession
  /** Characters that the name of a room may have; undefined: not known. */
  nameLength: number | undefined
}

export function RoomList({ session, nameLength }: Props) {
  const { t } = usePage()
  const isIn = panelStateOf(session.connection) === 'in'
  const others = session.rooms?.filter(room => !session.joined.has(room.id))
  return (
    <section class="room-list" aria-label={t('rooms')}>
      {isIn && !others && <EmptyState icon="chat" text={t('loadingRooms')} />}
      {others?.length === 0 && (
        <EmptyState icon="chat" text={t(session.joined.size > 0 ? 'noOtherRooms' : 'noRooms')} />
      )}
      {others && others.length > 0 && (
        <ul class="scroll grow">
          {others.map(room => (
            <Room key={room.id} session={session} room={room} />
          ))}
        </ul>
      )}
      <fieldset disabled={!isIn}>
        <Button icon="chat" onClick={() => void session.join({ kind: 'world' })}>
          {t('joinWorld')}
        </Button>
        <CreateRoom session={session} nameLength={nameLength} />
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
        <strong title={roomName(room)}>{roomName(room)}</strong>
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

/** From so many characters below the limit on it is told. */
const NEAR = 10

/** What is typed stays where it was refused. */
function CreateRoom({ session, nameLength = Number.POSITIVE_INFINITY }: Props) {
  const { t } = usePage()
  const [name, setName, nameNow] = useField('')
  const [password, setPassword, passwordNow] = useField('')
  const create = async () => {
    if (!(await session.create(nameNow(), passwordNow()))) return
    setName('')
    setPassword('')
  }
  const { length } = [...name.trim()]
  const isTooLong = length > nameLength
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
        aria-invalid={isTooLong}
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
      <button type="submit" disabled={length === 0 || isTooLong}>
        {t('create')}
      </button>
      {length > nameLength - NEAR && (
        <p class={`number ${isTooLong ? 'errors' : 'hint'}`} role="status">
          <span aria-hidden="true">{`${length} / ${nameLength}`}</span>
          <span class="visually-hidden">{t('tooLong', length, nameLength)}</span>
        </p>
      )}
    </form>
  )
}

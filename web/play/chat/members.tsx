// Who is in a room: each can be whispered to and blocked; by moderators muted and kicked.

import { useEffect } from 'preact/hooks'
import { IconButton } from '../../ui/button.tsx'
import { useField } from '../../ui/store.ts'
import type { RoomMember } from '../model/panel-messages.ts'
import { usePage } from '../page.ts'
import { isModerator, type RoomProps } from './room-props.ts'

/** How long a member is muted, in s. */
const MUTED = 60

export function Members({ session, room }: RoomProps) {
  const { t } = usePage()
  useEffect(() => void session.lookAround(room), [])
  return (
    <ul class="members" aria-label={t('members')}>
      {room.members.map(member => (
        <Member key={member.uid} session={session} room={room} member={member} />
      ))}
    </ul>
  )
}

function Member({ session, room, member }: RoomProps & { member: RoomMember }) {
  const { page, t } = usePage()
  const { uid } = member
  const name = page.nameOf(member)
  const isMe = session.connection.isPlayer(member)
  const [isWhispering, setWhispering] = useField(false)
  const isBlocked = session.blocked.has(uid)
  const isMuted = member.muted_until > Date.now()
  const { protocols } = page
  return (
    <li>
      <div class="member">
        <strong title={name}>{name}</strong>
        {member.is_moderator && <span class="tag">{t('moderator')}</span>}
        {isMuted && <span class="tag warn">{t('muted')}</span>}
        <span class="grow" />
        {!isMe && isModerator({ session, room }) && <Powers session={session} room={room} member={member} />}
        {!isMe && protocols.has('block') && (
          <IconButton
            icon="block"
            label={t(isBlocked ? 'unblock' : 'block', name)}
            isPressed={isBlocked}
            onClick={() => void session.block(uid, !isBlocked)}
          />
        )}
        {!isMe && protocols.has('whisper') && (
          <IconButton
            icon="chat"
            label={t('whisper', name)}
            isPressed={isWhispering}
            onClick={() => setWhispering(!isWhispering)}
          />
        )}
      </div>
      {isWhispering && (
        <Whisper
          label={t('whisper', name)}
          onSaid={async text => {
            if (await session.whisper(uid, text)) setWhispering(false)
          }}
        />
      )}
    </li>
  )
}

function Powers({ session, room, member }: RoomProps & { member: RoomMember }) {
  const { page, t } = usePage()
  const { uid } = member
  const name = page.nameOf(member)
  const isMuted = member.muted_until > Date.now()
  return (
    <>
      <IconButton
        icon="mute"
        label={t(isMuted ? 'unmute' : 'mute', name)}
        isPressed={isMuted}
        onClick={() => void session.mute(room, uid, isMuted ? 0 : MUTED)}
      />
      <IconButton icon="kick" label={t('kick', name)} onClick={() => void session.kick(room.id, uid)} />
    </>
  )
}

function Whisper({ label, onSaid }: { label: string; onSaid: (text: string) => void }) {
  const [text, setText, textNow] = useField('')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (textNow().trim() !== '') onSaid(textNow())
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        value={text}
        onInput={event => setText(event.currentTarget.value)}
      />
    </form>
  )
}

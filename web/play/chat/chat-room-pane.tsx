// The room that is open: who is there, what was said, and the line to say something.

import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../../ui/icon.tsx'
import { useField } from '../../ui/store.ts'
import { timeOf } from '../log/log-row.tsx'
import type { ChatSession, JoinedRoom } from '../model/chat-session.ts'
import type { RoomMessage } from '../model/panel-messages.ts'
import { usePage } from '../page.ts'

export function ChatRoomPane({ session }: { session: ChatSession }) {
  const { t } = usePage()
  const room = session.active
  if (!room) return <p class="empty">{t('chooseRoom')}</p>
  return (
    <section class="chat-room" aria-label={room.info.name || room.info.kind}>
      <header>
        <h3>{room.info.name || room.info.kind}</h3>
        {room.closed !== undefined && <span class="tag warn">{room.closed}</span>}
        <span class="grow" />
        <button type="button" class="quiet" onClick={() => void session.leave(room.id)}>
          {t('leave')}
        </button>
      </header>
      <details
        class="chat-members"
        onToggle={event => void (event.currentTarget.open && session.lookAround(room))}
      >
        <summary>
          {t('members')} ({room.members.length})
        </summary>
        <ul>
          {room.members.map(member => (
            <li key={member.uid}>{member.acc}</li>
          ))}
        </ul>
      </details>
      <Messages session={session} room={room} />
      <Say session={session} room={room} />
    </section>
  )
}

interface Props {
  session: ChatSession
  room: JoinedRoom
}

function Messages({ session, room }: Props) {
  const { t } = usePage()
  const list = useRef<HTMLDivElement>(null)
  const last = room.messages.at(-1)?.number
  useLayoutEffect(() => list.current?.scrollTo(0, list.current.scrollHeight), [last, room.id])
  const hasOlder = (room.messages[0]?.number ?? 1) > 1
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys have to reach it
    <div ref={list} class="chat-messages scroll" role="log" aria-label={t('messages')} tabIndex={0}>
      {hasOlder && (
        <button type="button" class="quiet" onClick={() => void session.older(room)}>
          {t('older')}
        </button>
      )}
      {room.messages.length === 0 && <p class="empty">{t('noMessages')}</p>}
      {room.messages.map(message => (
        <Message key={message.number} message={message} isMine={message.acc === session.connection.player} />
      ))}
    </div>
  )
}

function Message({ message, isMine }: { message: RoomMessage; isMine: boolean }) {
  return (
    <article class={`chat-message ${isMine ? 'mine' : ''} ${message.is_removed ? 'removed' : ''}`}>
      <header>
        <strong>{message.acc}</strong> <span class="hint">{timeOf(message.time).slice(0, 8)}</span>
        <span class="hint number">#{message.number}</span>
      </header>
      <p>{message.is_removed ? '—' : message.text}</p>
    </article>
  )
}

function Say({ session, room }: Props) {
  const { t } = usePage()
  const [text, setText, textNow] = useField('')
  return (
    <form
      class="say"
      onSubmit={event => {
        event.preventDefault()
        void session.say(room.id, textNow())
        setText('')
      }}
    >
      <input
        aria-label={t('say')}
        placeholder={t('say')}
        maxLength={500}
        autocomplete="off"
        value={text}
        onInput={event => setText(event.currentTarget.value)}
      />
      <button type="submit" class="primary icon" aria-label={t('send')} disabled={text.trim() === ''}>
        <Icon name="send" />
      </button>
    </form>
  )
}

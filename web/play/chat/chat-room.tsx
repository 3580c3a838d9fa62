// A room: who is there and what may be done with them, what was said, and the line to say something.

import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useField } from '../../ui/store.ts'
import type { Translate, Word } from '../../words/translator.ts'
import { shortTimeOf } from '../log/times.ts'
import type { RoomMessage } from '../model/panel-messages.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import { Members } from './members.tsx'
import { roomName } from './room-name.ts'
import { isModerator, type RoomProps } from './room-props.ts'

interface Props extends RoomProps {
  /** Characters that a message may have; undefined: not known. */
  textLength: number | undefined
}

/** Why a room is over. */
const ENDS: Record<string, Word> = { closed: 'roomClosed', failed: 'roomFailed', lost: 'roomLost' }

/** What is not known here stays as it is. */
const endText = (reason: string, t: Translate): string =>
  Object.hasOwn(ENDS, reason) ? t(ENDS[reason]!) : reason

export function ChatRoom({ session, room, textLength }: Props) {
  const { t } = usePage()
  return (
    <section class="chat-room" aria-label={roomName(room.info)}>
      <header>
        <Popover
          label={t('membersCount', room.members.length)}
          class="quiet"
          button={
            <>
              <Icon name="player" /> {t('membersCount', room.members.length)}
            </>
          }
        >
          {() => <Members session={session} room={room} />}
        </Popover>
        {room.closed !== undefined && <span class="tag warn">{endText(room.closed, t)}</span>}
        {room.info.is_locked && <span class="tag warn">{t('locked')}</span>}
        <span class="grow" />
        <Tools session={session} room={room} />
      </header>
      <Messages session={session} room={room} />
      <Say session={session} room={room} textLength={textLength} />
    </section>
  )
}

function Tools({ session, room }: RoomProps) {
  const { page, t } = usePage()
  const isLocked = room.info.is_locked
  return (
    <>
      {isModerator({ session, room }) && page.protocols.has('room_lock') && (
        <IconButton
          icon={isLocked ? 'unlock' : 'lock'}
          label={t(isLocked ? 'unlockRoom' : 'lockRoom')}
          onClick={() => void session.lock(room, !isLocked)}
        />
      )}
      <Button kind="quiet" onClick={() => void session.leave(room.id)}>
        {t('leave')}
      </Button>
    </>
  )
}

function Messages({ session, room }: RoomProps) {
  const { t } = usePage()
  const list = useRef<HTMLDivElement>(null)
  const last = room.messages.at(-1)?.number
  useLayoutEffect(() => list.current?.scrollTo(0, list.current.scrollHeight), [last, room.id])
  const hasOlder = (room.messages[0]?.number ?? 1) > 1
  const mayRemove = isModerator({ session, room })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys have to reach it
    <div ref={list} class="chat-messages scroll" role="log" aria-label={t('messages')} tabIndex={0}>
      {hasOlder && (
        <Button kind="quiet" onClick={() => void session.older(room)}>
          {t('older')}
        </Button>
      )}
      {room.messages.length === 0 && <EmptyState icon="chat" text={t('noMessages')} />}
      {room.messages.map(message => (
        <Message
          key={message.number}
          message={message}
          isMine={session.connection.isPlayer(message)}
          onRemove={mayRemove ? () => void session.removeMessage(room.id, message.number) : undefined}
        />
      ))}
    </div>
  )
}

interface MessageProps {
  message: RoomMessage
  isMine: boolean
  /** undefined: may not be removed. */
  onRemove: (() => void) | undefined
}

function Message({ message, isMine, onRemove }: MessageProps) {
  const { page, t } = usePage()
  const { time, number, text, is_removed: isRemoved, is_hidden: isHidden } = message
  const word = isHidden ? t('messageHidden') : isRemoved ? t('messageRemoved') : text
  const canRemove = onRemove && !isRemoved && page.protocols.has('room_remove')
  return (
    <article class={`chat-message ${isMine ? 'mine' : ''} ${isRemoved || isHidden ? 'gone' : ''}`}>
      <header>
        <strong>{page.nameOf(message)}</strong>
        <span class="hint number">
          {isHidden ? '' : shortTimeOf(time)} #{number}
        </span>
        {canRemove && <IconButton icon="trash" label={t('removeMessage', number)} onClick={onRemove} />}
      </header>
      <p>{word}</p>
    </article>
  )
}

/** What is typed stays where it was refused. */
function Say({ session, room, textLength }: Props) {
  const { t } = usePage()
  const [text, setText, textNow] = useField('')
  const isIn = panelStateOf(session.connection) === 'in' && room.closed === undefined
  const say = async () => {
    const said = textNow()
    if (await session.say(room.id, said)) setText(textNow() === said ? '' : textNow())
  }
  return (
    <form
      class="say"
      onSubmit={event => {
        event.preventDefault()
        if (textNow().trim() !== '') void say()
      }}
    >
      <input
        aria-label={t('say')}
        placeholder={t('say')}
        maxLength={textLength}
        autocomplete="off"
        disabled={!isIn}
        value={text}
        onInput={event => setText(event.currentTarget.value)}
      />
      <button type="submit" class="icon" aria-label={t('send')} disabled={!isIn || text.trim() === ''}>
        <Icon name="send" />
      </button>
    </form>
  )
}

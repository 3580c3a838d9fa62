// What came of the message that is written, right below Send: the code, the time, the bytes, and the reply. Before that,
// what the reply will hold.

import { EmptyState } from '../../ui/empty-state.tsx'
import { useStore } from '../../ui/store.ts'
import { Examples, Welcome } from '../connection/welcome.tsx'
import { CopyJson } from '../log/copy-json.tsx'
import { EntryBody } from '../log/entry-body.tsx'
import { shortTimeOf } from '../log/times.ts'
import { type Entry, sizeOf } from '../model/log.ts'
import type { Message } from '../model/protocols.ts'
import { usePage } from '../page.ts'
import { TypeDoc } from './type-doc.tsx'

export function ReplyPane() {
  const { page, t } = usePage()
  useStore(page.sending, page.log, page.connection)
  const { message } = page
  const entry =
    message && (message.isPush ? lastPush(page.log.entries, message) : page.sending.lastOf(message.name))
  const title = t(message?.isPush ? 'lastPush' : 'reply')
  return (
    <section class="pane reply-pane" aria-label={t('reply')}>
      {entry ? (
        <EntryBody
          entry={entry}
          shown={message?.isPush ? 'frame' : 'reply'}
          before={<Outcome entry={entry} title={title} />}
          after={<CopyJson entry={entry} />}
        />
      ) : (
        <>
          <header class="pane-head">
            <h3>{title}</h3>
          </header>
          {message && <Expected message={message} />}
        </>
      )}
    </section>
  )
}

const lastPush = (entries: readonly Entry[], { name }: Message): Entry | undefined =>
  entries.findLast(entry => entry.kind === 'push' && entry.name === name)

/** In one line; screen readers hear it. */
function Outcome({ entry, title }: { entry: Entry; title: string }) {
  const { page, t } = usePage()
  const { failure, reply, frame, kind } = entry
  const number = page.connections.findIndex(each => each.id === entry.connection) + 1
  return (
    <>
      <h3>{title}</h3>
      <p class="outcome number" role="status">
        {failure && <span class="tag bad">{failure.code}</span>}
        {!failure && reply && <span class="tag good">OK</span>}
        {!failure && !reply && kind === 'request' && <span class="tag warn">{t('waitingReply')}</span>}
        {kind === 'send' && <span class="tag">{t('sentSilently')}</span>}
        {reply?.latency !== undefined && <span>{reply.latency.toFixed(1)} ms</span>}
        {frame && <Sizes sent={sizeOf(frame)} received={sizeOf(reply)} />}
      </p>
      <span class="grow" />
      <span class={`hint number tone-${entry.connection % 6}`}>
        {number > 0 && <span class="badge">{number}</span>} <span class="time">{shortTimeOf(entry.at)}</span>
      </span>
    </>
  )
}

function Sizes({ sent, received }: { sent: number; received: number }) {
  const { t } = usePage()
  const text = t('bytesBoth', sent, received)
  return (
    <span title={text}>
      <span aria-hidden="true">{received > 0 ? `${sent} / ${received} B` : `${sent} B`}</span>
      <span class="visually-hidden">{text}</span>
    </span>
  )
}

function Expected({ message }: { message: Message }) {
  const { page, t } = usePage()
  const isFresh = page.connections.every(each => each.state === 'closed') && page.log.entries.length === 0
  const type = message.isPush ? message.request : message.response
  return (
    <div class="scroll grow expected">
      {isFresh && (
        <EmptyState icon="plug" text={t('firstSteps')}>
          <Welcome />
          <Examples />
        </EmptyState>
      )}
      <p class="hint">{t(message.isPush ? 'pushHolds' : message.isAnswered ? 'replyHolds' : 'noReply')}</p>
      {(message.isPush || message.isAnswered) && <TypeDoc type={type} empty={t('emptyReply')} />}
    </div>
  )
}

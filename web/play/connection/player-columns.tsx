// The frame of a panel that shows what each player sees: one column for each player who is logged in, or was. A column
// stays while its connection is away. The column of the player who is chosen is marked; on a phone, where one column is seen
// at a time, the one that is seen is that of the player who is chosen.

import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { useStore } from '../../ui/store.ts'
import { useWidth } from '../../ui/width.ts'
import type { Connection } from '../model/connection.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import { nameOf, wordOf } from './state-words.ts'
import { Welcome } from './welcome.tsx'

interface Props {
  /** Messages without which there is nothing to show. */
  needed: readonly string[]
  /** What they are called in the words of the schema: `room_*`. */
  what: string
  label: string
  icon: IconName
  /** Whether something has come for this player that can be shown while nothing new comes. */
  hasContent: (connection: Connection) => boolean
  children: (connection: Connection) => JSX.Element
}

export function PlayerColumns({ needed, what, label, icon, hasContent, children }: Props) {
  const { page, t } = usePage()
  useStore(...page.connections)
  if (!page.protocols.has(...needed))
    return (
      <section class="pane" aria-label={label}>
        <EmptyState icon={icon} text={t('panelNeeds', what)} />
      </section>
    )
  const players = page.connections.filter(connection => connection.game)
  if (players.length === 0)
    return (
      <section class="pane" aria-label={label}>
        <EmptyState icon={icon} text={t('panelNobody')}>
          <Welcome />
        </EmptyState>
      </section>
    )
  return (
    <Columns players={players}>
      {players.map(connection => (
        <Column
          key={connection.id}
          connection={connection}
          label={label}
          after={hasContent(connection) && <Absence connection={connection} />}
        >
          {panelStateOf(connection) === 'in' || hasContent(connection) ? (
            children(connection)
          ) : (
            <Nothing connection={connection} icon={icon} />
          )}
        </Column>
      ))}
    </Columns>
  )
}

function Columns({ players, children }: { players: readonly Connection[]; children: JSX.Element[] }) {
  const { page } = usePage()
  const columns = useRef<HTMLDivElement>(null)
  const isOneSeen = useWidth() === 'phone'
  const place = players.indexOf(page.connection)
  useEffect(() => {
    columns.current!.children[place]?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [place])
  const choose = () => {
    const { scrollLeft, clientWidth, children } = columns.current!
    const middle = scrollLeft + clientWidth / 2
    const seen = [...children].findIndex(each => {
      const { offsetLeft, offsetWidth } = each as HTMLElement
      return offsetLeft <= middle && middle < offsetLeft + offsetWidth
    })
    const player = players[seen]
    if (isOneSeen && player && player !== page.connection) page.select(player)
  }
  return (
    <div ref={columns} class="player-columns" onScrollEnd={choose}>
      {children}
    </div>
  )
}

interface ColumnProps {
  connection: Connection
  label: string
  /** Behind the name. */
  after: ComponentChildren
  children: JSX.Element
}

function Column({ connection, label, after, children }: ColumnProps) {
  const { page, t } = usePage()
  const name = nameOf(connection, t)
  const number = page.connections.indexOf(connection) + 1
  const isChosen = connection === page.connection
  return (
    <section
      class={`pane player-column tone-${connection.id % 6} ${isChosen ? 'chosen' : ''}`}
      aria-label={`${label}: ${name}`}
      aria-current={isChosen ? 'true' : undefined}
    >
      <header class="column-head">
        <h2>
          <span class="badge">{number}</span>
          <span class="player-name" title={name}>
            {name}
          </span>
        </h2>
        {after}
      </header>
      {children}
    </section>
  )
}

/** In the column's head, where nothing moves: why nothing new comes to what is shown. */
function Absence({ connection }: { connection: Connection }) {
  const { t } = usePage()
  const state = panelStateOf(connection)
  if (state === 'in') return null
  if (state === 'coming') return <span class="tag warn">{t(wordOf(connection))}</span>
  return (
    <>
      {connection.state !== 'open' && (
        <span class="tag" title={t('isAway')}>
          {t(wordOf(connection))}
        </span>
      )}
      <ComeIn connection={connection} />
    </>
  )
}

/** Why there is nothing at all. */
function Nothing({ connection, icon }: { connection: Connection; icon: IconName }) {
  const { page, t } = usePage()
  useStore(page.server)
  const state = panelStateOf(connection)
  if (state === 'coming')
    return page.server.isAway ? (
      <EmptyState icon="alert" text={t('noServer')} />
    ) : (
      <EmptyState icon={icon} text={t(wordOf(connection))} />
    )
  return (
    <EmptyState icon={icon} text={t(connection.state === 'open' ? 'needsLogin' : 'needsConnection')}>
      <ComeIn connection={connection} kind="primary" />
    </EmptyState>
  )
}

/** A guest says who plays; who is not connected is so with one click. */
function ComeIn({ connection, kind }: { connection: Connection; kind?: 'primary' }) {
  const { page, t } = usePage()
  if (connection.state === 'open')
    return (
      <Button {...(kind && { kind })} onClick={() => page.logIn(connection)}>
        {t('logIn')}
      </Button>
    )
  return (
    <Button {...(kind && { kind })} onClick={() => void page.connect(connection)}>
      {t('connect')}
    </Button>
  )
}

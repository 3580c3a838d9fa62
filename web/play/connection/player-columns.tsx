// The frame of a panel that shows what each player sees: one column for each player who is logged in, or was. A column
// stays while its connection is away.

import type { JSX } from 'preact'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { useStore } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import { panelStateOf } from '../model/panel-state.ts'
import { usePage } from '../page.ts'
import { nameOf, STATE_WORDS } from './state-words.ts'
import { Welcome } from './welcome.tsx'

interface Props {
  /** Messages without which there is nothing to show. */
  needed: readonly string[]
  /** What they are called in the words of the schema: `room_*`. */
  what: string
  label: string
  icon: IconName
  children: (connection: Connection) => JSX.Element
}

export function PlayerColumns({ needed, what, label, icon, children }: Props) {
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
    <div class="player-columns">
      {players.map(connection => (
        <Column key={connection.id} connection={connection} label={label}>
          {children(connection)}
        </Column>
      ))}
    </div>
  )
}

function Column({
  connection,
  label,
  children,
}: {
  connection: Connection
  label: string
  children: JSX.Element
}) {
  const { page, t } = usePage()
  const name = nameOf(connection, t)
  const number = page.connections.indexOf(connection) + 1
  return (
    <section class={`pane player-column tone-${connection.id % 6}`} aria-label={`${label}: ${name}`}>
      <h2>
        <span class="badge">{number}</span>
        <span class="player-name" title={name}>
          {name}
        </span>
      </h2>
      <Absence connection={connection} />
      {children}
    </section>
  )
}

/** Why nothing new comes. */
function Absence({ connection }: { connection: Connection }) {
  const { page, t } = usePage()
  const state = panelStateOf(connection)
  if (state === 'in') return null
  if (state === 'coming') return <p class="notice">{t(STATE_WORDS[connection.state])}</p>
  return (
    <p class="notice">
      <span class="grow">{t(connection.state === 'open' ? 'needsLogin' : 'isAway')}</span>
      <Button onClick={() => page.openSettings(connection)}>{t('logInNow')}</Button>
    </p>
  )
}

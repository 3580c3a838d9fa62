// The frame of a panel that shows what each player sees: one column for each connection that is logged in.

import type { JSX } from 'preact'
import { Icon } from '../../ui/icon.tsx'
import { useStore } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import { usePage } from '../page.ts'

interface Props {
  /** Messages without which there is nothing to show. */
  needed: readonly string[]
  /** What they are called in the words of the schema: `room_*`. */
  what: string
  label: string
  children: (connection: Connection) => JSX.Element
}

export function PlayerColumns({ needed, what, label, children }: Props) {
  const { page, t } = usePage()
  useStore(...page.connections)
  if (!page.protocols.has(...needed))
    return (
      <section class="panel placeholder" aria-label={label}>
        <p class="empty">{t('panelNeeds', what)}</p>
      </section>
    )
  const players = page.connections.filter(connection => connection.game)
  return (
    <div class="player-columns">
      {players.length === 0 && (
        <section class="panel placeholder" aria-label={label}>
          <p class="empty">{t('connectPlayers')}</p>
        </section>
      )}
      {players.map(connection => (
        <section
          key={connection.id}
          class={`panel player-column tone-${connection.id % 6}`}
          aria-label={`${label}: ${connection.player ?? connection.settings.account}`}
        >
          <h2>
            <Icon name="player" /> {connection.player ?? (connection.settings.account || t('guest'))}
          </h2>
          {children(connection)}
        </section>
      ))}
    </div>
  )
}

// The connections, side by side above every view.

import { Icon } from '../../ui/icon.tsx'
import { usePage } from '../page.ts'
import { ConnectionCard } from './connection-card.tsx'

export function ConnectionBar() {
  const { page, t } = usePage()
  return (
    <section class="connection-bar" aria-label={t('connections')}>
      {page.connections.map((connection, index) => (
        <ConnectionCard key={connection.id} connection={connection} number={index + 1} />
      ))}
      <button type="button" class="add-connection" onClick={() => page.addConnection()}>
        <Icon name="plus" />
        <span>{t('addConnection')}</span>
      </button>
    </section>
  )
}

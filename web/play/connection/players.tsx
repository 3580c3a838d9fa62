// The connections, in one line above every view. The one that is chosen sends.

import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { usePage } from '../page.ts'
import { PlayerTab } from './player-tab.tsx'

export function Players({ onPalette }: { onPalette: () => void }) {
  const { page, t } = usePage()
  return (
    <section class="players" aria-label={t('connections')}>
      <div class="player-tabs">
        {page.connections.map((connection, index) => (
          <PlayerTab key={connection.id} connection={connection} number={index + 1} />
        ))}
        <IconButton
          icon="plus"
          label={t('addConnection')}
          onClick={() => page.openSettings(page.addConnection())}
        />
      </div>
      <button type="button" class="quiet go-to" title={t('goTo')} onClick={onPalette}>
        <Icon name="search" />
        <span>{t('goTo')}</span>
        <kbd>Ctrl K</kbd>
      </button>
    </section>
  )
}

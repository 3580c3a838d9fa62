// The first steps, as buttons: a player or two who are connected at once.

import { Button } from '../../ui/button.tsx'
import { usePage } from '../page.ts'
import type { Workspace } from '../workspace.ts'

export function Welcome() {
  const { page, t } = usePage()
  if (page.login || !page.protocols.canLogin)
    return (
      <Button kind="primary" icon="plug" onClick={() => page.openSettings(page.connection)}>
        {t('connect')}
      </Button>
    )
  return (
    <>
      <Button kind="primary" icon="player" onClick={() => void enter(page, ['alice'])}>
        {t('connectAlice')}
      </Button>
      <Button icon="player" onClick={() => void enter(page, ['alice', 'bob'])}>
        {t('connectBoth')}
      </Button>
    </>
  )
}

/** Each name takes a connection that nobody has used, or a new one; the first is the one that sends. */
async function enter(page: Workspace, names: readonly string[]): Promise<void> {
  const players = names.map(name => {
    const free = page.connections.find(
      each => each.state === 'closed' && (each.settings.account === '' || each.settings.account === name),
    )
    if (!free) return page.addConnection(name)
    free.change({ account: name })
    return free
  })
  page.select(players[0]!)
  await Promise.all(players.map(player => player.open()))
}

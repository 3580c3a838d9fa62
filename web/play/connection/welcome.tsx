// The first steps, as buttons: a player or two who are connected at once, and examples that run.

import { Button } from '../../ui/button.tsx'
import { usePage } from '../page.ts'
import type { Workspace } from '../workspace.ts'

export function Welcome() {
  const { page, t } = usePage()
  if (!takesNames(page))
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

/** Whether any name is let in. */
const takesNames = ({ login, protocols }: Workspace): boolean =>
  !login && protocols.canLogin && !protocols.asksToken

/** Two that run as they are, where the server has the demo's messages. */
const EXAMPLES = [
  { name: 'sign', text: '{}' },
  { name: 'room_join', text: '{ "kind": "world" }' },
]

export function Examples() {
  const { page, t } = usePage()
  if (!takesNames(page)) return null
  const run = async (name: string, text: string) => {
    await enter(page, ['alice'])
    page.reuse(name, text)
    page.send()
  }
  return (
    <>
      {EXAMPLES.filter(({ name }) => page.protocols.has(name)).map(({ name, text }) => (
        <Button key={name} icon="play" onClick={() => void run(name, text)}>
          {t('runExample', name)}
        </Button>
      ))}
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

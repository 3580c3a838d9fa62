// One connection in the line: its number and colour, who plays there, how it is doing. Its settings open below it.

import { useEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useStore } from '../../ui/store.ts'
import { useWidth } from '../../ui/width.ts'
import type { Connection } from '../model/connection.ts'
import { usePage } from '../page.ts'
import { ConnectionForm, type ConnectionProps } from './connection-form.tsx'
import { dotOf, nameOf, wordOf } from './state-words.ts'

export function PlayerTab({ connection, number }: ConnectionProps) {
  const { page, t } = usePage()
  useStore(connection, connection.line)
  const tab = useRef<HTMLDivElement>(null)
  const isSelected = page.connection === connection
  const isPhone = useWidth() === 'phone'
  useEffect(() => {
    if (isSelected) tab.current!.scrollIntoView({ inline: isPhone ? 'start' : 'nearest', block: 'nearest' })
  }, [isSelected])
  return (
    <div
      ref={tab}
      class={`player-tab tone-${connection.id % 6} ${isSelected ? 'selected' : ''}`}
      role="group"
      aria-label={t('connection', number)}
    >
      <button
        type="button"
        class="player-pick"
        aria-pressed={isSelected}
        title={t('useConnection', number)}
        onClick={() => page.select(connection)}
      >
        <span class="badge">{number}</span>
        <span class={`dot ${dotOf(connection)}`} />
        <span class="player-name">{nameOf(connection, t)}</span>
        <State connection={connection} />
      </button>
      <Way connection={connection} number={number} />
      <Popover
        label={t('connectionSettings', number)}
        class="quiet icon"
        button={<Icon name="chevron" />}
        isWanted={page.opened === connection}
        onClosed={() => page.opened === connection && page.openSettings(undefined)}
      >
        {close => <ConnectionForm connection={connection} number={number} onDone={close} />}
      </Popover>
    </div>
  )
}

/** The one thing that is most likely wanted: connect, or come back at once. */
function Way({ connection, number }: ConnectionProps) {
  const { page, t } = usePage()
  if (connection.state === 'closed')
    return (
      <IconButton
        icon="plug"
        label={t('connectNumber', number)}
        onClick={() => void page.connect(connection)}
      />
    )
  if (connection.state === 'waiting')
    return <IconButton icon="refresh" label={t('reconnectNow')} onClick={() => void connection.reconnect()} />
  return <span class="no-way" />
}

function State({ connection }: { connection: Connection }) {
  const { t } = usePage()
  return (
    <span class="player-state">
      <span class="number" aria-hidden="true">
        <Short connection={connection} />
      </span>
      <span class="visually-hidden" role="status">
        {t(wordOf(connection))}
        {connection.state === 'open' && ` · ${nameOf(connection, t)}`}
      </span>
    </span>
  )
}

/** In a few characters, for its place is narrow: the latency, or what it is waiting for. */
function Short({ connection }: { connection: Connection }) {
  const { t } = usePage()
  const { state, closed, line } = connection
  const { latency } = connection.pulse
  if (state === 'open' && line.isHeld) return <>{t('heldShort')}</>
  if (state === 'waiting' && closed?.retryAt) return <Countdown until={closed.retryAt} />
  if (state === 'open') return <>{latency === undefined ? '' : `${latency.toFixed(1)} ms`}</>
  if (state === 'closed') return <>{closed && closed.code !== 1000 ? closed.code : ''}</>
  return <>…</>
}

function Countdown({ until }: { until: number }) {
  const { t } = usePage()
  const [, draw] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => draw(count => count + 1), 100)
    return () => clearInterval(timer)
  }, [until])
  return <>{t('retryIn', (Math.max(0, until - Date.now()) / 1000).toFixed(1))}</>
}

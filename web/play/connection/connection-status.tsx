// A connection's second line: state, player, latency and clock; after a loss its code, why, and when it comes back.

import { useEffect, useState } from 'preact/hooks'
import type { Connection } from '../model/connection.ts'
import { usePage } from '../page.ts'
import { STATE_WORDS } from './state-words.ts'

export function ConnectionStatus({ connection }: { connection: Connection }) {
  const { t } = usePage()
  const { state, player, closed, problem } = connection
  return (
    <div class="connection-status">
      <p role="status" class={`state state-${state}`}>
        <span class="dot" />
        {t(STATE_WORDS[state])}
        {state === 'open' && <span class="player"> · {player ?? t('guest')}</span>}
        {closed?.retryAt && <Countdown until={closed.retryAt} />}
      </p>
      {state === 'open' && <Measures connection={connection} />}
      {state !== 'open' && closed && (
        <p class="reason" title={`${closed.code} ${closed.reason}`}>
          <code>{closed.code}</code> {closed.reason}
        </p>
      )}
      {problem && <p class="reason bad">{problem}</p>}
    </div>
  )
}

function Measures({ connection }: { connection: Connection }) {
  const { t } = usePage()
  const { latency, clockOffset } = connection
  return (
    <p class="measures">
      {latency !== undefined && (
        <span title={t('latency')}>
          <span class="visually-hidden">{t('latency')} </span>
          {latency.toFixed(1)} ms
        </span>
      )}
      {clockOffset !== undefined && (
        <span title={t('clock')}>
          <span class="visually-hidden">{t('clock')} </span>
          {Math.round(clockOffset) < 0 ? '−' : '+'}
          {Math.abs(clockOffset).toFixed(0)} ms
        </span>
      )}
    </p>
  )
}

function Countdown({ until }: { until: number }) {
  const { t } = usePage()
  const [, draw] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => draw(count => count + 1), 100)
    return () => clearInterval(timer)
  }, [until])
  const left = Math.max(0, until - Date.now()) / 1000
  return (
    <span aria-hidden="true" class="countdown">
      {' · '}
      {t('againIn', left.toFixed(1))}
    </span>
  )
}

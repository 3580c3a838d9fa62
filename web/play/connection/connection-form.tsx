// The settings of one connection: who, where, and the state of things in full. A network can be played here too: delayed,
// held, cut.

import { Button } from '../../ui/button.tsx'
import { Lazy } from '../../ui/lazy.tsx'
import { useStore } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import { CUT, closeText, failureText, isOwn } from '../model/explain.ts'
import { usePage } from '../page.ts'
import { dotOf, nameOf, wordOf } from './state-words.ts'
import { WhoFields } from './who-fields.tsx'

const loadNetwork = async () => (await import('./network-fields.tsx')).NetworkFields

export interface ConnectionProps {
  connection: Connection
  /** Its place on the page, from 1. */
  number: number
}

export function ConnectionForm({ connection, number, onDone }: ConnectionProps & { onDone: () => void }) {
  const { page, t } = usePage()
  useStore(connection, connection.line)
  const { state } = connection
  const isClosed = state === 'closed'
  const submit = async () => {
    page.select(connection)
    if (!isClosed) return connection.close()
    await connection.open()
    if (connection.state === 'open') onDone()
  }
  return (
    <form
      class={`connection-form tone-${connection.id % 6}`}
      aria-label={t('connection', number)}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Status connection={connection} />
      <WhoFields who={connection} />
      <Where connection={connection} />
      <button type="submit" class={isClosed ? 'primary' : ''}>
        {t(isClosed ? 'connect' : 'disconnect')}
      </button>
      {!isClosed && <Lazy load={loadNetwork} props={{ connection }} />}
      {page.connections.length > 1 && <Remove connection={connection} number={number} onDone={onDone} />}
    </form>
  )
}

function Status({ connection }: { connection: Connection }) {
  const { page, t } = usePage()
  const { state, closed, problem } = connection
  const { latency, clockOffset } = connection.pulse
  return (
    <div class="connection-status" role="status">
      <p>
        <span class={`dot ${dotOf(connection)}`} /> {t(wordOf(connection))}
        {state === 'open' && ` · ${nameOf(connection, t)}`}
      </p>
      {state === 'open' && (
        <p class="hint number">
          {latency !== undefined && <span>{`${t('latency')} ${latency.toFixed(1)} ms`}</span>}
          {clockOffset !== undefined && <span>{`${t('clock')} ${signed(Math.round(clockOffset))} ms`}</span>}
        </p>
      )}
      {state !== 'open' && closed && (
        <p class={closed.reason === CUT ? 'hint' : 'bad'}>
          <code>{closed.code}</code> {closeText(page, closed.code, closed.reason)}
        </p>
      )}
      {problem && (
        <p class="bad">
          {problem.code && !isOwn(problem.code) && <code>{problem.code}</code>} {failureText(page, problem)}
        </p>
      )}
    </div>
  )
}

const signed = (value: number): string => (value < 0 ? `−${-value}` : `+${value}`)

function Where({ connection }: { connection: Connection }) {
  const { t } = usePage()
  const { settings, state } = connection
  return (
    <div class="connection-where">
      <label class="field">
        {t('address')}
        <input
          type="url"
          spellcheck={false}
          value={settings.url}
          disabled={state !== 'closed'}
          onInput={event => connection.change({ url: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        {t('format')}
        <select
          value={settings.format}
          disabled={state !== 'closed'}
          onChange={event => connection.change({ format: event.currentTarget.value as 'binary' | 'text' })}
        >
          <option value="binary">{t('binary')}</option>
          <option value="text">{t('text')}</option>
        </select>
      </label>
    </div>
  )
}

function Remove({ connection, number, onDone }: ConnectionProps & { onDone: () => void }) {
  const { page, t } = usePage()
  const remove = () => {
    onDone()
    const undo = page.removeConnection(connection)
    page.toasts.show({ text: t('connectionRemoved', number), undo })
  }
  return (
    <Button icon="trash" kind="quiet" onClick={remove}>
      {t('removeConnection', number)}
    </Button>
  )
}

// One connection: who, where, how it is doing, and why it ended.

import { Icon } from '../../ui/icon.tsx'
import { useStore } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import { usePage } from '../page.ts'
import { ConnectionStatus } from './connection-status.tsx'
import { LoginFields } from './login-fields.tsx'

interface Props {
  connection: Connection
  /** Its place on the page, from 1. */
  number: number
}

export function ConnectionCard({ connection, number }: Props) {
  const { page, t } = usePage()
  useStore(connection)
  const isSelected = page.connection === connection
  return (
    <form
      class={`connection-card tone-${connection.id % 6} ${isSelected ? 'selected' : ''}`}
      aria-label={t('connection', number)}
      onSubmit={event => {
        event.preventDefault()
        page.select(connection)
        if (connection.state === 'closed') void connection.open()
        else connection.close()
      }}
      onFocusCapture={() => isSelected || page.select(connection)}
    >
      <MainLine connection={connection} number={number} />
      {page.login && <LoginFields connection={connection} desk={page.login} />}
      <ConnectionStatus connection={connection} />
      <Details connection={connection} number={number} />
    </form>
  )
}

function MainLine({ connection, number }: Props) {
  const { page, t } = usePage()
  const { state, settings } = connection
  return (
    <div class="connection-line">
      <button
        type="button"
        class="connection-badge"
        aria-pressed={page.connection === connection}
        aria-label={t('useConnection', number)}
        title={t('useConnection', number)}
        onClick={() => page.select(connection)}
      >
        {number}
      </button>
      {page.login ? (
        <span class="connection-line-rest" />
      ) : (
        <input
          aria-label={t('account')}
          placeholder={t('guest')}
          autocomplete="off"
          spellcheck={false}
          maxLength={64}
          value={settings.account}
          disabled={state !== 'closed'}
          onInput={event => connection.change({ account: event.currentTarget.value })}
        />
      )}
      <button type="submit" class={state === 'closed' ? 'primary' : ''}>
        {t(state === 'closed' ? 'connect' : 'disconnect')}
      </button>
    </div>
  )
}

function Details({ connection, number }: Props) {
  const { page, t } = usePage()
  const { settings, state } = connection
  return (
    <details class="connection-more">
      <summary aria-label={t('more')}>
        <Icon name="gear" />
      </summary>
      <label>
        {t('address')}
        <input
          type="url"
          value={settings.url}
          disabled={state !== 'closed'}
          onInput={event => connection.change({ url: event.currentTarget.value })}
        />
      </label>
      <label>
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
      {page.connections.length > 1 && (
        <button
          type="button"
          class="danger"
          aria-label={t('removeConnection', number)}
          onClick={() => page.removeConnection(connection)}
        >
          <Icon name="trash" /> {t('remove')}
        </button>
      )}
    </details>
  )
}

// How a connection signs in, where players have accounts: what its login server offers, or who is signed in already.

import { useStore } from '../../ui/store.ts'
import type { Translate, Word } from '../../words/translator.ts'
import type { Connection } from '../model/connection.ts'
import type { LoginDesk } from '../model/login/login-desk.ts'
import { usePage } from '../page.ts'
import { SecretField } from './secret-field.tsx'
import { useWanted } from './use-wanted.ts'

interface Props {
  connection: Connection
  desk: LoginDesk
}

const WAYS: Record<string, Word> = { name: 'wayName', register: 'wayRegister', device: 'wayGuest' }

/** A platform goes by its name. */
const wordOf = (way: string, t: Translate): string => (WAYS[way] ? t(WAYS[way]) : way)

export function LoginFields({ connection, desk }: Props) {
  const { t } = usePage()
  useStore(desk)
  if (connection.settings.refresh) return <SignedIn connection={connection} />
  const { way = '' } = connection.settings
  const isClosed = connection.state === 'closed'
  return (
    <div class="login-fields">
      <label class="field">
        {t('signIn')}
        <select
          value={way}
          disabled={!isClosed}
          onChange={event => connection.change({ way: event.currentTarget.value })}
        >
          <option value="">{t('wayNone')}</option>
          {desk.ways.map(each => (
            <option key={each} value={each}>
              {wordOf(each, t)}
            </option>
          ))}
        </select>
      </label>
      {isClosed && <Inputs connection={connection} way={way} />}
      {desk.problem && <p class="errors">{t('noLoginServer', desk.problem)}</p>}
    </div>
  )
}

function Inputs({ connection, way }: { connection: Connection; way: string }) {
  const { t } = usePage()
  const name = useWanted(connection, 'name')
  if (way === '' || way === 'device') return null
  const isNamed = way === 'name' || way === 'register'
  return (
    <>
      {isNamed && (
        <label class="field">
          {t('loginName')}
          <input
            ref={name}
            autocomplete="username"
            spellcheck={false}
            value={connection.settings.account}
            onInput={event => connection.change({ account: event.currentTarget.value })}
          />
        </label>
      )}
      <SecretField
        connection={connection}
        label={t(isNamed ? 'password' : 'platformCode')}
        type={isNamed ? 'password' : 'text'}
        autocomplete={way === 'register' ? 'new-password' : isNamed ? 'current-password' : 'off'}
      />
    </>
  )
}

function SignedIn({ connection }: { connection: Connection }) {
  const { t } = usePage()
  return (
    <div class="login-fields">
      <p class="signed-in">
        <span>{t('signedInAs', connection.settings.player ?? '')}</span>
        <button type="button" onClick={() => void connection.signOut()}>
          {t('signOut')}
        </button>
      </p>
    </div>
  )
}

// How somebody signs in, where players have accounts: what its login server offers, or who is signed in already.

import { useStore } from '../../ui/store.ts'
import type { Translate, Word } from '../../words/translator.ts'
import type { SignsIn } from '../model/login/login.ts'
import type { LoginDesk } from '../model/login/login-desk.ts'
import { usePage } from '../page.ts'
import { SecretField } from './secret-field.tsx'
import { useWanted } from './use-wanted.ts'

interface Props {
  who: SignsIn
  desk: LoginDesk
}

const WAYS: Record<string, Word> = { name: 'wayName', register: 'wayRegister', device: 'wayGuest' }

/** A platform goes by its name. */
const wordOf = (way: string, t: Translate): string => (WAYS[way] ? t(WAYS[way]) : way)

export function LoginFields({ who, desk }: Props) {
  const { t } = usePage()
  useStore(desk)
  if (who.settings.refresh) return <SignedIn who={who} />
  const { way = '' } = who.settings
  const isClosed = who.state === 'closed'
  return (
    <div class="login-fields">
      <label class="field">
        {t('signIn')}
        <select
          value={way}
          disabled={!isClosed}
          onChange={event => who.change({ way: event.currentTarget.value })}
        >
          <option value="">{t('wayNone')}</option>
          {desk.ways.map(each => (
            <option key={each} value={each}>
              {wordOf(each, t)}
            </option>
          ))}
        </select>
      </label>
      {isClosed && <Inputs who={who} way={way} />}
      {desk.problem && <p class="errors">{t('noLoginServer', desk.problem)}</p>}
    </div>
  )
}

function Inputs({ who, way }: { who: SignsIn; way: string }) {
  const { t } = usePage()
  const name = useWanted(who, 'name')
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
            value={who.settings.account}
            onInput={event => who.change({ account: event.currentTarget.value })}
          />
        </label>
      )}
      <SecretField
        who={who}
        label={t(isNamed ? 'password' : 'platformCode')}
        type={isNamed ? 'password' : 'text'}
        autocomplete={way === 'register' ? 'new-password' : isNamed ? 'current-password' : 'off'}
      />
    </>
  )
}

function SignedIn({ who }: { who: SignsIn }) {
  const { t } = usePage()
  return (
    <div class="login-fields">
      <p class="signed-in">
        <span>{t('signedInAs', who.settings.player ?? '')}</span>
        <button type="button" onClick={() => void who.signOut()}>
          {t('signOut')}
        </button>
      </p>
    </div>
  )
}

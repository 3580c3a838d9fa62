// Who plays, as logins ask for it: an account, a token, or a name.

import type { SignsIn } from '../model/login/login.ts'
import { usePage } from '../page.ts'
import { LoginFields } from './login-fields.tsx'
import { SecretField } from './secret-field.tsx'

export function WhoFields({ who }: { who: SignsIn }) {
  const { page, t } = usePage()
  if (page.login) return <LoginFields who={who} desk={page.login} />
  if (!page.protocols.asksToken) return <Account who={who} />
  return <SecretField who={who} label={t('token')} type="password" autocomplete="off" hint={t('tokenHint')} />
}

function Account({ who }: { who: SignsIn }) {
  const { t } = usePage()
  return (
    <label class="field">
      {t('account')}
      <input
        placeholder={t('guest')}
        autocomplete="off"
        spellcheck={false}
        maxLength={64}
        value={who.settings.account}
        disabled={who.state !== 'closed'}
        onInput={event => who.change({ account: event.currentTarget.value })}
      />
      <span>{t('accountHint')}</span>
    </label>
  )
}

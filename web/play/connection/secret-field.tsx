// The field of a password, a code or a token: what is typed stays in this page, and only until it has been of use.

import type { SignsIn } from '../model/login/login.ts'
import { useWanted } from './use-wanted.ts'

interface Props {
  who: SignsIn
  label: string
  type: 'password' | 'text'
  autocomplete: 'new-password' | 'current-password' | 'off'
  hint?: string
}

export function SecretField({ who, label, type, autocomplete, hint }: Props) {
  const { login, state } = who
  const field = useWanted(who, 'secret')
  return (
    <label class="field">
      {label}
      <input
        ref={field}
        type={type}
        autocomplete={autocomplete}
        spellcheck={false}
        value={login.secret}
        disabled={state !== 'closed'}
        onInput={event => {
          login.secret = event.currentTarget.value
        }}
      />
      {hint && <span>{hint}</span>}
    </label>
  )
}

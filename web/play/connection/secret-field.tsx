// The field of a password, a code or a token: what is typed stays in this page, and only until it has been of use.

import type { Connection } from '../model/connection.ts'
import { useWanted } from './use-wanted.ts'

interface Props {
  connection: Connection
  label: string
  type: 'password' | 'text'
  autocomplete: 'new-password' | 'current-password' | 'off'
  hint?: string
}

export function SecretField({ connection, label, type, autocomplete, hint }: Props) {
  const { login, state } = connection
  const field = useWanted(connection, 'secret')
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

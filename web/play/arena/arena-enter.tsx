// Over the arena's field while nobody plays: who wants to, and why not so far.

import { WhoFields } from '../connection/who-fields.tsx'
import { closeText, failureText } from '../model/explain.ts'
import { usePage } from '../page.ts'
import type { ArenaSession } from './arena-session.ts'

export function ArenaEnter({ session }: { session: ArenaSession }) {
  const { page, t } = usePage()
  const { failure, ended } = session
  return (
    <form
      class="arena-enter"
      aria-label={t('arenaEnter')}
      onSubmit={event => {
        event.preventDefault()
        void session.enter()
      }}
    >
      {ended && <p class="notice bad">{closeText(page, ended.code, ended.reason)}</p>}
      {failure && (
        <p class="notice bad" role="alert">
          {failureText(page, failure)}
        </p>
      )}
      <WhoFields who={session} />
      <button type="submit" class="primary">
        {t('arenaEnter')}
      </button>
    </form>
  )
}

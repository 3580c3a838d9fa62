// The panel of the rooms; where the server has no such messages it says so.

import { usePage } from '../shell/page.ts'

export function ChatView() {
  const { t } = usePage()
  return (
    <section class="panel placeholder">
      <p class="empty">{t('panelNeeds', 'room_*')}</p>
    </section>
  )
}

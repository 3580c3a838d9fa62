// The panel of the boards; where the server has no such messages it says so.

import { usePage } from '../shell/page.ts'

export function BoardView() {
  const { t } = usePage()
  return (
    <section class="panel placeholder">
      <p class="empty">{t('panelNeeds', 'board_*')}</p>
    </section>
  )
}

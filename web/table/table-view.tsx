// The panel of the tables; where the server has no such messages it says so.

import { usePage } from '../shell/page.ts'

export function TableView() {
  const { t } = usePage()
  return (
    <section class="panel placeholder">
      <p class="empty">{t('panelNeeds', 'table_*')}</p>
    </section>
  )
}

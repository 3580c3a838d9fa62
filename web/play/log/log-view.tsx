// The log: its tools, the list, and the details of the entry that is selected. The line between them can be dragged.

import { useState } from 'preact/hooks'
import { Split } from '../../ui/split.tsx'
import { useStore } from '../../ui/store.ts'
import type { Entry } from '../model/log.ts'
import { usePage } from '../page.ts'
import { EntryDetail } from './entry-detail.tsx'
import { LogList } from './log-list.tsx'
import { LogTools } from './log-tools.tsx'

export function LogView() {
  const { page, t } = usePage()
  useStore(page.log)
  const [selected, select] = useState<Entry>()
  const close = () => {
    select(undefined)
    document.querySelector<HTMLElement>('.log-list')?.focus()
  }
  const list = <LogList entries={page.log.shown} selected={selected} onSelect={select} />
  return (
    <section class="pane log-view" aria-label={t('log')}>
      <LogTools />
      {selected ? (
        <Split name="detail" label={t('dragLine')} way="down" initial={0.45}>
          {list}
          <EntryDetail entry={selected} onClose={close} />
        </Split>
      ) : (
        list
      )}
    </section>
  )
}

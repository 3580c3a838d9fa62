// The log: its tools, the list, and the details of the entry that is selected.

import { useState } from 'preact/hooks'
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
  return (
    <section class={`log-view panel ${selected ? 'with-detail' : ''}`} aria-label={t('log')}>
      <LogTools />
      <LogList entries={page.log.shown} selected={selected} onSelect={select} />
      {selected && <EntryDetail entry={selected} onClose={() => select(undefined)} />}
    </section>
  )
}

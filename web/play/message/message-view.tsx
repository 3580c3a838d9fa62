// The main view: the messages, the one that is written with its reply below, and the log. Lines between them can be
// dragged; on a narrow screen the log lies below, on a phone one of the three is shown at a time.

import { useState } from 'preact/hooks'
import { Segmented } from '../../ui/segmented.tsx'
import { Split } from '../../ui/split.tsx'
import { useWidth } from '../../ui/width.ts'
import { LogView } from '../log/log-view.tsx'
import { usePage } from '../page.ts'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { ReplyPane } from './reply-pane.tsx'

export function MessageView() {
  const { t } = usePage()
  const width = useWidth()
  if (width === 'phone' || width === 'low') return <OnPhone isLow={width === 'low'} />
  const list = <MessageList />
  const work = <Work />
  if (width === 'narrow')
    return (
      <Split name="below" label={t('dragLine')} way="down" initial={0.68}>
        <Split name="list" label={t('dragLine')} way="across" initial={0.28}>
          {list}
          {work}
        </Split>
        <LogView />
      </Split>
    )
  return (
    <Split name="list-wide" label={t('dragLine')} way="across" initial={0.19} least={0.1}>
      {list}
      <Split name="log" label={t('dragLine')} way="across" initial={0.52}>
        {work}
        <LogView />
      </Split>
    </Split>
  )
}

/** Send stands between what is sent and what comes back; where it is low, what comes back stands beside. */
function Work({ isLow = false }) {
  const { t } = usePage()
  if (isLow)
    return (
      <Split name="reply-beside" label={t('dragLine')} way="across" initial={0.55}>
        <Composer />
        <ReplyPane />
      </Split>
    )
  return (
    <Split name="reply" label={t('dragLine')} way="down" initial={0.6}>
      <Composer />
      <ReplyPane />
    </Split>
  )
}

type Pane = 'list' | 'work' | 'log'

function OnPhone({ isLow }: { isLow: boolean }) {
  const { t } = usePage()
  const [pane, setPane] = useState<Pane>('work')
  return (
    <div class="one-pane">
      <Segmented
        label={t('view')}
        values={[
          ['list', t('messages')],
          ['work', t('compose')],
          ['log', t('log')],
        ]}
        selected={pane}
        onSelect={setPane}
      />
      {pane === 'list' && <MessageList onChosen={() => setPane('work')} />}
      {pane === 'work' && <Work isLow={isLow} />}
      {pane === 'log' && <LogView />}
    </div>
  )
}

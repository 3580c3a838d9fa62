// The main view: messages, the one that is being written, and the log. On a narrow screen one of the three at a time.

import { useState } from 'preact/hooks'
import type { Word } from '../../ui/words.ts'
import { LogView } from '../log/log-view.tsx'
import { usePage } from '../page.ts'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'

type Pane = 'list' | 'composer' | 'log'

const PANES: [Pane, Word][] = [
  ['list', 'messages'],
  ['composer', 'compose'],
  ['log', 'log'],
]

export function MessageView() {
  const { t } = usePage()
  const [pane, setPane] = useState<Pane>('composer')
  return (
    <div class="message-view" data-pane={pane}>
      <div class="pane-switch segmented">
        {PANES.map(([name, word]) => (
          <button key={name} type="button" aria-pressed={pane === name} onClick={() => setPane(name)}>
            {t(word)}
          </button>
        ))}
      </div>
      <MessageList onChosen={() => setPane('composer')} />
      <Composer />
      <LogView />
    </div>
  )
}

// The frame of the page: what is above every view, and the view itself.

import { useEffect, useState } from 'preact/hooks'
import type { SchemaAnswer } from '../../protocol/page-api.ts'
import { BoardView } from '../play/board/board-view.tsx'
import { ChatView } from '../play/chat/chat-view.tsx'
import { ConnectionBar } from '../play/connection/connection-bar.tsx'
import { MessageView } from '../play/message/message-view.tsx'
import { Protocols } from '../play/model/protocols.ts'
import { PageContext, usePage } from '../play/page.ts'
import { ScenarioView } from '../play/scenario/scenario-view.tsx'
import { TableView } from '../play/table/table-view.tsx'
import { type View, Workspace } from '../play/workspace.ts'
import { Settings } from '../ui/settings.ts'
import { translator } from '../ui/words.ts'
import { HelpDialog } from './help-dialog.tsx'
import { listenForShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

const settings = new Settings()

export function App() {
  const [page, setPage] = useState<Workspace>()
  const [problem, setProblem] = useState<string>()
  const t = translator(settings.language)
  const load = () => {
    setProblem(undefined)
    loadProtocols().then(
      protocols => setPage(new Workspace(settings, protocols)),
      (error: Error) => setProblem(error.message),
    )
  }
  useEffect(load, [])
  if (page)
    return (
      <PageContext.Provider value={page}>
        <Frame />
      </PageContext.Provider>
    )
  return (
    <main class="splash">
      <p role="status">{problem ? `${t('noSchema')}: ${problem}` : t('loading')}</p>
      {problem && (
        <button type="button" class="primary" onClick={load}>
          {t('tryAgain')}
        </button>
      )}
    </main>
  )
}

async function loadProtocols(): Promise<Protocols> {
  const response = await fetch('/api/schema')
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return new Protocols((await response.json()) as SchemaAnswer)
}

const SHOWN: Record<View, () => preact.JSX.Element> = {
  messages: () => <MessageView />,
  scenarios: () => <ScenarioView />,
  chat: () => <ChatView />,
  boards: () => <BoardView />,
  tables: () => <TableView />,
}

function Frame() {
  const { page, t } = usePage()
  const [isHelpOpen, setHelpOpen] = useState(false)
  useEffect(() => listenForShortcuts(page, () => setHelpOpen(true)), [page])
  return (
    <div class="frame">
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {t('skip')}
      </button>
      <TopBar onHelp={() => setHelpOpen(true)} />
      <ConnectionBar />
      <main id="content" tabIndex={-1} class={`view view-${page.view}`}>
        {SHOWN[page.view]()}
      </main>
      {isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
    </div>
  )
}

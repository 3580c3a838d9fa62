// The shell of the page: what is beside and above every view, and the view itself.

import { useEffect, useState } from 'preact/hooks'
import { Players } from '../play/connection/players.tsx'
import type { LoginDesk } from '../play/model/login/login-desk.ts'
import { ServerInfo } from '../play/model/server-info.ts'
import { Sockets } from '../play/model/wire/sockets.ts'
import { PageContext, usePage } from '../play/page.ts'
import { Workspace } from '../play/workspace.ts'
import { Button } from '../ui/button.tsx'
import { Lazy } from '../ui/lazy.tsx'
import { Settings } from '../ui/settings.ts'
import { ToastList } from '../ui/toasts.tsx'
import { translator } from '../words/translator.ts'
import { Notices } from './notices.tsx'
import { Rail } from './rail.tsx'
import { listenForShortcuts } from './shortcuts.ts'
import { ViewPane } from './view-pane.tsx'

const settings = new Settings()

/** `socketScript`: the address of web/sockets.ts. */
export function App({ socketScript }: { socketScript: string }) {
  const [page, setPage] = useState<Workspace>()
  const [problem, setProblem] = useState<string>()
  const open = async () => {
    const [server] = await Promise.all([ServerInfo.load(), settings.load()])
    return new Workspace(settings, {
      server,
      login: await openDesk(server),
      sockets: new Sockets(socketScript),
    })
  }
  const load = () => {
    setProblem(undefined)
    open().then(setPage, (error: Error) => setProblem(error.message))
  }
  useEffect(load, [])
  if (!page) return <Splash problem={problem} onRetry={load} />
  return (
    <PageContext.Provider value={page}>
      <Shell />
    </PageContext.Provider>
  )
}

/** What signs players in is loaded where players have accounts. */
async function openDesk({ protocols: { loginUrl, canLogin } }: ServerInfo): Promise<LoginDesk | undefined> {
  if (loginUrl === undefined || !canLogin) return undefined
  const { LoginDesk } = await import('../play/model/login/login-desk.ts')
  return new LoginDesk(loginUrl)
}

function Splash({ problem, onRetry }: { problem: string | undefined; onRetry: () => void }) {
  const t = translator(settings.words)
  return (
    <main class="splash">
      <p role="status">{problem ? `${t('noSchema')}: ${problem}` : t('loading')}</p>
      {problem && (
        <Button kind="primary" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      )}
    </main>
  )
}

const loadHelp = async () => (await import('./help-dialog.tsx')).HelpDialog
const loadPalette = async () => (await import('./palette.tsx')).Palette

type Open = 'help' | 'palette' | undefined

function Shell() {
  const { page, t } = usePage()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  useEffect(() => listenForShortcuts(page, setOpen), [page])
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {t('skip')}
      </button>
      <Rail onHelp={() => setOpen('help')} />
      <div class="shell-main">
        <Players onPalette={() => setOpen('palette')} />
        <main id="content" tabIndex={-1} class={`view view-${page.view}`}>
          <ViewPane view={page.view} />
        </main>
        <Notices />
      </div>
      {open === 'help' && <Lazy load={loadHelp} props={{ onClose: close }} />}
      {open === 'palette' && <Lazy load={loadPalette} props={{ onClose: close }} />}
      <ToastList toasts={page.toasts} undo={t('undo')} close={t('close')} />
    </div>
  )
}

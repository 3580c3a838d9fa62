// The view that is shown. Messages are there at once; what the other views need is loaded when they are opened.

import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { MessageView } from '../play/message/message-view.tsx'
import { usePage } from '../play/page.ts'
import type { View } from '../play/workspace.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

type Loaded = ComponentType | 'failed'

const LOADERS: Record<Exclude<View, 'messages'>, () => Promise<ComponentType>> = {
  scenarios: async () => (await import('../play/scenario/scenario-view.tsx')).ScenarioView,
  chat: async () => (await import('../play/chat/chat-view.tsx')).ChatView,
  boards: async () => (await import('../play/board/board-view.tsx')).BoardView,
  demo: async () => (await import('../play/demo/demo-view.tsx')).DemoView,
  tables: async () => (await import('../play/table/table-view.tsx')).TableView,
  components: async () => (await import('./components-view.tsx')).ComponentsView,
}

export function ViewPane({ view }: { view: View }) {
  const [loaded, setLoaded] = useState<Partial<Record<View, Loaded>>>({ messages: MessageView })
  const set = (shown: Loaded | undefined) => setLoaded(now => ({ ...now, [view]: shown }))
  const Shown = loaded[view]
  useEffect(() => {
    if (Shown || view === 'messages') return
    LOADERS[view]().then(set, () => set('failed'))
  }, [view, Shown])
  if (Shown === 'failed') return <NotLoaded onRetry={() => set(undefined)} />
  return Shown ? <Shown /> : null
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const { t } = usePage()
  return (
    <EmptyState icon="alert" text={t('viewNotLoaded')}>
      <Button onClick={onRetry}>{t('tryAgain')}</Button>
    </EmptyState>
  )
}

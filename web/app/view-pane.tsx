// The view that is shown. Messages are there at once; the others are loaded when one is opened.

import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { MessageView } from '../play/message/message-view.tsx'
import { usePage } from '../play/page.ts'
import type { View } from '../play/place.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

type Loaded = ComponentType | 'failed'

export function ViewPane({ view }: { view: View }) {
  const [loaded, setLoaded] = useState<Partial<Record<View, Loaded>>>({ messages: MessageView })
  const { page } = usePage()
  const set = (shown: Loaded | undefined) => setLoaded(now => ({ ...now, [view]: shown }))
  const Shown = loaded[view]
  useEffect(() => {
    if (Shown || view === 'messages') return
    import('./views.ts').then(
      ({ VIEWS, VIEW_WORDS }) => {
        page.settings.learn(VIEW_WORDS)
        set(VIEWS[view])
      },
      () => set('failed'),
    )
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

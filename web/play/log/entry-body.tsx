// What an entry says: as a tree, as JSON, as the bytes on the wire; of a request what was sent and what came back, or
// one of the two.

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Frame } from '../../../protocol/client/index.ts'
import type { StructType } from '../../../protocol/sproto/index.ts'
import { Lazy } from '../../ui/lazy.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { writeJson } from '../../value/write-json.ts'
import { failureText } from '../model/explain.ts'
import type { Entry, Failure } from '../model/log.ts'
import { usePage } from '../page.ts'
import { bodyOf, typeOf } from './log-text.ts'
import { TreeView } from './tree-view.tsx'

const loadHex = async () => (await import('./hex-view.tsx')).HexView

type Tab = 'tree' | 'json' | 'hex'

interface Props {
  entry: Entry
  /** `frame`: what was sent, or of a push what came. */
  shown: 'frame' | 'reply' | 'both'
  /** Stands in front of the choice of views. */
  before?: ComponentChildren
  /** The same, behind it. */
  after?: ComponentChildren
}

export function EntryBody({ entry, shown, before, after }: Props) {
  const { t } = usePage()
  const [tab, setTab] = useState<Tab>('tree')
  const frame = shown === 'reply' ? undefined : entry.frame
  const reply = shown !== 'frame' && entry.reply?.data ? entry.reply : undefined
  const sample = frame ?? reply ?? entry.frame
  if (!frame && !reply)
    return (
      <>
        {before && (
          <header class="pane-head">
            {before}
            {after}
          </header>
        )}
        <Failed failure={entry.failure} />
      </>
    )
  return (
    <Tabs
      label={t('view')}
      tabs={[
        ['tree', t('tree')],
        ['json', t('json')],
        ['hex', typeof sample?.data === 'string' ? t('raw') : t('hexView')],
      ]}
      selected={tab}
      onSelect={setTab}
      before={before}
      after={after}
      isScrolling
    >
      <div class="frames">
        {frame && (
          <FrameView
            frame={frame}
            title={shown === 'both' ? t(entry.kind === 'push' ? 'push' : 'request') : undefined}
            tab={tab}
          />
        )}
        <Failed failure={entry.failure} />
        {reply && !(entry.failure && tab !== 'hex') && (
          <FrameView frame={reply} title={shown === 'both' ? t('reply') : undefined} tab={tab} />
        )}
      </div>
    </Tabs>
  )
}

function Failed({ failure }: { failure: Failure | undefined }) {
  const { page } = usePage()
  if (!failure) return null
  return (
    <p class="failure">
      <code>{failure.code}</code> {failureText(page, failure)}
    </p>
  )
}

function FrameView({ frame, title, tab }: { frame: Frame; title: string | undefined; tab: Tab }) {
  const { page } = usePage()
  const body = bodyOf(page, frame) ?? {}
  const type: StructType | undefined = typeOf(page, frame)
  return (
    <section class="frame-view">
      {title && <h4>{title}</h4>}
      {tab === 'tree' && <TreeView value={body} type={type} />}
      {tab === 'json' && <pre class="json">{writeJson(body)}</pre>}
      {tab === 'hex' && <Lazy load={loadHex} props={{ frame }} />}
    </section>
  )
}

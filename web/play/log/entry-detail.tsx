// All about one entry: what was sent, what came back, each as a tree, as JSON, and as the bytes on the wire.

import { useState } from 'preact/hooks'
import type { Frame } from '../../../protocol/client/index.ts'
import { Icon } from '../../ui/icon.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { writeJson } from '../../value/write-json.ts'
import type { Entry } from '../model/log.ts'
import { usePage } from '../page.ts'
import { HexView } from './hex-view.tsx'
import { nameOf, timeOf } from './log-row.tsx'
import { bodyOf } from './log-text.ts'
import { Tool } from './log-tools.tsx'
import { TreeView } from './tree-view.tsx'

type Tab = 'tree' | 'json' | 'hex'

export function EntryDetail({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = usePage()
  const [tab, setTab] = useState<Tab>('tree')
  return (
    <section class="entry-detail" aria-label={entry.name}>
      <Head entry={entry} onClose={onClose} />
      {entry.text && <p class="detail-text">{entry.text}</p>}
      {entry.frame && (
        <Tabs
          label={t('view')}
          tabs={[
            ['tree', t('tree')],
            ['json', t('json')],
            ['hex', typeof entry.frame.data === 'string' ? t('raw') : t('hexView')],
          ]}
          selected={tab}
          onSelect={setTab}
          isScrolling
        >
          <div class="detail-frames">
            <FrameView frame={entry.frame} title={t(entry.kind === 'push' ? 'push' : 'request')} tab={tab} />
            {entry.failure && <Failure failure={entry.failure} />}
            {entry.reply?.data && <FrameView frame={entry.reply} title={t('reply')} tab={tab} />}
          </div>
        </Tabs>
      )}
    </section>
  )
}

function Head({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { page, t } = usePage()
  const body = bodyOf(page, entry.frame) ?? {}
  return (
    <header class="detail-head">
      <h3>{nameOf(entry, t)}</h3>
      <span class="hint">{timeOf(entry.at)}</span>
      <span class="grow" />
      {(entry.kind === 'request' || entry.kind === 'send') && (
        <button type="button" class="quiet" onClick={() => page.reuse(entry.name, writeJson(body))}>
          <Icon name="again" /> {t('edit')}
        </button>
      )}
      <CopyJson entry={entry} />
      <Tool icon="close" label={t('closeDetail')} onClick={onClose} />
    </header>
  )
}

function CopyJson({ entry }: { entry: Entry }) {
  const { page, t } = usePage()
  const [copied, setCopied] = useState<Entry>()
  const copy = async () => {
    await navigator.clipboard.writeText(writeJson(bodyOf(page, entry.reply ?? entry.frame) ?? {}))
    setCopied(entry)
  }
  return <Tool icon="copy" label={t(copied === entry ? 'copied' : 'copy')} onClick={() => void copy()} />
}

function Failure({ failure }: { failure: { code: string; message: string } }) {
  return (
    <p class="failure">
      <code>{failure.code}</code> {failure.message}
    </p>
  )
}

function FrameView({ frame, title, tab }: { frame: Frame; title: string; tab: Tab }) {
  const { page } = usePage()
  const body = bodyOf(page, frame)
  return (
    <section class="frame-view">
      <h4>{title}</h4>
      {tab === 'tree' && <TreeView value={body ?? {}} />}
      {tab === 'json' && <pre class="json">{writeJson(body ?? {})}</pre>}
      {tab === 'hex' && <HexView frame={frame} />}
    </section>
  )
}

// What is wrong with the server, over every view, in a corner: it is away, or its files on disk are not what it runs. Nothing
// moves when one comes or goes. Who has read one closes it; it comes again when it says something else.

import { useEffect } from 'preact/hooks'
import { usePage } from '../play/page.ts'
import type { Workspace } from '../play/workspace.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Store, useField, useStore } from '../ui/store.ts'
import { Coded } from '../words/coded.tsx'
import type { Translate } from '../words/translator.ts'

interface Notice {
  /** What it is about. */
  name: string
  text: string
  isBad: boolean
  /** Where more is told. */
  more?: () => void
}

const NONE = new Store()

export function Notices() {
  const { page, t } = usePage()
  useStore(page.server, page.tables ?? NONE)
  const [closed, setClosed, closedNow] = useField<ReadonlyMap<string, string>>(new Map())
  const notices = noticesOf(page, t)
  const shown = notices.filter(({ name, text }) => closed.get(name) !== text)
  const names = notices.map(({ name }) => name)
  // What is over may be told again, in the same words.
  useEffect(
    () => setClosed(new Map([...closedNow()].filter(([name]) => names.includes(name)))),
    [names.join()],
  )
  return (
    <div class="notices" role="status">
      {shown.map(({ name, text, isBad, more }) => (
        <div key={name} class={`notice ${isBad ? 'bad' : ''}`}>
          <Icon name="alert" />
          <span class="grow">
            <Coded text={text} />
          </span>
          {more && <Button onClick={more}>{t('tables')}</Button>}
          <IconButton
            icon="close"
            label={t('close')}
            onClick={() => setClosed(new Map([...closedNow(), [name, text]]))}
          />
        </div>
      ))}
    </div>
  )
}

function noticesOf(page: Workspace, t: Translate): Notice[] {
  const { server, settings, tables, view } = page
  const { onDisk } = server.protocols.answer
  const notices: Notice[] = []
  if (server.isAway) notices.push({ name: 'away', text: t('serverAway'), isBad: true })
  const refused = tables?.answer?.last
  if (refused && !refused.ok && view !== 'tables') {
    const { problemCount, version } = refused
    const text = t(problemCount === 1 ? 'refusedOne' : 'refusedMany', problemCount, version)
    notices.push({ name: 'tables', text, isBad: true, more: () => page.show('tables') })
  }
  if (onDisk?.problem)
    notices.push({ name: 'disk', text: t('diskBroken', settings.mistake(onDisk.problem)), isBad: true })
  else if (onDisk) notices.push({ name: 'disk', text: t('diskOther'), isBad: false })
  return notices
}

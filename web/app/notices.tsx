// What is wrong with the server, above every view: it is away, or its files on disk are not what it runs.

import { usePage } from '../play/page.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Store, useStore } from '../ui/store.ts'
import { Coded } from '../words/coded.tsx'

const NONE = new Store()

export function Notices() {
  const { page, t } = usePage()
  useStore(page.server, page.tables ?? NONE)
  const { isAway, protocols } = page.server
  const { onDisk } = protocols.answer
  const refused = page.tables?.answer?.last
  return (
    <div role="status">
      {isAway && (
        <p class="notice bad">
          <Icon name="alert" /> {t('serverAway')}
        </p>
      )}
      {refused && !refused.ok && page.view !== 'tables' && (
        <p class="notice bad">
          <Icon name="alert" />
          <span class="grow">
            {t(
              refused.problemCount === 1 ? 'refusedOne' : 'refusedMany',
              refused.problemCount,
              refused.version,
            )}
          </span>
          <Button onClick={() => page.show('tables')}>{t('tables')}</Button>
        </p>
      )}
      {onDisk && (
        <p class={`notice ${onDisk.problem ? 'bad' : ''}`}>
          <Icon name="alert" />
          {onDisk.problem ? t('diskBroken', onDisk.problem) : <Coded text={t('diskOther')} />}
        </p>
      )}
    </div>
  )
}

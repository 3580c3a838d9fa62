// What is wrong with the server, above every view: it is away, or its files on disk are not what it runs.

import { usePage } from '../play/page.ts'
import { Icon } from '../ui/icon.tsx'
import { useStore } from '../ui/store.ts'

export function Notices() {
  const { page, t } = usePage()
  useStore(page.server)
  const { isAway, protocols } = page.server
  const { onDisk } = protocols.answer
  return (
    <div role="status">
      {isAway && (
        <p class="notice bad">
          <Icon name="alert" /> {t('serverAway')}
        </p>
      )}
      {onDisk && (
        <p class={`notice ${onDisk.problem ? 'bad' : ''}`}>
          <Icon name="alert" />
          {onDisk.problem ? t('diskBroken', onDisk.problem) : t('diskOther')}
        </p>
      )}
    </div>
  )
}

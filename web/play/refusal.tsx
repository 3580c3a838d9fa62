// What was refused, beside what was asked, until it is closed or something else is asked.

import { IconButton } from '../ui/button.tsx'
import { failureText } from './model/explain.ts'
import type { Failure } from './model/log.ts'
import { usePage } from './page.ts'

interface Props {
  /** undefined: nothing was refused. */
  failure: Failure | undefined
  onClose: () => void
}

export function Refusal({ failure, onClose }: Props) {
  const { page, t } = usePage()
  if (!failure) return null
  return (
    <div class="notice bad refusal" role="alert">
      <span class="grow">{failureText(page, failure)}</span>
      <IconButton icon="close" label={t('close')} onClick={onClose} />
    </div>
  )
}

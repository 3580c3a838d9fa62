// Copies what came back, or else what was sent, as JSON.

import { useState } from 'preact/hooks'
import { IconButton } from '../../ui/button.tsx'
import { writeJson } from '../../value/write-json.ts'
import type { Entry } from '../model/log.ts'
import { usePage } from '../page.ts'
import { bodyOf } from './log-text.ts'

export function CopyJson({ entry }: { entry: Entry }) {
  const { page, t } = usePage()
  const [copied, setCopied] = useState<Entry>()
  const copy = async () => {
    await navigator.clipboard.writeText(writeJson(bodyOf(page, entry.reply ?? entry.frame) ?? {}))
    setCopied(entry)
  }
  const isCopied = copied === entry
  return (
    <IconButton
      icon={isCopied ? 'check' : 'copy'}
      label={t(isCopied ? 'copied' : 'copy')}
      onClick={() => void copy()}
    />
  )
}

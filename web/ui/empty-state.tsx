// Says why a place is empty, and offers what fills it.

import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

interface Props {
  icon?: IconName
  text: string
  /** Buttons. */
  children?: ComponentChildren
}

export function EmptyState({ icon = 'empty', text, children }: Props) {
  return (
    <div class="empty">
      <Icon name={icon} size={28} />
      <p>{text}</p>
      {children && <div class="actions">{children}</div>}
    </div>
  )
}

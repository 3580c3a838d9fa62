// Buttons. One with an icon alone has its label for screen readers and as a tip.

import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

interface IconButtonProps {
  icon: IconName
  label: string
  onClick: () => void
  isPressed?: boolean
  isDisabled?: boolean
  class?: string
  /** Of the icon, in px. */
  size?: number
}

export function IconButton({
  icon,
  label,
  onClick,
  isPressed,
  isDisabled,
  size,
  class: more,
}: IconButtonProps) {
  return (
    <button
      type="button"
      class={`quiet icon ${more ?? ''}`}
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} size={size ?? 16} />
    </button>
  )
}

interface ButtonProps {
  icon?: IconName
  kind?: 'primary' | 'danger' | 'quiet'
  onClick: () => void
  isDisabled?: boolean
  children: ComponentChildren
}

export function Button({ icon, kind, onClick, isDisabled, children }: ButtonProps) {
  return (
    <button type="button" class={kind ?? ''} disabled={isDisabled} onClick={onClick}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

// A line of the demo's game: what it is about, and the button at its end; below it why that was refused.

import type { ComponentChildren } from 'preact'
import { Button } from '../../ui/button.tsx'
import { Refusal } from '../refusal.tsx'
import type { CardProps } from './card-props.ts'
import type { Deed } from './demo-session.ts'

interface Props extends CardProps {
  deed: Deed
  /** Of the button. */
  label: string
  /** For today it is done: the server refuses more. */
  isDone?: boolean
  onAct: () => Promise<void>
  children: ComponentChildren
}

export function DemoLine({ session, isAway, deed, label, isDone = false, onAct, children }: Props) {
  return (
    <>
      <div class="demo-line">
        <div>{children}</div>
        <Button
          {...(isDone && { icon: 'check', kind: 'quiet' })}
          isDisabled={isAway}
          onClick={() => void onAct()}
        >
          {label}
        </Button>
      </div>
      <Refusal failure={session.refusalOf(deed)} onClose={() => session.dismiss()} />
    </>
  )
}

// Puts the focus into the field that has to be typed in next.

import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { SignsIn, Wanted } from '../model/login/login.ts'

/** For the field `which`. A box that opens begins with what has `data-first`. */
export function useWanted({ login }: SignsIn, which: Wanted): RefObject<HTMLInputElement> {
  const field = useRef<HTMLInputElement>(null)
  const isWanted = login.wants === which
  useEffect(() => {
    field.current?.toggleAttribute('data-first', isWanted)
    if (isWanted) field.current?.focus()
  }, [isWanted, login.asked])
  return field
}

// How much room the window has, where that decides what is drawn, and not only how.

import { useEffect, useState } from 'preact/hooks'

/** `phone`: one pane at a time · `narrow`: the log below · `wide`: all side by side. */
export type Width = 'phone' | 'narrow' | 'wide'

const QUERIES: readonly (readonly [Width, MediaQueryList])[] = [
  ['phone', matchMedia('(max-width: 720px)')],
  ['narrow', matchMedia('(max-width: 1180px)')],
]

const widthNow = (): Width => QUERIES.find(([, query]) => query.matches)?.[0] ?? 'wide'

export function useWidth(): Width {
  const [width, setWidth] = useState(widthNow)
  useEffect(() => {
    const look = () => setWidth(widthNow())
    for (const [, query] of QUERIES) query.addEventListener('change', look)
    return () => {
      for (const [, query] of QUERIES) query.removeEventListener('change', look)
    }
  }, [])
  return width
}

// How much room the window has, where that decides what is drawn, and not only how.

import { useEffect, useState } from 'preact/hooks'

/** `phone`: one pane at a time · `low`: the same, as high as a desktop at 200 % · `narrow`: the log below · `wide`: all side by
 * side. */
export type Width = 'phone' | 'low' | 'narrow' | 'wide'

const QUERIES: readonly (readonly [Width, MediaQueryList])[] = [
  ['low', matchMedia('(min-width: 560px) and (max-width: 720px) and (max-height: 560px)')],
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

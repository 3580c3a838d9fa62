// What a panel asks the server over HTTP. While the server is away nothing comes; when it is back it is asked again.

import { useEffect, useState } from 'preact/hooks'
import { useStore } from '../ui/store.ts'
import { usePage } from './page.ts'

interface Asked<T> {
  /** The last that came; undefined: none yet. */
  answer: T | undefined
  /** The server did not answer when it was last asked. */
  hasFailed: boolean
}

export function useAnswer<T>(ask: () => Promise<T>): Asked<T> {
  const { page } = usePage()
  const { server } = page
  useStore(server)
  const [asked, setAsked] = useState<Asked<T>>({ answer: undefined, hasFailed: false })
  useEffect(() => {
    if (server.isAway) return setAsked(now => ({ ...now, hasFailed: true }))
    let isOver = false
    const take = (next: Partial<Asked<T>>) => isOver || setAsked(now => ({ ...now, ...next }))
    ask().then(
      answer => take({ answer, hasFailed: false }),
      () => {
        take({ hasFailed: true })
        server.lookForIt()
      },
    )
    return () => {
      isOver = true
    }
  }, [server.isAway])
  return asked
}

/** The JSON at `path`; rejects where the server gives none. */
export async function askFor<T>(path: string): Promise<T> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return (await response.json()) as T
}

// What is not needed at first: loaded when it is drawn for the first time.

import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props<P extends object> {
  load: () => Promise<ComponentType<P>>
  props: P
}

/** Nothing until it is there. */
export function Lazy<P extends object>({ load, props }: Props<P>) {
  const [loaded, setLoaded] = useState<{ Shown: ComponentType<P> }>()
  useEffect(() => {
    load().then(
      Shown => setLoaded({ Shown }),
      () => undefined,
    )
  }, [])
  return loaded ? <loaded.Shown {...props} /> : null
}

// Where in the page one is: a view, and of messages which. It stands in the address, so that it can be linked to.

export const VIEWS = ['messages', 'scenarios', 'chat', 'boards', 'demo', 'arena', 'tables'] as const
export type View = (typeof VIEWS)[number] | 'components'

export interface Place {
  view: View
  /** Of the message. */
  name: string | undefined
}

/** `#messages/sign` */
export function placeOf(hash: string): Place {
  const [, view = '', name] = /^#(\w+)(?:\/(.+))?$/.exec(hash) ?? []
  const known = [...VIEWS, 'components' as const].find(each => each === view)
  return { view: known ?? 'messages', name: name === undefined ? undefined : decoded(name) }
}

export const hashOf = ({ view, name }: Place): string =>
  name === undefined ? `#${view}` : `#${view}/${encodeURIComponent(name)}`

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // somebody's hand
  }
}

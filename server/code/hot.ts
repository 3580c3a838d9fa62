// What a module of a game keeps when it is replaced, and what it ends then. Node runs a module once for each thread, and so this
// is kept for the whole thread.

/** What `hot(import.meta)` gives. */
export interface Hot {
  /** Of this file on this thread, in all its versions. */
  readonly data: Record<string, unknown>
  /** Runs `work` when another version of this file has taken its place: to end timers and sockets of the module. */
  dispose(work: () => void): void
}

const data = new Map<string, Record<string, unknown>>()
const disposers = new Map<string, (() => void)[]>()

/** Of the module whose `import.meta` this is. */
export function hot({ url }: { readonly url: string }): Hot {
  const file = url.replace(/\?.*$/s, '')
  const kept = data.get(file) ?? {}
  data.set(file, kept)
  return {
    data: kept,
    dispose(work) {
      disposers.set(url, [...(disposers.get(url) ?? []), work])
    },
  }
}

/** These modules are of no use any more. `onError`: what one of their functions has thrown. */
export function dispose(urls: Iterable<string>, onError: (error: unknown) => void): void {
  for (const url of urls) {
    for (const work of disposers.get(url) ?? []) {
      try {
        work()
      } catch (error) {
        onError(error)
      }
    }
    disposers.delete(url)
  }
}

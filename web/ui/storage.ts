// What the page keeps in the browser between visits. Storage may be full or forbidden: then the page forgets, and
// goes on.

const PREFIX = 'gatehouse.'

/** The text that was kept under `key`. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined
  } catch {
    return undefined // forbidden in this browser: nothing was kept
  }
}

/** Keeps `text` under `key`; `undefined` forgets it. Returns whether it could. */
export function keep(key: string, text: string | undefined): boolean {
  try {
    if (text === undefined) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, text)
    return true
  } catch {
    return false // full or forbidden
  }
}

/** The value that was kept as JSON, where `isValid` says that it has the form; else undefined. */
export function recallJson<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const value: unknown = JSON.parse(recall(key) ?? 'null')
    return isValid(value) ? value : undefined
  } catch {
    return undefined // another version of the page, or somebody's hand
  }
}

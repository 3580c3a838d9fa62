// What the page keeps in the browser: between visits, or for this tab, over a reload. Storage may be full or forbidden:
// then the page forgets, and goes on.

const PREFIX = 'gatehouse.'

/** `visits`: for all tabs, for good; `tab`: for this one. */
export type Where = 'visits' | 'tab'

const storageOf = (where: Where): Storage => (where === 'tab' ? sessionStorage : localStorage)

/** The text that was kept under `key`. */
export function recall(key: string, where: Where = 'visits'): string | undefined {
  try {
    return storageOf(where).getItem(PREFIX + key) ?? undefined
  } catch {
    return undefined // forbidden in this browser: nothing was kept
  }
}

/** Keeps `text` under `key`; `undefined` forgets it. Returns whether it could. */
export function keep(key: string, text: string | undefined, where: Where = 'visits'): boolean {
  try {
    if (text === undefined) storageOf(where).removeItem(PREFIX + key)
    else storageOf(where).setItem(PREFIX + key, text)
    return true
  } catch {
    return false // full or forbidden
  }
}

/** The value that was kept as JSON, where `isValid` says that it has the form; else undefined. */
export function recallJson<T>(
  key: string,
  isValid: (value: unknown) => value is T,
  where: Where = 'visits',
): T | undefined {
  try {
    const value: unknown = JSON.parse(recall(key, where) ?? 'null')
    return isValid(value) ? value : undefined
  } catch {
    return undefined // another version of the page, or somebody's hand
  }
}

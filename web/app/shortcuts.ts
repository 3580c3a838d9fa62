// Keys that work anywhere on the page. Those without Alt or Ctrl keep still while somebody is typing.

import { VIEWS, type Workspace } from '../play/workspace.ts'

/** Listens until the returned function is called. */
export function listenForShortcuts(page: Workspace, openHelp: () => void): () => void {
  const listener = (event: KeyboardEvent) => {
    const isTyping = (event.target as Element).closest('input, textarea, select, dialog') !== null
    if (event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code)) showView(page, event)
    else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === '?') openHelp()
    else if (event.key === '/') focusSearch(page, event)
    else if (/^[1-9]$/.test(event.key)) selectConnection(page, Number(event.key))
  }
  document.addEventListener('keydown', listener)
  return () => document.removeEventListener('keydown', listener)
}

function showView(page: Workspace, event: KeyboardEvent): void {
  const view = VIEWS[Number(event.code.at(-1)) - 1]
  if (!view) return
  event.preventDefault()
  page.show(view)
}

function focusSearch(page: Workspace, event: KeyboardEvent): void {
  event.preventDefault()
  page.show('messages')
  requestAnimationFrame(() => document.getElementById('message-search')?.focus())
}

function selectConnection(page: Workspace, number: number): void {
  const connection = page.connections[number - 1]
  if (connection) page.select(connection)
}

/** Moves the focus among the `selector` elements of a list with the arrow keys, Home and End. */
export function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }, selector: string): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[
    event.key
  ]
  if (step === undefined) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const at = items.indexOf(document.activeElement as HTMLElement)
  if (at === -1) return
  event.preventDefault()
  items[Math.max(0, Math.min(items.length - 1, at + step))]?.focus()
}

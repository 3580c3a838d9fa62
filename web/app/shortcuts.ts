// Keys that work anywhere on the page. Those without Alt or Ctrl keep still while somebody is typing.

import { VIEWS } from '../play/place.ts'
import type { Workspace } from '../play/workspace.ts'

/** Listens until the returned function is called. */
export function listenForShortcuts(page: Workspace, open: (what: 'help' | 'palette') => void): () => void {
  const listener = (event: KeyboardEvent) => {
    const { key, code, altKey } = event
    const target = event.target as Element
    const isCommand = event.ctrlKey || event.metaKey
    if (target.closest('dialog')) return
    if (altKey && !isCommand && /^Digit[1-9]$/.test(code)) showView(page, event)
    else if (isCommand && key.toLowerCase() === 'k') take(event, () => open('palette'))
    else if (isCommand && key === 'Enter' && page.view === 'messages') take(event, () => page.send())
    else if (isCommand || altKey || target.closest('input, textarea, select')) return
    else if (key === '?') open('help')
    else if (key === '/') take(event, () => focusSearch(page))
    else if (/^[1-9]$/.test(key)) selectConnection(page, Number(key))
  }
  document.addEventListener('keydown', listener)
  return () => document.removeEventListener('keydown', listener)
}

function take(event: KeyboardEvent, act: () => void): void {
  event.preventDefault()
  act()
}

function showView(page: Workspace, event: KeyboardEvent): void {
  const view = VIEWS[Number(event.code.at(-1)) - 1]
  if (view) take(event, () => page.show(view))
}

function focusSearch(page: Workspace): void {
  page.show('messages')
  requestAnimationFrame(() => document.getElementById('message-search')?.focus())
}

function selectConnection(page: Workspace, number: number): void {
  const connection = page.connections[number - 1]
  if (connection) page.select(connection)
}

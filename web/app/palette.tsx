// Ctrl+K: to a player, a view or a message by a few letters of its name.

import { useLayoutEffect, useRef } from 'preact/hooks'
import { usePage } from '../play/page.ts'
import { VIEWS } from '../play/place.ts'
import type { Workspace } from '../play/workspace.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useField } from '../ui/store.ts'
import type { Translate } from '../words/translator.ts'

interface Target {
  icon: IconName
  name: string
  /** What it is. */
  kind: string
  go: () => void
}

const SHOWN = 12

export function Palette({ onClose }: { onClose: () => void }) {
  const { page, t } = usePage()
  const dialog = useRef<HTMLDialogElement>(null)
  const [search, setSearch, searchNow] = useField('')
  const [at, setAt, atNow] = useField(0)
  // Before anything is drawn: what is typed at once is for the search.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const found = find(targetsOf(page, t), search)
  const go = (target: Target | undefined) => {
    if (!target) return
    dialog.current?.close()
    target.go()
  }
  const onKey = (event: KeyboardEvent) => {
    const now = find(targetsOf(page, t), searchNow())
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') go(now[atNow()])
    else if (step === undefined) return
    else setAt(Math.max(0, Math.min(now.length - 1, atNow() + step)))
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} class="palette" aria-label={t('goTo')} onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[at] ? `palette-${at}` : undefined}
        aria-label={t('goTo')}
        placeholder={t('goToHint')}
        spellcheck={false}
        value={search}
        onInput={event => {
          setSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      <div id="palette-list" role="listbox" aria-label={t('goTo')}>
        {found.map((target, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the input has the focus, aria-activedescendant names it
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
          <div
            key={`${target.kind} ${target.name}`}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === at}
            class="palette-row"
            onClick={() => go(target)}
          >
            <Icon name={target.icon} />
            <span class="grow">{target.name}</span>
            <span class="hint">{target.kind}</span>
          </div>
        ))}
        {found.length === 0 && <p class="hint">{t('noMatch')}</p>}
      </div>
    </dialog>
  )
}

function targetsOf(page: Workspace, t: Translate): Target[] {
  const views = VIEWS.map(
    (view): Target => ({
      icon: view,
      name: t(view),
      kind: t('view'),
      go: () => page.show(view),
    }),
  )
  const players = page.connections.map(
    (connection, index): Target => ({
      icon: 'player',
      name: connection.player ?? (connection.settings.account || t('guest')),
      kind: t('connection', index + 1),
      go: () => page.select(connection),
    }),
  )
  const messages = page.protocols.messages.map(
    (message): Target => ({
      icon: message.isPush ? 'down' : 'send',
      name: message.name,
      kind: t(message.isPush ? 'push' : 'message'),
      go: () => {
        page.choose(message)
        page.show('messages')
      },
    }),
  )
  return [...players, ...views, ...messages]
}

/** Those that begin with it first, then those that have it anywhere. */
function find(targets: readonly Target[], search: string): Target[] {
  const wanted = search.trim().toLowerCase()
  const placed = targets
    .map(target => ({ target, at: target.name.toLowerCase().indexOf(wanted) }))
    .filter(({ at }) => at !== -1)
  const [first, rest] = [placed.filter(({ at }) => at === 0), placed.filter(({ at }) => at > 0)]
  return [...first, ...rest].slice(0, SHOWN).map(({ target }) => target)
}

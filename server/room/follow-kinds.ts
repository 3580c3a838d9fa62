// The kinds of rooms of a thread, when the game's code is replaced: `kinds` is the record that all parts of the thread hold, and has the
// next version already when these switch.

import type { CodeHooks } from '../core/code/code-hooks.ts'
import { StartError } from '../core/errors.ts'
import type { RoomDefinition, RoomKinds } from './define-room.ts'

/** `onFollowed`: they are others now. */
export function followKinds(code: CodeHooks, kinds: RoomKinds, onFollowed: () => void): void {
  code.add('rooms', ({ rooms: next }: { rooms: RoomKinds }) => {
    checkSame(kinds, next)
    const before = { ...kinds }
    return () => {
      keepPayments(kinds, before)
      onFollowed()
    }
  })
}

/** Throws StartError for what can't change of a kind while there are rooms of it. */
function checkSame(kinds: RoomKinds, next: RoomKinds): void {
  const gone = Object.keys(kinds).find(name => !Object.hasOwn(next, name))
  if (gone !== undefined)
    throw new StartError(
      `rooms.${gone}: expected this kind, of which there may be rooms, got none; restart the server for it`,
    )
  for (const [name, { history = 'memory' }] of Object.entries(next)) {
    const { history: before = 'memory' } = kinds[name] ?? { history }
    if (before !== history)
      throw new StartError(
        `rooms.${name}.history: expected ${before}, as in the code that runs, got ${history}; restart the server for it`,
      )
  }
}

/** A payment that a kind does not have any more may still be owed by one of its rooms. */
function keepPayments(kinds: RoomKinds, before: RoomKinds): void {
  for (const [name, definition] of Object.entries(kinds)) {
    const { pays = {} } = before[name] ?? {}
    const owed = Object.entries(pays).filter(([pay]) => !Object.hasOwn(definition.pays, pay))
    if (owed.length > 0)
      (kinds as Record<string, RoomDefinition>)[name] = {
        ...definition,
        pays: { ...Object.fromEntries(owed), ...definition.pays },
      }
  }
}

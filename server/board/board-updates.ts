// Updates of boards that travel in the edit of a role: the edit notes them, they are stored with the role, and they reach
// the board later, once however often they are sent. The member is the role.

import { hasCode } from '../core/errors.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { BoardWrite } from '../store/board-store.ts'
import { fromDocumentJson, toDocumentJson } from '../store/document-json.ts'
import { boardCaller } from './board-keeper.ts'
import { checkScore } from './checks.ts'
import type { BoardDefinitions } from './define-board.ts'

/** A noted update on its way: `to` is `board/NAME`, `body` the rest of the write. */
interface Note {
  to: string
  body: string
}

type Update = Pick<BoardWrite, 'kind' | 'score' | 'info'>

export function boardUpdates(definitions: BoardDefinitions = {}, scope: ServiceScope) {
  const callers = new Map<string, ReturnType<typeof boardCaller>>()
  const callerOf = (name: string) => {
    const caller = callers.get(name) ?? boardCaller(name, scope)
    callers.set(name, caller)
    return caller
  }
  return {
    /** What the function of one edit has as `boards`. */
    note(note: (message: Note) => void): object {
      const names = Object.keys(definitions)
      return Object.fromEntries(names.map(name => [name, notingBoard(name, note)]))
    },

    /** Hands an update to its board. Resolves when it is stored; with the reason when the board can never take it. */
    async receive(name: string, body: string, from: { sender: string; number: number }) {
      if (!Object.hasOwn(definitions, name)) return `no board "${name}" is declared`
      const update = fromDocumentJson(body) as Update
      try {
        await callerOf(name)('take', [{ ...update, member: from.sender, number: from.number }])
        return undefined
      } catch (error) {
        if (hasCode(error, 'BAD_MESSAGE')) return (error as Error).message
        throw error
      }
    },
  }
}

function notingBoard(name: string, note: (message: Note) => void) {
  const noteUpdate = (kind: Update['kind'], score: number, info: unknown): void => {
    const update: Update = { kind, score: checkScore(score), info }
    note({ to: `board/${name}`, body: toDocumentJson(update) })
  }
  return {
    update: (score: number, info?: unknown) => noteUpdate('update', score, info),
    increase: (by: number, info?: unknown) => noteUpdate('increase', by, info),
  }
}

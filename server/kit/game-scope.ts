// What code of a game has that runs for no player: a schedule's `run`.

import type { GameTypes } from '../agent/game-types.ts'
import type { Logger } from '../core/log/log.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { RoleEdits } from '../role/edit/role-edits.ts'

/** Of a thread, the same for all that it runs. */
export interface ThreadParts<G extends GameTypes = GameTypes> {
  /** Changes a role, online or not: `roles.edit(uid, role => …, editId)`. */
  readonly roles: RoleEdits<G['role']>
  /** Handles of the game's boards. */
  readonly boards: NonNullable<G['boards']>
  /** The designers' tables in their current version. */
  readonly tables: NonNullable<G['tables']>
  /** The game's settings, from the configuration. */
  readonly settings: NonNullable<G['settings']>
}

export interface GameScope<G extends GameTypes = GameTypes> extends ThreadParts<G> {
  /** Finds and launches services. */
  readonly node: ServiceScope
  readonly log: Logger
  /** ms since 1970, by the server's clock. */
  now(): number
}

/** `node`, `log` and `now` are those of the service that runs it. */
export const gameScope = (
  { node, log, now }: Pick<GameScope, 'node' | 'log' | 'now'>,
  parts: Readonly<Record<keyof ThreadParts, object>>,
): GameScope => ({ ...(parts as unknown as ThreadParts), node, log, now })

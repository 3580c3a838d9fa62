// A serving thread (a worker, or main with `threads: 0`), a line for each capability: downwards its start, upwards its stop. Main loads
// this, and what it imports, only where it serves itself.

import { AgentsByAddress } from './agent/agents-by-address.ts'
import { agentsOnThread } from './agent/on-thread.ts'
import type { AuthSeed } from './auth/on-main.ts'
import { authOnThread } from './auth/on-thread.ts'
import { boardUpdates } from './board/board-updates.ts'
import { boardsOnThread } from './board/on-thread.ts'
import { type CodeSeed, codeOnThread } from './code/on-thread.ts'
import type { Config } from './config.ts'
import type { Thread } from './core/thread/thread.ts'
import { documentsOnThread, documentTaker } from './document/on-thread.ts'
import type { GateSeed } from './gate/on-main.ts'
import { gateOnThread } from './gate/on-thread.ts'
import type { TemplatedApp } from './gate/transport/uws.ts'
import type { GameDefinition } from './kit/define-game.ts'
import { openGame } from './kit/load-game.ts'
import { gameOn, metricsOnThread, reachOnThread } from './kit/on-thread.ts'
import { loginOnThread } from './login/on-thread.ts'
import { rolesOnThread } from './role/on-thread.ts'
import type { RoomsSeed } from './room/on-main.ts'
import { roomsOnThread } from './room/on-thread.ts'
import { readGameSettings } from './settings/game-settings.ts'
import type { StoresOptions } from './store/on-main.ts'
import { storesOnThread } from './store/on-thread.ts'
import { type IdsSeed, idsOnThread } from './store/seat/ids.ts'
import { tablesOnThread } from './table/on-thread.ts'
import type { Watchdog } from './watchdog/watchdog.ts'
import { dailyOf, gameDays } from './work/daily/define-daily.ts'
import { threadWork, workOnThread } from './work/on-thread.ts'

/** What main shares with every serving thread. */
export interface ServeSeed extends CodeSeed {
  config: Config
  auth: AuthSeed
  stores: StoresOptions
  ids: IdsSeed
  rooms: RoomsSeed
  gate: GateSeed
}

/** Makes `thread` serve players. `app`: main's own, which listens; undefined on a worker. */
export async function serve(thread: Thread, game: GameDefinition, seed: ServeSeed, app?: TemplatedApp) {
  const [{ config }, { protocol, latestWins, services }] = [seed, game]
  const handshake = game.authenticate && (game.handshakeHeaders ?? [])
  const days = game.daily && gameDays(game.daily, game.timeZone, thread.clock)
  const stores = await storesOnThread(thread, seed.stores)
  const ids = idsOnThread(thread.slot, seed.ids)
  const [newId, gameOf, agentsHere] = [() => ids.next(), gameOn(thread), new AgentsByAddress()]
  const moves = { boards: boardUpdates(game.boards, thread), toDocument: documentTaker(thread, services) }
  const ofRoles = { definition: game.role, store: stores.roles, newUid: newId, config }
  const { roles, edits } = await rolesOnThread(thread, { ...ofRoles, ...moves, daily: dailyOf(game, days) })
  const ofDocuments = { services, stores, config, toRole: edits.take }
  const { documents, states } = await documentsOnThread(thread, ofDocuments)
  const boards = boardsOnThread(thread, { definitions: game.boards, store: stores.boards, edits })
  const ofTables = { ...config.table, development: config.development }
  const tables = game.tables && (await tablesOnThread(thread, { set: game.tables, ...ofTables }))
  const watchdog = await thread.query<Watchdog>('.watchdog')
  const gate = await gateOnThread(thread, { seed: seed.gate, protocol, latestWins, handshake, app })
  const work = await threadWork(thread, { game, config, newId, gameOf })
  const own = { settings: readGameSettings(game, config), metrics: await metricsOnThread(thread, game), work }
  const reach = { edits, boards, documents, states, tables: tables?.tables, ...own, newId }
  const ofRooms = { kinds: game.rooms, config: config.room, store: stores.rooms, seed: seed.rooms }
  const facets = await roomsOnThread(thread, {
    ...ofRooms,
    filter: (text, from) => game.textFilter?.(text, from, tables?.tables ?? {}) ?? text,
    ...{ watchdog, gate: gate.address, agents: agentsHere, protocol, latestWins },
    edit: (uid, change, id) => edits.edit(uid, change as never, id),
    onReach: rooms => reachOnThread(thread, { ...reach, rooms }),
  })
  await workOnThread(thread, { game, days, stores, edits, gameOf })
  const accountTokens = await loginOnThread(thread, { config, stores })
  const auth = await authOnThread(thread, { seed: seed.auth, config, game, gameOf, accountTokens })
  const players = { game, config, auth, roles, watchdog, gate, facets, agents: agentsHere, ...reach }
  const rateMemory = seed.rooms.bucketMemory
  const { agents, carryOff } = await agentsOnThread(thread, { ...players, rateMemory })
  await codeOnThread(thread, seed, openGame)
  await gate.accept(agents.receive, carryOff)
}

// The leaderboards on main: which thread each is on, and the interface for other programs on the web port.

import { replaceRecord } from '../core/code/replace-record.ts'
import type { MainSetup } from '../setup/main-setup.ts'
import type { BoardStore } from '../store/board-store.ts'
import { boardCommands } from './board-commands.ts'
import { BoardKeeper, boardCaller } from './board-keeper.ts'
import type { BoardDefinitions } from './define-board.ts'
import { PING, rankRoutes } from './rank-routes.ts'
import type { BoardConfig } from './settings.ts'

export interface BoardsOnMainOptions {
  /** The game's. */
  definitions: BoardDefinitions | undefined
  board: BoardConfig
  store: BoardStore
  /** With the tester page, it is told their names. */
  web: { page: boolean }
}

/** `open` launches the game's boards, once the serving threads are there. */
export function boardsOnMain(
  setup: MainSetup,
  { definitions: declared, board, store, web }: BoardsOnMainOptions,
) {
  const definitions = { ...declared }
  const keeper = new BoardKeeper(setup.node)
  const { maxBoards } = board.http
  setup.routes.add(PING)
  setup.routes.add(rankRoutes({ maxBoards, keeper, store, scope: setup.node }), { scope: 'rank' })
  setup.commands.add(boardCommands({ keeper, node: setup.node }))
  setup.removers.add(({ uid }) => forget(uid, keeper, setup.node))
  if (web.page) setup.routes.add({ 'GET /api/boards': () => Response.json(Object.keys(definitions)) })
  const open = () => Promise.all(Object.keys(definitions).map(name => keeper.open(name)))
  const { code } = setup.node.thread
  code.add('boards', ({ boards: next = {} }: { boards?: BoardDefinitions }) => () => {
    const gone = Object.keys(definitions).filter(name => !Object.hasOwn(next, name))
    replaceRecord(definitions, next)
    code.afterwards(() => Promise.all([...gone.map(name => keeper.drop(name)), open()]))
  })
  return { open }
}

/** Takes a player from every board that runs. */
async function forget(uid: string | undefined, keeper: BoardKeeper, node: MainSetup['node']): Promise<void> {
  if (uid !== undefined) for (const name of keeper.names) await boardCaller(name, node)('forget', [uid])
}

// One server for the tests of a suite, where each with a server of its own would cost seconds.

import { afterAll, afterEach, beforeAll } from 'vitest'
import type { GameMessages } from '../../protocol/client/connect.ts'
import type { Messages } from '../../protocol/client/index.ts'
import { type GameServer, type StartGameOptions, startGame } from './game-server.ts'
import { troubleOf } from './trouble.ts'

/**
 * Call it in a suite or at the top of a file: the server is started before the first test and stopped after the last, and what
 * it gives is the server. After each test its players leave; tests use accounts of their own.
 */
export function shareGame<M extends Messages = GameMessages>(
  options: StartGameOptions = {},
): () => GameServer<M> {
  let game: GameServer<M> | undefined
  beforeAll(async () => {
    game = await startGame<M>(options)
  })
  afterAll(async () => void (await game?.stop()))
  afterEach(({ task }) => {
    if (task.result?.state === 'fail' && game) process.stderr.write(`${troubleOf(game.complaints())}\n`)
    return game?.emptied()
  })
  return () => game!
}

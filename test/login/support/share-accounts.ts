// One game with accounts for all tests of a file.

import type { StartGameOptions } from '../../kit/game-server.ts'
import { shareGame } from '../../kit/share-game.ts'
import { type AccountsGame, accountsOf, withAccounts } from './accounts-game.ts'

export function shareAccounts(options: StartGameOptions = {}): () => AccountsGame {
  const game = shareGame(withAccounts(options))
  return () => accountsOf(game())
}

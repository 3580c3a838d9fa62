// What the tests of a game import: all that they need to start it, play it, move its time and break it. See docs/en/testing.md.

export type { Heard, Player, PlayerOptions } from '../support/client/player.ts'
export { refusal } from '../support/refusal.ts'
export { launchServer as launchDatabase, useServer as useDatabase } from '../support/store/databases.ts'
export { dropDatabase, ownDatabase } from '../support/store/mongo-store.ts'
export { temporaryFolder } from '../support/temporary-folder.ts'
export { until } from '../support/until.ts'
export { GameClock, type Moment, type Span } from './clock.ts'
export { GameProcess, startGameProcess } from './game-process.ts'
export { GameServer, type StartGameOptions, startGame } from './game-server.ts'
export { type LaunchServiceOptions, type LoneService, launchService } from './launch-service.ts'
export { shareGame } from './share-game.ts'
export { type Answers, type AnyCommands, StandIn, standIn } from './stand-in.ts'

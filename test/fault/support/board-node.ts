// The process that test/fault/board.ts kills: a node with one board on the embedded store in FOLDER, whose clock
// stands at NOW (ms). It adds 1 to members at random and says each time when that was confirmed ("+ uid"), and says
// each hook of an ended period that has run ("r uid"). With UNTIL=rewarded it stops by itself when nothing is left.

import { randomInt } from 'node:crypto'
import pino from 'pino'
import { type BoardContext, createBoardService } from '../../../server/board/board.ts'
import { BoardKeeper, boards } from '../../../server/board/board-keeper.ts'
import { defineBoard } from '../../../server/board/define-board.ts'
import { Tally } from '../../../server/core/metrics/tally.ts'
import { Node } from '../../../server/core/node/node.ts'
import { ManualClock } from '../../../server/lib/clock.ts'
import { EmbeddedBoardStore } from '../../../server/store/embedded/board/board-store.ts'
import { openEnvironment } from '../../../server/store/embedded/environment/environment.ts'
import { EmbeddedRoleStore } from '../../../server/store/embedded/role-store.ts'
import { createEdit, type Rewarded } from '../../support/store/role-edit.ts'
import { MEMBERS, prizeOf } from './board-prizes.ts'

const [folder, now, until] = process.argv.slice(2)
/** Resolves when the line is out of this process: one that waits in its memory would die with it. */
const say = (line: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(`${line}\n`, error => (error ? reject(error) : resolve())),
  )

const environment = openEnvironment(folder!)
const edit = createEdit(new EmbeddedRoleStore(environment))
const definitions = {
  gold: defineBoard<unknown, Rewarded>({
    operator: 'sum',
    period: 'weekly',
    timeZone: 'America/New_York',
    keep: 10,
    async onPeriodEnd({ member, rank }, { rewardId }) {
      const give = (role: Rewarded) => {
        role.gold += prizeOf(rank)
      }
      await edit(member, give, rewardId)
      await say(`r ${member}`)
    },
  }),
}
const context: BoardContext = {
  definitions,
  store: new EmbeddedBoardStore(environment),
  clock: new ManualClock(Number(now)),
  edit,
  owner: String(process.pid),
  running: new Set(),
  updates: new Tally(),
}
const services = { board: createBoardService(context) }
const node = await Node.start({ id: 0, log: pino({ level: 'error' }, pino.destination(2)), services })
await new BoardKeeper(node).open('gold')
const { gold } = boards(definitions, node)

if (until === 'rewarded') {
  while ((await gold.periods()).some(({ isDone, isCurrent }) => !isDone && !isCurrent))
    await new Promise(resolve => setTimeout(resolve, 20))
  await node.stop()
  await environment.close()
  process.exit(0)
}
for (;;) {
  const uids = Array.from({ length: 8 }, () => String(randomInt(MEMBERS)))
  await Promise.all(uids.map(uid => gold.increase(uid, 1).then(() => say(`+ ${uid}`))))
}

import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { BoardKeeper, boards } from '../../server/board/board-keeper.ts'
import { defineBoard } from '../../server/board/define-board.ts'
import { Node } from '../../server/core/node/node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import type { Crash } from './support/worker.ts'

test.each([1, 2])(
  'a board whose thread is lost goes on, with everything confirmed: %i workers',
  async count => {
    const folder = temporaryFolder()
    const node = await Node.start({ id: 0, log: pino({ level: 'silent' }) })
    onTestFinished(async () => void (await node.stop(3000)))
    await node.startWorkers({ url: new URL('./support/worker.ts', import.meta.url), count, data: { folder } })
    const keeper = new BoardKeeper(node)
    await keeper.open('gold')
    const { gold } = boards({ gold: defineBoard() }, node)
    await Promise.all(Array.from({ length: 50 }, (_, i) => gold.update(`m${i}`, i)))
    const slot = keeper.slotOf('gold')!
    const lost = await node.query('.board/gold')
    const crash = await node.query<Crash>(`.crash/${slot}`)
    crash.send.crash()
    const size = () => gold.size().catch(() => undefined)
    await expect
      .poll(async () => (await node.query('.board/gold')).address, { timeout: 30_000 })
      .not.toBe(lost.address)
    await expect.poll(size, { timeout: 30_000 }).toBe(50)
    expect(await gold.update('m51', 99)).toMatchObject({ rank: 1 })
  },
  60_000,
)

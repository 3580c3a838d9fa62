// What the start of a server took is given back.

import { expect, test } from 'vitest'
import { giveBack } from '../../../server/core/node/give-back.ts'
import { startNode } from '../support/start-node.ts'

const MB = 1024 * 1024
const heap = () => process.memoryUsage().heapTotal

/** Memory that nobody uses. */
function waste(): void {
  const lists = Array.from({ length: 64 }, () => new Array<number>(MB / 8).fill(1))
  lists.length = 0
}

test('every thread of a node that nobody uses gives back what it can, and of one that somebody uses none', async () => {
  const { node } = await startNode(2)
  waste()
  const before = heap()
  await giveBack(node, () => false)
  expect(heap()).toBeGreaterThan(before - 8 * MB)
  const asked: number[] = []
  await giveBack(node, () => asked.push(heap()) > 0)
  expect(asked.length).toBe(3)
  expect(heap()).toBeLessThan(before - 32 * MB)
})

// What operators do to threads: restart a worker, collect garbage.

import { z } from 'zod'
import { LAUNCHER, makeAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { Launcher } from '../../core/thread/registry.ts'
import { askThread } from '../../setup/ask-threads.ts'
import { type Commands, command } from '../../setup/commands.ts'

export interface ThreadCommandsOptions {
  node: Node
  /** `config.stopTimeout`: ms that a worker has to leave. */
  stopTimeout: number
}

/** ms that a collection may take. */
const COLLECT_WITHIN = 60_000

export const threadCommands = ({ node, stopTimeout }: ThreadCommandsOptions): Commands => ({
  restart: command({
    summary: 'has a worker save everything and leave in order; another takes its place',
    scope: 'operate',
    args: { worker: z.int().min(0).describe('its slot') },
    async run({ worker }) {
      const began = performance.now()
      await node.restart(worker, stopTimeout)
      return { worker, ms: Math.round(performance.now() - began) }
    },
  }),
  gc: command({
    summary: 'collects the garbage of every thread, or of one, which stands still meanwhile',
    scope: 'operate',
    args: { thread: z.int().min(0).optional() },
    run: ({ thread }) => collectGarbage(node, thread),
  }),
})

async function collectGarbage(node: Node, thread: number | undefined): Promise<object[]> {
  const slots = thread === undefined ? [...new Set([0, ...node.slots])] : [thread]
  return Promise.all(slots.map(slot => collectOn(node, slot)))
}

/** In MB. */
async function collectOn(node: Node, slot: number): Promise<object> {
  const life = node.lifeIn(slot)
  if (life === undefined) throw new AppError('BAD_MESSAGE', `thread: there is no thread ${slot}`)
  const launcher = node.ref<Launcher>(makeAddress(life, LAUNCHER)).within(COLLECT_WITHIN)
  const { before, after, ms } = await askThread(node, slot, () => launcher.call.collect())
  return { thread: slot, before, after, freed: before - after, ms }
}

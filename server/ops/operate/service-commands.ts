// What operators do to services and threads: call one, end one, restart a worker, collect garbage.

import { z } from 'zod'
import { type Address, LAUNCHER, lifeOf, makeAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { Launcher } from '../../core/thread/registry.ts'
import { type Commands, command } from '../../setup/commands.ts'
import { addressOf } from './addresses.ts'
import { plain } from './plain.ts'
import { readJson } from './read-json.ts'

export interface ServiceCommandsOptions {
  node: Node
  /** `config.stopTimeout`: ms that a worker has to leave. */
  stopTimeout: number
}

/** ms that a called command may take. */
const CALL_WITHIN = 60_000
/** Services without which the server does not go on, by the first part of their names. */
const KIT =
  /^\.(watchdog|rooms|gate|tables|agents|edits|board|schedule|stores|commands|stats|diagnose|time)(\/|$)/

const address = z.string().describe('a name such as .watchdog, or an address such as :1.00000010')
const words = {
  address,
  command: z.string(),
  args: z.string().default('[]').describe('JSON: a list of the arguments, or the only one'),
}

export const serviceCommands = ({ node, stopTimeout }: ServiceCommandsOptions): Commands => ({
  call: command({
    summary: 'calls a command of a service and shows what it answers',
    scope: 'admin',
    args: words,
    async run({ address: where, command: name, args }) {
      const ref = node.ref<AnyCommands>(await addressOf(node, where)).within(CALL_WITHIN)
      return asResult(await ref.call[name]!(...argsOf(args)))
    },
  }),
  send: command({
    summary: 'sends a message to a service and does not wait for an answer',
    scope: 'admin',
    args: words,
    async run({ address: where, command: name, args }) {
      node.ref<AnyCommands>(await addressOf(node, where)).send[name]!(...argsOf(args))
    },
  }),
  kill: command({
    summary: "ends a service after its message in progress, or at once; a worker's restart starts it again",
    scope: 'admin',
    args: { address },
    options: { now: z.boolean().default(false).describe('also beside a message that does not end') },
    run: ({ address: where, now }) => kill(node, where, now),
  }),
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

type AnyCommands = Record<string, (...args: unknown[]) => unknown>

function argsOf(text: string): unknown[] {
  const value = readJson('args', text)
  return Array.isArray(value) ? value : [value]
}

const asResult = (value: unknown): string | object | undefined => {
  const shown = plain(value)
  if (typeof shown === 'object' && shown !== null && !isMixed(shown)) return shown
  return shown === undefined ? undefined : JSON.stringify(shown)
}

/** A list that is no table. */
const isMixed = (value: object): boolean =>
  Array.isArray(value) && !value.every(item => typeof item === 'object' && item !== null)

async function kill(node: Node, where: string, isForced: boolean): Promise<object> {
  const target = await addressOf(node, where)
  const names = await node.names()
  const name = Object.keys(names).find(each => names[each] === target)
  if (name !== undefined && KIT.test(name))
    throw new AppError('BAD_MESSAGE', `address: ${name} is needed by the server; restart its worker instead`)
  return { ended: await launcherOf(node, target).call.end(target, isForced) }
}

const launcherOf = (node: Node, target: Address) => node.ref<Launcher>(makeAddress(lifeOf(target), LAUNCHER))

async function collectGarbage(node: Node, thread: number | undefined): Promise<object[]> {
  const slots = thread === undefined ? [...new Set([0, ...node.slots])] : [thread]
  return Promise.all(
    slots.map(async slot => {
      const life = node.lifeIn(slot)
      if (life === undefined) throw new AppError('BAD_MESSAGE', `thread: there is no thread ${slot}`)
      const launcher = node.ref<Launcher>(makeAddress(life, LAUNCHER)).within(CALL_WITHIN)
      const { before, after, ms } = await launcher.call.collect()
      return { thread: slot, before, after, freed: before - after, ms }
    }),
  )
}

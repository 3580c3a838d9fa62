// What an operator asks of the node's threads. It keeps true: a thread that does not answer keeps nobody from the answers of
// the others; whoever asked is told which one it is, and why as far as main knows.

import { AppError, hasCode } from '../core/errors.ts'
import type { Node } from '../core/node/node.ts'
import type { Ref } from '../core/service/ref.ts'
import type { CommandContext } from './commands.ts'

/** ms that a thread may take. */
export const ANSWER_WITHIN = 3000

export interface Answered<T> {
  slot: number
  answer: T
}

/** Main's and those that serve. */
export const allSlots = ({ slots }: Node): number[] => [...new Set([0, ...slots])]

/** The service of this name, whose calls are given up soon. */
export const serviceOf = async <S>(node: Node, name: string): Promise<Ref<S>> =>
  (await node.query<S>(name, ANSWER_WITHIN)).within(ANSWER_WITHIN)

/** Asks each of these threads; the answers of those that gave one, in the order of `slots`. */
export async function askThreads<T>(
  slots: readonly number[],
  question: (slot: number) => Promise<T>,
): Promise<Answered<T>[]> {
  const answers = await Promise.all(slots.map(slot => askOne(slot, question)))
  return answers.filter(each => each !== undefined)
}

/** Asks each of the threads that serve players, and says which of them did not answer. */
export async function askServing<T>(
  node: Node,
  { print }: Pick<CommandContext, 'print'>,
  question: (slot: number) => Promise<T>,
): Promise<Answered<T>[]> {
  const { slots } = node
  const answers = await askThreads(slots, question)
  for (const { why } of silentOf(node, slots, answers)) print(why)
  return answers
}

/** The threads without an answer, each with a sentence for whoever asked. */
export function silentOf(
  node: Node,
  slots: readonly number[],
  answers: readonly { slot: number }[],
): { slot: number; why: string }[] {
  const silent = slots.filter(slot => !answers.some(answer => answer.slot === slot))
  return silent.map(slot => ({ slot, why: whySilent(node, slot) }))
}

/** Asks one thread. Throws TIMEOUT with a sentence that says which one does not answer. */
export async function askThread<T>(node: Node, slot: number, question: () => Promise<T>): Promise<T> {
  try {
    return await question()
  } catch (error) {
    if (!hasCode(error, 'TIMEOUT')) throw error
    throw new AppError('TIMEOUT', whySilent(node, slot), { cause: error })
  }
}

/** undefined for a thread that is not held by a look into it. */
export function heldText(node: Node, slot: number): string | undefined {
  const ms = node.thread.monitor.holds.of(slot)
  return ms === undefined
    ? undefined
    : `thread ${slot} is held by a look into its memory, for ${(ms / 1000).toFixed(1)} s by now`
}

export function whySilent(node: Node, slot: number): string {
  const held = heldText(node, slot)
  if (held !== undefined) return held
  if (node.state === 'starting') return `thread ${slot} is still starting`
  return `thread ${slot} does not answer; \`stack ${slot}\` shows what it runs`
}

async function askOne<T>(
  slot: number,
  question: (slot: number) => Promise<T>,
): Promise<Answered<T> | undefined> {
  try {
    return { slot, answer: await question(slot) }
  } catch (error) {
    if (hasCode(error, 'THREAD_LOST', 'SERVICE_DEAD', 'TIMEOUT')) return undefined
    throw error
  }
}

// Where the boards of a node are, and how others reach them. Each lives on one thread, chosen by the hash of its name; when
// that thread ends, the board is launched on another one and continues from the store. `boards()` makes the typed handles
// that handlers use as `agent.boards.NAME`.

import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, hasCode, isGone } from '../core/errors.ts'
import type { Node } from '../core/node/node.ts'
import type { Ref } from '../core/service/ref.ts'
import type { ServiceScope } from '../core/service/service.ts'
import type { BoardRules } from '../store/board-store.ts'
import type { Board, PeriodInfo } from './board.ts'
import type { BoardDefinition, BoardDefinitions, BoardEntry } from './define-board.ts'

/** The name under which a thread's services hold the class of its boards. */
export const BOARD_SERVICE = 'board'
const serviceName = (board: string): string => `.board/${board}`

/** The commands of a board, for other services; see board.ts. Each rejects with AppError. */
export interface BoardHandle<I> {
  update(member: string, score: number, info?: I): Promise<BoardEntry<I> | undefined>
  increase(member: string, by: number, info?: I): Promise<BoardEntry<I> | undefined>
  remove(member: string): Promise<boolean>
  reset(): Promise<void>
  configure(rules: BoardRules): Promise<void>
  query(member: string, period?: number): Promise<BoardEntry<I> | undefined>
  infos(members: readonly string[], period?: number): Promise<(BoardEntry<I> | undefined)[]>
  top(count: number, period?: number): Promise<BoardEntry<I>[]>
  range(start: number, count: number, period?: number): Promise<BoardEntry<I>[]>
  around(member: string, count: number, period?: number): Promise<BoardEntry<I>[]>
  size(period?: number): Promise<number>
  periods(): Promise<PeriodInfo[]>
}

// biome-ignore lint/suspicious/noExplicitAny: the role does not matter to a handle
type InfoOf<D> = D extends BoardDefinition<infer I, any> ? I : unknown
export type BoardHandles<D extends BoardDefinitions> = { readonly [K in keyof D]: BoardHandle<InfoOf<D[K]>> }

const WRITES = ['update', 'increase', 'remove', 'reset', 'configure'] as const
const READS = ['query', 'infos', 'top', 'range', 'around', 'size', 'periods'] as const

/** A handle of the board with this name; `scope` is who calls (an agent, the node). */
export function boardHandle<I = unknown>(name: string, scope: ServiceScope): BoardHandle<I> {
  const call = boardCaller(name, scope)
  const methods = [...WRITES, ...READS].map(command => [command, (...args: unknown[]) => call(command, args)])
  return Object.fromEntries(methods) as BoardHandle<I>
}

/** Calls commands of the board with this name, wherever it is. Throws TRY_AGAIN while it is nowhere. */
export function boardCaller(name: string, scope: ServiceScope) {
  let found: Promise<Ref<Board>> | undefined
  return async (command: keyof BoardHandle<unknown> | 'take', args: unknown[]): Promise<unknown> => {
    found ??= scope.query<Board>(serviceName(name))
    const asked = found
    try {
      const { call } = await asked
      return await (call[command] as (...args: unknown[]) => Promise<unknown>)(...args)
    } catch (error) {
      if (found === asked && isLost(error)) found = undefined
      throw isLost(error) ? new AppError('TRY_AGAIN', undefined, { cause: error }) : error
    }
  }
}

/** A board that does not answer in time may be on a thread that is about to be lost. */
const isLost = (error: unknown): boolean => isGone(error) || hasCode(error, 'TIMEOUT')

/** The handles of all declared boards. */
export function boards<D extends BoardDefinitions>(definitions: D, scope: ServiceScope): BoardHandles<D> {
  const handles = Object.keys(definitions).map(name => [name, boardHandle(name, scope)])
  return Object.fromEntries(handles) as BoardHandles<D>
}

/** ms until a failed launch is tried again. */
const RETRY = 200

type ReadRules = () => Promise<BoardRules>

/** Launches boards on the threads of a node, and again when a thread is lost. Lives on main. */
export class BoardKeeper {
  readonly #node: Node
  readonly #places = new Map<string, { slot: number; rules: ReadRules | undefined }>()
  readonly #opening = new Map<string, Promise<unknown>>()

  constructor(node: Node) {
    this.#node = node
    node.onWorkerLost(slot => void this.#replace(slot))
  }

  /** Launches a board unless it is running; `rules` reads the rules of one that is not declared. */
  open(name: string, rules?: ReadRules): Promise<unknown> {
    const known = this.#opening.get(name)
    if (known) return known
    const opened = this.#launch(name, rules)
    this.#opening.set(name, opened)
    opened.catch(() => this.#opening.delete(name))
    return opened
  }

  /** The slot of the thread that a board is on; undefined while it is launched again. */
  slotOf(name: string): number | undefined {
    return this.#places.get(name)?.slot
  }

  async #launch(name: string, rules: ReadRules | undefined): Promise<void> {
    const options = { name, rules: await rules?.() }
    const { slots } = this.#node
    const slot = slots[hash(name) % slots.length]
    if (slot === undefined) throw new AppError('THREAD_LOST', 'no thread can take the board')
    await this.#node.launchOn(slot, BOARD_SERVICE, options, { name: serviceName(name) })
    this.#places.set(name, { slot, rules })
  }

  async #replace(lost: number): Promise<void> {
    const moved = [...this.#places].filter(([, { slot }]) => slot === lost)
    for (const [name] of moved) this.#places.delete(name)
    await Promise.all(moved.map(([name, { rules }]) => this.#launchAgain(name, rules)))
  }

  /** Tries until it succeeds: the only other thread may still be starting. */
  async #launchAgain(name: string, rules: ReadRules | undefined): Promise<void> {
    while (!this.#node.isStopping) {
      try {
        return await this.#launch(name, rules)
      } catch (error) {
        this.#node.thread.log.warn(
          { err: error, board: name },
          'a board could not be launched again; retrying',
        )
        await sleep(RETRY, undefined, { ref: false })
      }
    }
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ char.codePointAt(0)!, 0x01000193)
  return h >>> 0
}

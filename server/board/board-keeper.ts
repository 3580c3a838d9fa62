// Where the boards of a node are, and how others reach them. Each lives on one thread, chosen by the hash of its name; when
// that thread ends, the board is launched on another one and continues from the store. `boards()` makes the typed handles
// that handlers use as `agent.boards.NAME`.

import { AppError, hasCode, isGone } from '../core/errors.ts'
import type { Node } from '../core/node/node.ts'
import { ServiceKeeper } from '../core/node/service-keeper.ts'
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
  return async (
    command: keyof BoardHandle<unknown> | 'take' | 'forget',
    args: unknown[],
  ): Promise<unknown> => {
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

/** Launches boards on the threads of a node, and again when a thread is lost. Lives on main. */
export class BoardKeeper {
  readonly #node: Node
  readonly #keeper: ServiceKeeper

  constructor(node: Node) {
    this.#node = node
    this.#keeper = new ServiceKeeper(node)
  }

  /** Launches a board unless it is running; `rules` reads the rules of one that is not declared. */
  open(name: string, rules?: () => Promise<BoardRules>): Promise<void> {
    const launch = async (slot: number) => {
      const options = { name, rules: await rules?.() }
      return this.#node.launchOn(slot, BOARD_SERVICE, options, { name: serviceName(name) })
    }
    return this.#keeper.keep({ name, on: 'one', launch })
  }

  /** The game has no such board any more: it ends, and what is stored of it stays. */
  drop(name: string): Promise<void> {
    return this.#keeper.drop(name)
  }

  /** The boards that run, in the order of their opening. */
  get names(): string[] {
    return this.#keeper.names
  }

  /** The slot of the thread that a board is on; undefined while it is launched again. */
  slotOf(name: string): number | undefined {
    return this.#keeper.slotOf(name)
  }
}

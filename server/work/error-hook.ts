// Tells the game which of its messages fail too often: the service `.errors/<slot>`, on each serving thread of a game that
// wants to know. What main's services have to tell goes to the first of them.

import type { Ref } from '../core/service/ref.ts'
import { Service, type ServiceScope } from '../core/service/service.ts'
import type { ErrorAlarm } from '../core/watch/error-book.ts'
import type { GameHost } from './schedule/scheduled-work.ts'

export const errorHookName = (slot: number): string => `.errors/${slot}`

export interface ErrorHookOptions {
  onErrors(alarm: ErrorAlarm, game: unknown): unknown
  gameOf(host: GameHost): unknown
}

export class ErrorHook extends Service<ErrorHookOptions> {
  static concurrent = true
  readonly #game = this.options.gameOf({ node: this.node, log: this.log, now: () => this.now() })

  tell(alarm: ErrorAlarm): unknown {
    return this.options.onErrors(alarm, this.#game)
  }
}

/** Tells the hook on the thread in `slot`; nothing when that is not there. */
export async function tellErrorHook(node: ServiceScope, slot: number, alarm: ErrorAlarm): Promise<void> {
  const hook: Ref<ErrorHook> | undefined = await node
    .query<ErrorHook>(errorHookName(slot), 1)
    .catch(() => undefined)
  hook?.send.tell(alarm)
}

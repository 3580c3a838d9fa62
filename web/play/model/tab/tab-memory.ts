// What this tab keeps of a connection, so that a reload goes on with its session: the secret to come back with, who plays, and
// what panels have to know again. Who can read it plays as this player, until the session ends; then it is forgotten.

import type { TokenKeeper } from '../../../../protocol/client/account/account.ts'

/** Who plays there: as the page calls them, and as the server does, where the login has told. */
export interface WhoPlays {
  readonly player: string
  readonly account: string | undefined
  readonly uid: string | undefined
}

export interface KeptSession extends WhoPlays {
  readonly token: string
  /** By the name of the panel. */
  readonly panels: Record<string, unknown>
}

export const isKeptSession = (value: unknown): value is KeptSession => {
  const { token, player, panels } = (value ?? {}) as Partial<Record<keyof KeptSession, unknown>>
  return (
    typeof token === 'string' && typeof player === 'string' && typeof panels === 'object' && panels !== null
  )
}

export class TabMemory {
  /** Called when it has changed. */
  onChange: () => void = () => undefined
  #kept: KeptSession | undefined

  get kept(): KeptSession | undefined {
    return this.#kept
  }

  /** What an earlier load of the page has kept. */
  restore(kept: KeptSession | undefined): void {
    this.#kept = kept
  }

  /** For `panel`, as long as the session lasts. */
  remember(panel: string, value: unknown): void {
    if (this.#kept) this.#set({ ...this.#kept, panels: { ...this.#kept.panels, [panel]: value } })
  }

  recalled(panel: string): unknown {
    return this.#kept?.panels[panel]
  }

  /** The player has left: there is nothing to go on with. */
  forget(): void {
    this.#set(undefined)
  }

  /** Keeps the secret of the session for a client. */
  keeper(who: () => WhoPlays): TokenKeeper {
    return {
      read: () => this.#kept?.token,
      write: token => this.#set(token === undefined ? undefined : { token, ...who(), panels: {} }),
    }
  }

  #set(kept: KeptSession | undefined): void {
    this.#kept = kept
    this.onChange()
  }
}

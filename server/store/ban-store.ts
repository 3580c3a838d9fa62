// Which accounts are banned. Small, read at every login, changed by operators.

export interface Ban {
  account: string
  reason: string
  /** ms since 1970; absent: for good. */
  until?: number
}

export interface BanStore {
  get(account: string): Promise<Ban | undefined>
  /** Durable when it resolves. */
  put(ban: Ban): Promise<void>
  /** false when there was none. */
  remove(account: string): Promise<boolean>
  list(): Promise<Ban[]>
}

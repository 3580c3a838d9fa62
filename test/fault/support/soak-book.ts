// What all visitors of a soak write into: what they did, what they were told, and which signs must be there.

/** Refusals that may happen to anybody. */
const USUAL = new Set([
  'CLOSED',
  'RATE_LIMITED',
  'TRY_AGAIN',
  'ROOM_FULL',
  'ROOM_NOT_FOUND',
  'ALREADY_IN_ROOM',
  'NOT_IN_ROOM',
  'TOO_MANY_ROOMS',
  'NOT_ONLINE',
])

interface Account {
  /** The highest count that a reply has told. */
  told: number
  /** The count there would be if every request that was sent was handled. */
  asked: number
}

export class SoakBook {
  logins = 0
  requests = 0
  pushes = 0
  refusals = 0
  replaced = 0
  vanished = 0
  readonly mistakes: string[] = []
  /** Rooms that were opened and may still be there. */
  readonly rooms: string[] = []
  readonly #accounts = new Map<string, Account>()

  account(name: string): Account {
    const known = this.#accounts.get(name) ?? { told: 0, asked: 0 }
    this.#accounts.set(name, known)
    return known
  }

  get accounts(): string[] {
    return [...this.#accounts.keys()]
  }

  count(who: string, what: string, error: string | undefined): void {
    this.requests++
    if (error === undefined) return
    this.refusals++
    if (!USUAL.has(error)) this.fault(`${who}: ${what} ${error}`)
  }

  fault(what: string): void {
    this.mistakes.push(what)
  }
}

// What is stored of a player, capability by capability: each brings what removes its part when the player's account is deleted.

/** A player who is to be forgotten. Nobody plays it, or will again. */
export interface RemovedPlayer {
  account: string
  /** undefined for an account that has never played. */
  uid: string | undefined
}

/** May be called again for one that is gone: it has nothing to do then. */
export type Remove = (player: RemovedPlayer) => Promise<unknown>

export class Removers {
  readonly #removers: { what: string; remove: Remove }[] = []

  /** `what`: for the log. */
  add(what: string, remove: Remove): void {
    this.#removers.push({ what, remove })
  }

  /** The last one that was added first: the role, by which the rest is found, is the last to go. Rejects at the first that fails. */
  async run(player: RemovedPlayer): Promise<void> {
    for (const { remove } of this.#removers.toReversed()) await remove(player)
  }

  get names(): string[] {
    return this.#removers.map(({ what }) => what)
  }
}

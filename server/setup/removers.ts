// What is stored of a player, capability by capability: each brings what removes its part when the player's account is deleted.

/** A player who is to be forgotten. Nobody plays it, or will again. */
export interface RemovedPlayer {
  readonly account: string
  /** undefined for an account that has never played. */
  readonly uid: string | undefined
  /** Its stored document, plain data. */
  readonly role: Readonly<Record<string, unknown>> | undefined
}

/** May be called again for one that is gone: it has nothing to do then. */
export type Remove = (player: RemovedPlayer) => unknown

export class Removers {
  readonly #removers: Remove[] = []

  add(remove: Remove): void {
    this.#removers.push(remove)
  }

  /** The last one that was added first: the role, by which the rest is found, is the last to go. Rejects at the first that fails. */
  async run(player: RemovedPlayer): Promise<void> {
    for (const remove of this.#removers.toReversed()) await remove(player)
  }
}

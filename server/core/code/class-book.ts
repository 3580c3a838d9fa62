// What has taken the place of what: of each part of the game's code (a class, a definition) the newest, by its names. A part may
// have several: its export of a module, its key in `services`. It keeps true: a part that nobody holds any more is forgotten.

/** The game's code has been replaced on a thread. */
export interface CodeChange {
  /** The version before. */
  readonly from: string
  /** What takes the place of what. */
  readonly classes: ClassBook
}

const NONE: ReadonlySet<string> = new Set()

export class ClassBook {
  readonly #names = new WeakMap<object, Set<string>>()
  readonly #latest = new Map<string, object>()

  /** From now on this name means `part`. */
  note(name: string, part: object): void {
    this.#latest.set(name, part)
    const names = this.#names.get(part) ?? new Set<string>()
    this.#names.set(part, names.add(name))
  }

  /** What has taken the place of `part`; itself while one of its names still means it. */
  latestOf<T extends object>(part: T): T {
    let latest: object = part
    for (const name of this.#names.get(part) ?? NONE) {
      const now = this.#latest.get(name)
      if (now === part) return part
      latest = now ?? latest
    }
    return latest as T
  }
}

// Who listens to what: patterns of topics, with what stands under each. A topic is parts with dots between them, `guild.42.joined`.
// In a pattern `*` is any one part, and `**` at its end is one part or more: `guild.*.joined`, `guild.**`.

const LONGEST = 255
const PART = /^[^\s.*]+$/

class Branch<T> {
  readonly next = new Map<string, Branch<T>>()
  readonly here = new Set<T>()
  /** Under this pattern with `.**`. */
  readonly rest = new Set<T>()

  get isEmpty(): boolean {
    return this.next.size === 0 && this.here.size === 0 && this.rest.size === 0
  }
}

export class TopicTree<T> {
  readonly #root = new Branch<T>()

  add(pattern: string, value: T): void {
    const parts = pattern.split('.')
    const isOpen = parts.at(-1) === '**' && parts.pop() !== undefined
    let branch = this.#root
    for (const part of parts) {
      const next = branch.next.get(part) ?? new Branch<T>()
      branch.next.set(part, next)
      branch = next
    }
    ;(isOpen ? branch.rest : branch.here).add(value)
  }

  remove(pattern: string, value: T): void {
    const parts = pattern.split('.')
    const isOpen = parts.at(-1) === '**' && parts.pop() !== undefined
    const way = [this.#root]
    for (const part of parts) way.push(way.at(-1)!.next.get(part) ?? new Branch<T>())
    const last = way.at(-1)!
    ;(isOpen ? last.rest : last.here).delete(value)
    for (let i = parts.length; i > 0 && way[i]!.isEmpty; i--) way[i - 1]!.next.delete(parts[i - 1]!)
  }

  /** Calls `visit` for what stands under each pattern that fits the topic. */
  visit(topic: string, visit: (value: T) => void): void {
    descend(this.#root, topic.split('.'), 0, visit)
  }
}

function descend<T>(
  branch: Branch<T>,
  parts: readonly string[],
  at: number,
  visit: (value: T) => void,
): void {
  if (at === parts.length) return branch.here.forEach(visit)
  branch.rest.forEach(visit)
  const named = branch.next.get(parts[at]!)
  if (named) descend(named, parts, at + 1, visit)
  const any = branch.next.get('*')
  if (any) descend(any, parts, at + 1, visit)
}

/** Throws a RangeError for what is no topic. */
export function checkTopic(topic: string): void {
  if (topic.length > LONGEST || !topic.split('.').every(part => PART.test(part)))
    throw new RangeError(`topic: expected parts like "guild.42.joined", got "${topic.slice(0, LONGEST)}"`)
}

/** Throws a RangeError for what is no pattern. */
export function checkPattern(pattern: string): void {
  const parts = pattern.split('.')
  if (parts.at(-1) === '**') parts.pop()
  if (pattern.length > LONGEST || !parts.every(part => part === '*' || PART.test(part)))
    throw new RangeError(
      `pattern: expected parts like "guild.*.joined" or "guild.**", got "${pattern.slice(0, LONGEST)}"`,
    )
}

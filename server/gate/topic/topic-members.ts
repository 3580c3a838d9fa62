// Members of topics that cannot be reached by publish, so that the slave sends to each of them.

export class TopicMembers<M> {
  readonly #members = new Map<string, Set<M>>()

  get isEmpty(): boolean {
    return this.#members.size === 0
  }

  of(topic: string): Iterable<M> {
    return this.#members.get(topic) ?? []
  }

  add(topic: string, member: M): void {
    const members = this.#members.get(topic)
    if (members) members.add(member)
    else this.#members.set(topic, new Set([member]))
  }

  remove(topic: string, member: M): void {
    const members = this.#members.get(topic)
    members?.delete(member)
    if (members?.size === 0) this.#members.delete(topic)
  }
}

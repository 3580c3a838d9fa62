// A skip list as Redis' t_zset.c and lua-zset have it (levels with spans, a quarter of the nodes on each next one,
// equal scores ordered by member, a dictionary beside it): what the sorted set is measured against.

const MAX_LEVEL = 32

class SkipNode {
  readonly member: string
  score: number
  backward: SkipNode | null = null
  readonly forward: (SkipNode | null)[]
  readonly span: number[]

  constructor(level: number, member: string, score: number) {
    this.member = member
    this.score = score
    this.forward = new Array(level).fill(null)
    this.span = new Array(level).fill(0)
  }
}

const isBefore = (node: SkipNode, score: number, member: string): boolean =>
  node.score < score || (node.score === score && node.member < member)

/** Ascending; ranks count from 0. */
export class SkipListSet {
  readonly #scores = new Map<string, number>()
  readonly #head = new SkipNode(MAX_LEVEL, '', 0)
  readonly #update: SkipNode[] = new Array(MAX_LEVEL).fill(this.#head)
  readonly #rank: number[] = new Array(MAX_LEVEL).fill(0)
  #level = 1

  get size(): number {
    return this.#scores.size
  }

  set(member: string, score: number): void {
    const old = this.#scores.get(member)
    if (old === score) return
    if (old === undefined) this.#insert(member, score)
    else this.#updateScore(member, old, score)
    this.#scores.set(member, score)
  }

  delete(member: string): boolean {
    const score = this.#scores.get(member)
    if (score === undefined) return false
    this.#find(score, member)
    this.#unlink(this.#update[0]!.forward[0]!)
    return this.#scores.delete(member)
  }

  rank(member: string): number | undefined {
    const score = this.#scores.get(member)
    if (score === undefined) return undefined
    let node = this.#head
    let rank = -1
    for (let i = this.#level - 1; i >= 0; i--) {
      for (let next = node.forward[i]; next && !isAfter(next, score, member); next = node.forward[i]) {
        rank += node.span[i]!
        node = next
      }
      if (node.member === member && node !== this.#head) return rank
    }
    return undefined
  }

  range(start: number, end: number): { member: string; score: number; rank: number }[] {
    const found = []
    let node: SkipNode | null = this.#at(start)
    for (let rank = start; node && rank < end; rank++) {
      found.push({ member: node.member, score: node.score, rank })
      node = node.forward[0]!
    }
    return found
  }

  #at(rank: number): SkipNode | null {
    let node = this.#head
    let passed = 0
    for (let i = this.#level - 1; i >= 0; i--) {
      for (let next = node.forward[i]; next && passed + node.span[i]! <= rank + 1; next = node.forward[i]) {
        passed += node.span[i]!
        node = next
      }
      if (passed === rank + 1) return node
    }
    return null
  }

  /** Notes on every level the last node before (score, member). */
  #find(score: number, member: string): void {
    let node = this.#head
    for (let i = this.#level - 1; i >= 0; i--) {
      this.#rank[i] = i === this.#level - 1 ? 0 : this.#rank[i + 1]!
      for (let next = node.forward[i]; next && isBefore(next, score, member); next = node.forward[i]) {
        this.#rank[i]! += node.span[i]!
        node = next
      }
      this.#update[i] = node
    }
  }

  #insert(member: string, score: number): void {
    this.#find(score, member)
    const level = randomLevel()
    for (; this.#level < level; this.#level++) {
      this.#rank[this.#level] = 0
      this.#update[this.#level] = this.#head
      this.#head.span[this.#level] = this.size
    }
    const node = new SkipNode(level, member, score)
    for (let i = 0; i < level; i++) this.#link(node, i)
    for (let i = level; i < this.#level; i++) this.#update[i]!.span[i]! += 1
    node.backward = this.#update[0] === this.#head ? null : this.#update[0]!
    if (node.forward[0]) node.forward[0].backward = node
  }

  #link(node: SkipNode, i: number): void {
    const before = this.#update[i]!
    const passed = this.#rank[0]! - this.#rank[i]!
    node.forward[i] = before.forward[i]!
    before.forward[i] = node
    node.span[i] = before.span[i]! - passed
    before.span[i] = passed + 1
  }

  /** As zslUpdateScore: in place where the node stays between its neighbours. */
  #updateScore(member: string, old: number, score: number): void {
    this.#find(old, member)
    const node = this.#update[0]!.forward[0]!
    const next = node.forward[0]
    if ((!node.backward || node.backward.score < score) && (!next || next.score > score)) {
      node.score = score
      return
    }
    this.#unlink(node)
    this.#scores.delete(member)
    this.#insert(member, score)
  }

  #unlink(node: SkipNode): void {
    for (let i = 0; i < this.#level; i++) {
      const before = this.#update[i]!
      if (before.forward[i] === node) {
        before.span[i]! += node.span[i]! - 1
        before.forward[i] = node.forward[i]!
      } else before.span[i]! -= 1
    }
    if (node.forward[0]) node.forward[0].backward = node.backward
    while (this.#level > 1 && !this.#head.forward[this.#level - 1]) this.#level -= 1
  }
}

const isAfter = (node: SkipNode, score: number, member: string): boolean =>
  node.score > score || (node.score === score && node.member > member)

function randomLevel(): number {
  let level = 1
  while (level < MAX_LEVEL && Math.random() < 0.25) level += 1
  return level
}

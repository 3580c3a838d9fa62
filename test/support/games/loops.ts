// A game whose code does not come to an end, in every way in which a loop can stand in JavaScript.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  defineGameOf,
  defineRole,
  type Guest,
  gameKit,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const LOOPS = 'test/support/games/loops.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { count 0 : integer } }
      ping 2 { response {} }
      spin 3 { request { kind 0 : string } response {} }
    `,
  },
  { name: 's2c.sproto', text: '' },
]

export const loopsProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({ count: z.int().default(0) }) })
interface Loops {
  role: RoleOf<typeof role>
}

const { Service } = gameKit<Loops>()

class Spinner {
  #turns = 0

  method(): void {
    for (;;) this.#turns++
  }

  get endless(): number {
    for (;;) this.#turns += 2
  }
}

interface Item {
  next: Item | undefined
}

/** Whose commands loop. */
export class Wheel extends Service {
  #turns = 0

  roll(): void {
    while (this.#turns >= 0) this.#turns = (this.#turns + 1) % 1000
  }
}

const add = (a: number, b: number): number => {
  return a + b
}

function walk(depth: number): number {
  return depth === 0 ? 1 : walk(depth - 1) + walk(depth - 1)
}

function* generate(): Generator<number> {
  for (let n = 0; n >= 0; n = (n + 1) % 1000) if (n > 1000) yield n
}

/** Each begins it and does not return, except those whose loop begins after them. */
const KINDS: Record<string, (agent: Agent<Loops>) => unknown> = {
  loop() {
    let turns = 0
    for (;;) turns = (turns + 1) % 1000
  },
  empty() {
    for (;;);
  },
  counter() {
    let sum = 0
    for (let n = 1; n > 0; n = (n % 1000) + 1) sum = (sum * 31 + n) | 0
    return sum
  },
  arrow: () => {
    let isOn = false
    while (true) isOn = !isOn
  },
  method: () => new Spinner().method(),
  getter: () => new Spinner().endless,
  callee() {
    let sum = 0
    while (sum >= 0) sum = add(sum, 1) % 1000
  },
  nested() {
    const rows = [1, 2, 3]
    const look = (): number => {
      let found = 0
      while (found < 10) for (const row of rows) if (row > 5) found++
      return found
    }
    return look()
  },
  callback() {
    ;[1].forEach(start => {
      for (let n = start; n > 0; n = (n % 1000) + 1);
    })
  },
  cycle() {
    const first: Item = { next: undefined }
    first.next = { next: first }
    let count = 0
    for (let item: Item | undefined = first; item; item = item.next) count++
    return count
  },
  map() {
    const waiting = new Map([['a', 1]])
    for (const [key, value] of waiting) {
      waiting.delete(key)
      waiting.set(key, value + 1)
    }
  },
  text() {
    let text = 'gold'
    while (text.length > 0) text = text.slice(1).concat('x').toUpperCase().toLowerCase()
  },
  caught() {
    const attempt = (n: number): number => {
      if (n < 0) throw new Error('below zero')
      return n
    }
    for (let n = 0; ; n = (n + 1) % 1000) {
      try {
        attempt(n)
      } catch {
        // As people do who know better.
      }
    }
  },
  promises() {
    const again = (): void => {
      void Promise.resolve().then(again)
    }
    again()
  },
  service: async agent => (await agent.node.launch(Wheel, undefined)).call.roll(),
  async async() {
    let turns = 0
    for (;;) turns = (turns + 1) % 1000
  },
  generator: () => [...generate()],
  recursion: () => walk(60),
  json() {
    let value: object = { a: [1, 2, { b: 'text' }] }
    for (;;) value = JSON.parse(JSON.stringify(value)) as object
  },
  sort() {
    const numbers = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000)
    for (;;) numbers.toSorted((a, b) => a - b)
  },
  regex: () => /^(a+)+$/.test(`${'a'.repeat(60)}b`),
  wait: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
}

export default defineGameOf<Loops>({
  role,
  protocol: loopsProtocol,
  latestWins: new Set(),
  services: { Wheel },
  guest: {
    async login(guest: Guest<Loops>, { acc }: { acc: string }) {
      const { role: mine } = await guest.login({ acc, token: '' })
      return { count: mine.count }
    },
  },
  handlers: {
    ping: () => ({}),
    spin(agent: Agent<Loops>, { kind }: { kind: string }) {
      const result = KINDS[kind]!(agent)
      return result instanceof Promise ? result.then(() => ({})) : {}
    },
  },
})

// Fields and keys, read and written: plain, in a role, in an immer draft. Each loop is compiled by itself, so that no
// subject spoils the caches of another. Times are those of the processor: what else runs on the machine does not count.

import { createDraft } from 'immer'
import { COLLECT, type Node } from '../../../server/document/tree/node.ts'
import { judge, median, type Row } from './report.ts'
import { type BenchRole, benchRole, documentWith } from './role-fixture.ts'

const RUNS = 5
const KEYS = Array.from({ length: 16 }, (_, i) => `k${i}`)

/** ns that the process has computed for. */
function processorNs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

/**
 * ns of one turn of a loop over `body`, in which `o` is the subject and `i` counts. The body says whose it is: V8 shares
 * what it learns of a loop among equal sources.
 */
function measure(body: string, subject: object, turns: number): () => number {
  const loop = new Function('o', 'keys', 'n', `let s = 0; for (let i = 0; i < n; i++) { ${body} } return s`)
  loop(subject, KEYS, 20_000)
  return () => {
    const started = processorNs()
    loop(subject, KEYS, turns)
    return (processorNs() - started) / turns
  }
}

/** Medians of alternating runs. */
function alternate(measures: (() => number)[]): number[] {
  const results = measures.map(() => [] as number[])
  for (let run = 0; run < RUNS; run++) for (const [i, one] of measures.entries()) results[i]!.push(one())
  return results.map(median)
}

const loadRole = () => benchRole.compile(true).load(documentWith(20)).root as BenchRole

/** As a literal in the code would be: no slower object of a clone. */
const plainRole = () => ({
  gold: 0,
  level: 1,
  name: 'a player',
  stats: { hp: 1, mp: 2, attack: 3.5 },
  counts: Object.fromEntries(KEYS.map(key => [key, 0])),
})

const CASES = [
  { name: 'declared field, read', body: 's += o.gold', isField: true },
  { name: 'declared field, written', body: 'o.gold = i', isField: true },
  { name: 'nested field, read and written', body: 'o.stats.hp += 1', isField: true },
  { name: 'dynamic key, read', body: 's += o.counts[keys[i & 15]]', isField: false },
  { name: 'dynamic key, written', body: 'o.counts[keys[i & 15]] = i', isField: false },
]

export function accessRows(): Row[] {
  return CASES.flatMap(({ name, body, isField }) => {
    const [mine, bare, immer] = alternate([
      measure(`/* role */ ${body}`, loadRole(), 2_000_000),
      measure(`/* plain */ ${body}`, plainRole(), 2_000_000),
      measure(`/* immer */ ${body}`, createDraft(plainRole()), 200_000),
    ])
    const rows = [
      {
        name: `${name}, against immer`,
        value: immer!,
        unit: 'ns in a draft',
        peer: 'role',
        peerValue: mine!,
      },
    ]
    if (isField)
      return [
        judge({ name, value: mine!, unit: 'ns', peer: 'plain', peerValue: bare!, goal: '<= 5' }),
        judge({ ...rows[0]!, goal: '>= 10' }),
      ]
    return [judge({ name, value: mine!, unit: 'ns', goal: '<= 150' }), judge(rows[0]!)]
  })
}

/** One change and the update made of it, in documents of three sizes. */
export function buildRows(): Row[] {
  const sizes = [15, 150, 15_000]
  const roles = sizes.map(items => benchRole.compile(true).load(documentWith(items)).root as BenchRole & Node)
  const build = (role: BenchRole & Node) => () => {
    const turns = 100_000
    const started = processorNs()
    for (let i = 1; i <= turns; i++) {
      role.bag.i7!.count = -i
      role[COLLECT]('', {})
    }
    return (processorNs() - started) / turns
  }
  for (const role of roles) build(role)()
  const [small, middle, large] = alternate(roles.map(build))
  const row = (name: string, value: number) =>
    judge({ name, value, unit: 'ns', peer: '1 KB', peerValue: small!, goal: '<= 1.2' })
  return [row('1 change and its update, 10 KB', middle!), row('1 change and its update, 1 MB', large!)]
}

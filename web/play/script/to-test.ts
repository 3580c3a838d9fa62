// A scenario as a vitest test that runs in the game's suite: players by the accounts of the page's connections, each step
// a line or two, what is expected as expectations.

import { type Json, readJson } from '../../value/read-json.ts'
import type { Protocols } from '../model/protocols.ts'
import { type Expectation, readExpectations } from './expect.ts'
import type { PushStep, Scenario, SendStep, Step } from './scenario.ts'
import { plainCode, quoted, structCode } from './to-code.ts'

export interface TestContext {
  protocols: Protocols
  /** Accounts by connection, the first at 0. */
  accounts: readonly string[]
}

/** Throws an Error that names what can't be said in a test: a message that is gone, a reference to nothing. */
export function scenarioTest(scenario: Scenario, context: TestContext): string {
  return new TestWriter(scenario, context).write()
}

class TestWriter {
  readonly #scenario: Scenario
  readonly #protocols: Protocols
  readonly #players: string[]
  /** Message or step -> the variable that has its last reply. */
  readonly #replies = new Map<string, string>()
  /** Connection and push -> how many were waited for. */
  readonly #pushes = new Map<string, number>()
  readonly #kit = new Set(['startGame'])
  #isExpecting = false
  /** What `{{n}}` is in the step that is written. */
  #n = '1'

  constructor(scenario: Scenario, { protocols, accounts }: TestContext) {
    this.#scenario = scenario
    this.#protocols = protocols
    const count = Math.max(1, ...scenario.steps.map(step => (step.kind === 'wait' ? 1 : step.connection)))
    this.#players = Array.from({ length: count }, (_, index) => accounts[index] || `player${index + 1}`)
  }

  write(): string {
    const lines = withoutUnused(this.#scenario.steps.flatMap((step, index) => this.#step(step, index + 1)))
    const names = this.#players.map((_, index) => this.#variable(index + 1))
    const vitest = this.#isExpecting ? 'expect, test' : 'test'
    return `import { ${vitest} } from 'vitest'
import { ${[...this.#kit].sort().join(', ')} } from '../kit/index.ts'

test(${quoted(this.#scenario.name)}, async () => {
  const server = await startGame()
  const [${names.join(', ')}] = await server.players(${this.#players.map(quoted).join(', ')})
${lines.map(line => `  ${line}\n`).join('')}})
`
  }

  #variable(connection: number): string {
    return `player${connection}`
  }

  #step(step: Step, number: number): string[] {
    if (step.kind === 'wait') return [`await new Promise(done => setTimeout(done, ${step.ms}))`]
    return step.kind === 'push' ? this.#push(step, number) : this.#send(step, number)
  }

  #send(step: SendStep, number: number): string[] {
    const message = this.#protocols.find(step.name)
    if (!message) throw new Error(`the schema has no message "${step.name}"`)
    this.#n = step.repeat === 1 ? '1' : 'n'
    const body = structCode(message.request, readJson(step.text.trim() || '{}').value, path =>
      this.#resolve(path),
    )
    const player = this.#variable(step.connection)
    const given = message.request ? body : ''
    const asked = `${player}.request.${step.name}(${given})`
    const expected = readExpectations(step.expect ?? '')
    if (!message.isAnswered) return this.#often(step, [`${player}.game.send.${step.name}(${given})`])
    const error = expected.find(each => each.path === 'error')
    if (error) {
      this.#kit.add('refusal')
      return this.#often(step, [this.#expectation(`await refusal(${asked})`, error)])
    }
    return this.#asked({ step, number, asked, expected })
  }

  #asked({ step, number, asked, expected }: Asked): string[] {
    const reply = `reply${number}`
    const checks = () => expected.map(each => this.#check(reply, step.name, each))
    if (step.repeat === 1) {
      this.#took(step.name, number, reply)
      return [`const ${reply} = await ${asked}`, ...checks()]
    }
    this.#took(step.name, number, reply)
    return [
      `let ${reply} = undefined as never as Awaited<ReturnType<typeof ${this.#variable(step.connection)}.request.${step.name}>>`,
      ...this.#often(step, [`${reply} = await ${asked}`, ...checks()]),
    ]
  }

  #often({ repeat, every }: SendStep, lines: string[]): string[] {
    const wait = every ? [`await new Promise(done => setTimeout(done, ${every}))`] : []
    if (repeat === 1) return lines
    const inner = [...lines, ...wait].map(line => `  ${line}`)
    return [`for (let n = 1; n <= ${repeat}; n += 1) {`, ...inner, '}']
  }

  #push({ name, connection, expect = '' }: PushStep, number: number): string[] {
    const key = `${connection}:${name}`
    const count = (this.#pushes.get(key) ?? 0) + 1
    this.#pushes.set(key, count)
    const reply = `push${number}`
    const taken = `const ${reply} = await ${this.#variable(connection)}.push(${quoted(name)}, ${count})`
    this.#took(name, number, reply)
    const checks = readExpectations(expect).map(each => this.#check(reply, name, each))
    return [taken, ...checks]
  }

  #took(name: string, number: number, reply: string): void {
    this.#replies.set(name, reply)
    this.#replies.set(String(number), reply)
  }

  /** A path of an expectation leads into the reply, or begins with an earlier message. */
  #check(reply: string, name: string, expectation: Expectation): string {
    const { path } = expectation
    const first = path.split(/[.[]/)[0]!
    const { response, request, isPush } = this.#protocols.find(name)!
    const isOwn = (isPush ? request : response)?.fields.some(field => field.name === first)
    const got = isOwn || !this.#replies.has(first) ? accessor(reply, path) : this.#resolve(path)
    return this.#expectation(got, expectation)
  }

  #expectation(got: string, { operator, wanted }: Expectation): string {
    this.#isExpecting = true
    const value = plainCode(wanted as Json, path => this.#resolve(path))
    return `expect(${got}).${MATCHERS[operator]}(${value})`
  }

  #resolve(path: string): string {
    if (path === 'n') return this.#n
    const [first = '', rest = ''] = splitFirst(path)
    const reply = this.#replies.get(first)
    if (!reply) throw new Error(`{{${path}}} is in no earlier reply`)
    return accessor(reply, rest)
  }
}

/** What nobody reads is not kept in a variable. */
function withoutUnused(lines: string[]): string[] {
  const all = lines.join('\n')
  return lines.map(line => {
    const name = /^const (\w+) = await /.exec(line)?.[1]
    const isUsed = name !== undefined && all.split(new RegExp(`\\b${name}\\b`)).length > 2
    return name === undefined || isUsed ? line : line.replace(/^const \w+ = /, '')
  })
}

interface Asked {
  step: SendStep
  number: number
  /** The request, as code. */
  asked: string
  expected: Expectation[]
}

const MATCHERS: Record<Expectation['operator'], string> = {
  '=': 'toEqual',
  '!=': 'not.toEqual',
  '<': 'toBeLessThan',
  '<=': 'toBeLessThanOrEqual',
  '>': 'toBeGreaterThan',
  '>=': 'toBeGreaterThanOrEqual',
}

/** `sign.list[0].id` -> `sign`, `list[0].id`. */
function splitFirst(path: string): [string, string] {
  const [, first = '', rest = ''] = /^(\w+)\.?(.*)$/.exec(path) ?? []
  return [first, rest]
}

/** `reply1.list[0]?.id`: elements may be missing. */
function accessor(holder: string, path: string): string {
  const parts = path.split(/[.[\]]+/).filter(Boolean)
  return parts.reduce(
    (code, part) => (/^\d+$/.test(part) ? `${code}?.[${part}]` : `${code}?.${part}`),
    holder,
  )
}

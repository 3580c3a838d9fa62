// What a step expects of its reply, one a line: `sign_cnt = 1`, `rooms[0].name != "Attic"`, `gold >= {{login.gold}}`,
// `error = RATE_LIMITED`. A path leads into the reply, or begins with an earlier message, as in fillTemplate.

import type { Json } from '../../value/read-json.ts'
import { readJson } from '../../value/read-json.ts'
import { fillTemplate, type Replies, valueAt } from './template.ts'

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>='

export interface Expectation {
  path: string
  operator: Operator
  /** JSON, a reference, or else text. */
  wanted: Json
}

const LINE = /^(\S+?)\s*(!=|<=|>=|=|<|>)\s*(.+)$/

/** Throws an Error that shows the line that is none. */
export function readExpectations(text: string): Expectation[] {
  const lines = text.split('\n').map(line => line.trim())
  return lines.filter(Boolean).map(line => {
    const [, path, operator, wanted] = LINE.exec(line) ?? []
    if (path === undefined) throw new Error(`expected "field = value", got "${line}"`)
    return { path, operator: operator as Operator, wanted: readValue(wanted!) }
  })
}

function readValue(text: string): Json {
  try {
    return readJson(text).value
  } catch {
    return text // a word, or a reference
  }
}

const HOLDS: Record<Operator, (got: Json | undefined, wanted: Json) => boolean> = {
  '=': (got, wanted) => plain(got) === plain(wanted),
  '!=': (got, wanted) => plain(got) !== plain(wanted),
  '<': (got, wanted) => Number(got) < Number(wanted),
  '<=': (got, wanted) => Number(got) <= Number(wanted),
  '>': (got, wanted) => Number(got) > Number(wanted),
  '>=': (got, wanted) => Number(got) >= Number(wanted),
}

/** Throws an Error that says which does not hold, and what came instead. */
export function checkExpectations(text: string, reply: Json, replies: Replies): void {
  for (const { path, operator, wanted } of readExpectations(text)) {
    const got = valueAt(path, reply) ?? valueAt(path, replies)
    const filled = fillTemplate(wanted, replies)
    if (HOLDS[operator](got, filled)) continue
    throw new Error(`expected ${path} ${operator} ${plain(filled)}, got ${plain(got)}`)
  }
}

const plain = (value: Json | undefined): string =>
  value === undefined
    ? 'nothing'
    : (JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}` : item)) ?? 'null')

// The text of a script with a `throw` at the beginning of one of its functions.

import type { CallFrame, Place } from './pauses.ts'

/** Remembers on the thread which was the last order to throw: it throws once, whoever calls the function meanwhile. */
const ORDER = "Symbol.for('gatehouse.interrupt')"

/**
 * `source` with a statement in the function of `frame` that throws an Error, once for each `order`. undefined for a function
 * without a body of statements (`x => value`), which V8 refuses to change.
 */
export function throwInto(
  source: string,
  { functionLocation, scopeChain }: Pick<CallFrame, 'functionLocation' | 'scopeChain'>,
  { message, order }: { message: string; order: number },
): string | undefined {
  const end = scopeChain.find(({ type }) => type === 'local')?.endLocation
  if (!functionLocation || !end) return undefined
  const body = endOfParameters(source, offsetOf(source, functionLocation))
  const opening = /^\s*(=>)?\s*\{/.exec(source.slice(body, offsetOf(source, end)))
  if (!opening) return undefined
  const at = body + opening[0].length
  const statement = `if (globalThis[${ORDER}] !== ${order}) { globalThis[${ORDER}] = ${order}; throw new Error(${JSON.stringify(message)}) }`
  return `${source.slice(0, at)} ${statement};${source.slice(at)}`
}

/** Whether the function that begins at `place` is async or a generator, as far as its text tells. */
export function isSuspendable(source: string, place: Place): boolean {
  const at = offsetOf(source, place)
  if (/^async\b/.test(source.slice(at, at + 6))) return true
  return /(\basync(\s+function\b)?\s*\*?\s*[\w$#]*|\*\s*[\w$#]*)\s*$/.test(
    source.slice(Math.max(0, at - 200), at),
  )
}

function offsetOf(source: string, { lineNumber, columnNumber }: Place): number {
  let at = 0
  for (let line = 0; line < lineNumber; line++) at = source.indexOf('\n', at) + 1
  return at + columnNumber
}

/** V8 says where the parameters begin: `(a, b)`, `async (a)`, or the `a` of an arrow. */
function endOfParameters(source: string, begin: number): number {
  const at = begin + /^(async\b)?\s*/.exec(source.slice(begin, begin + 100))![0].length
  if (source[at] !== '(') return at + /^[\w$]*/.exec(source.slice(at, at + 1000))![0].length
  let depth = 0
  for (const match of source.slice(at).matchAll(PIECE)) {
    if (match[0] === '(') depth++
    else if (match[0] === ')' && --depth === 0) return at + match.index + 1
  }
  return source.length
}

/** What a parenthesis may stand in, or a parenthesis. */
const PIECE = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/.*|\/\*[\s\S]*?\*\/|[()]/g

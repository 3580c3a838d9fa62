// Code as it is evaluated where a service stops (stop-here.ts): wrapped so that results and errors stay on that thread, whatever
// their size. In which form code can be read is known only by trying: an expression first, then statements.
//
// V8 lets code reach #private members of others only where no block and no function is around them, and none stands before them.
// So code with such members is not put into a function: it can't wait, and its errors are V8's to tell.

import type { Kept } from './stop-here.ts'

const PRIVATE = /[.?]\s*#[\p{ID_Start}_$]/u
/** What stands before the last `return`, and behind it. */
const RETURN = /^([\s\S]*?)(?:(?<=^|[;}\n])\s*return\b([^;]*))?;?\s*$/

/** The texts to be evaluated, the first that can be read. */
export function formsOf(code: string): string[] {
  const expression = code.trim().replace(/;+$/, '')
  if (PRIVATE.test(code)) return [plain('', expression), plain(...statementsOf(code))]
  const isAsync = /\bawait\b/.test(code)
  return [inFunction(`(\n${expression}\n)`, isAsync), inFunction(`{\n${code}\n}`, isAsync)]
}

/** `value`: as code. Gives nothing itself. */
export const keeping = (how: NonNullable<Kept['how']>, value: string): string =>
  `kept.how = '${how}'; kept.value = ${value}; undefined`

function statementsOf(code: string): [statements: string, value: string] {
  const [, statements = '', value = 'undefined'] = RETURN.exec(code) ?? []
  return [statements, value]
}

const plain = (statements: string, value: string): string =>
  `kept.how = 'value';\n${statements}\n;kept.value = (\n${value}\n); undefined`

/** An arrow function, so that `this` stays what it is. */
function inFunction(form: string, isAsync: boolean): string {
  const run = `(${isAsync ? 'async ' : ''}() => ${form})()`
  return `try { ${keeping('value', run)} } catch (error) { ${keeping('thrown', 'error')} } undefined`
}

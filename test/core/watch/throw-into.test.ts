import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { throwInto } from '../../../server/core/watch/throw-into.ts'

/** As V8 tells of the function that begins at `(` (or at its parameters) and ends at the last brace. */
function changed(source: string, begin: string, order = 1): string | undefined {
  const placeOf = (offset: number) => {
    const before = source.slice(0, offset).split('\n')
    return { scriptId: '1', lineNumber: before.length - 1, columnNumber: before.at(-1)!.length }
  }
  const frame = {
    functionLocation: placeOf(source.indexOf(begin)),
    scopeChain: [
      { type: 'local', object: { type: 'object' }, endLocation: placeOf(source.lastIndexOf('}') + 1) },
    ],
  }
  return throwInto(source, frame, { message: 'stop "it"', order })
}

const run = (source: string): unknown => new Script(source).runInThisContext()

test.each([
  ['a function', 'globalThis.f = function f() {\n  return 1\n}', '()'],
  ['a method', 'globalThis.f = { f(a, b) { return 1 } }.f', '(a'],
  ['an arrow', 'globalThis.f = (a, b) => { return 1 }', '(a'],
  ['an arrow of one name', 'globalThis.f = first => { return 1 }', 'first'],
  [
    'defaults with parentheses in texts',
    'globalThis.f = (a = ")", b = `(`, /* ) */ c = (1)) => { return 1 }',
    '(a',
  ],
  ['a comment behind the parameters', 'globalThis.f = (a // )\n) => { return 1 }', '(a'],
])('%s throws once for each order, then does its work', (_, source, begin) => {
  run(changed(source, begin)!)
  const { f } = globalThis as unknown as { f(): number }
  expect(() => f()).toThrow('stop "it"')
  expect(f()).toBe(1)
  run(changed(source, begin, 2)!)
  const again = (globalThis as unknown as { f(): number }).f
  expect(() => again()).toThrow('stop "it"')
  Reflect.deleteProperty(globalThis, 'f')
  Reflect.deleteProperty(globalThis, Symbol.for('gatehouse.interrupt'))
})

test('an arrow without braces is left as it is', () => {
  expect(changed('globalThis.f = a => ({ a })', 'a =>')).toBeUndefined()
})

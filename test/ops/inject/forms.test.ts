import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { formsOf } from '../../../server/ops/inject/forms.ts'

/** What the first form that can be read has kept; the forms hold no #private members here, but the mark of one. */
function kept(code: string): { how?: string; value?: unknown } {
  for (const form of formsOf(code)) {
    const found: { how?: string; value?: unknown } = {}
    try {
      runInNewContext(form.replaceAll('.#', '.'), { kept: found })
    } catch (error) {
      if ((error as Error).name === 'SyntaxError') continue
      throw error
    }
    return found
  }
  throw new SyntaxError(code)
}

const object = '({ a: { b: 1 } })'

test.each<[string, unknown]>([
  ['1 + 1', 2],
  ['1 + 1;', 2],
  ['{ a: 1 }', { a: 1 }],
  ['1 // one', 1],
  ['const a = 1; return a', 1],
  ['if (true) return "yes"; return "no"', 'yes'],
  ['let a = 1\na += 1\nreturn a\n', 2],
  [`${object}.#a.b`, 1],
  [`${object}.#a.b;`, 1],
  [`const a = ${object}.#a; return a.b`, 1],
  [`const a = ${object}.#a\na.b += 1\nreturn { ...a }`, { b: 2 }],
  [`const a = ${object}.#a; a.b += 1`, undefined],
  [`const { b } = ${object}.#a; if (b > 0) { b.toFixed() } return b`, 1],
])('%s', (code, value) => {
  expect(kept(code)).toEqual({ how: 'value', value })
})

test('what it throws is kept', () => {
  expect(kept('throw 7')).toEqual({ how: 'thrown', value: 7 })
})

test('what waits gives a promise', async () => {
  expect(await kept('await null; return 3').value).toBe(3)
  expect(await kept('(await [4])[0]').value).toBe(4)
})

test('no form of what is no code can be read', () => {
  expect(() => kept('let let')).toThrow(SyntaxError)
  expect(() => kept('if (1) return this.#a; return 2')).toThrow(SyntaxError)
})

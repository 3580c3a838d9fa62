import { expect, test } from 'vitest'
import { showResult } from '../../../server/ops/console/show.ts'

test('a text of several lines, such as a stack, stands below its row', () => {
  const stack = 'Error: no\n    at craft (craft.ts:4:2)'
  const rows = [
    { count: 12, place: 'craft.ts:4:2', stack },
    { count: 1, place: 'other.ts:1:1', stack: undefined },
  ]
  expect(showResult(rows).split('\n')).toEqual([
    'count  place',
    '   12  craft.ts:4:2',
    '  Error: no',
    '      at craft (craft.ts:4:2)',
    '    1  other.ts:1:1',
  ])
})

test('so it does in the lines of one thing', () => {
  expect(showResult({ count: 2, stack: 'Error: no\n    at craft' }).split('\n')).toEqual([
    'count: 2',
    'stack:',
    '  Error: no',
    '      at craft',
  ])
})

test('lines that come again and again have no header', () => {
  const rows = [
    { at: 0, what: 'Agent say' },
    { at: 12, what: '. reply' },
  ]
  expect(showResult({ lines: rows })).toBe('\n 0  Agent say\n12  . reply')
  expect(showResult({ lines: rows, more: 1 })).toContain('more: 1')
})

test('what a service says of itself is no page, whatever its fields are called', () => {
  expect(showResult({ rows: 3, total: 5 })).toBe('rows: 3\ntotal: 5')
  expect(showResult({ name: '.shop', rows: [1], total: 5 })).toContain('name: .shop')
  expect(showResult({ rows: [{ a: 1 }], total: 5, next: 1 })).toBe('a\n1\n1 of 5; the next with --from 1')
})

test('numbers are short, and no digit before the point is lost', () => {
  const shown = (value: number) => showResult([{ value }]).split('\n')[1]!.trim()
  expect([0.123456, 12.3456, 999.96, 123456.7, 1234567].map(shown)).toEqual([
    '0.1235',
    '12.35',
    '1000',
    '123457',
    '1234567',
  ])
})

test('what a value says steers no terminal, on however many lines', () => {
  const shown = showResult([{ text: 'red\n\u001b[31mand now?' }])
  expect(shown).not.toContain('\u001b')
})

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

test('what a value says steers no terminal, on however many lines', () => {
  const shown = showResult([{ text: 'red\n\u001b[31mand now?' }])
  expect(shown).not.toContain('\u001b')
})

import { expect, test } from 'vitest'
import { classAt, classRanges } from '../../../server/ops/diagnose/profile/class-ranges.ts'

const SOURCE = `import { Service } from './kit.ts'

const helper = () => 1

export class Market extends Service {
  offer(): void {
    class Inner {
      own = 1
    }
  }
}

export default abstract class Courier<T extends object>
  extends Service {
  deliver(): void {}
}
`

test('a line belongs to the innermost class around it', () => {
  const ranges = classRanges(SOURCE)
  const owners = SOURCE.split('\n').map((_, line) => classAt(ranges, line))
  expect(owners.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined])
  expect(owners.slice(4, 12)).toEqual([
    'Market',
    'Market',
    'Inner',
    'Inner',
    'Inner',
    'Market',
    'Market',
    undefined,
  ])
  expect(owners.slice(12, 16)).toEqual(['Courier', 'Courier', 'Courier', 'Courier'])
})

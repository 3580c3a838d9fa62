// The order of a suite's files: those that take minutes, as they check the types of whole projects, begin first, so that none of
// them is left when all others have ended.

import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONG = /\/(manual-followed|manual-commands|own-game|dev|login-only)\.test\.ts$/

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

// The randomised tests with all of their cases; npm test runs a few of each.

import { runTests } from './support/run-tests.ts'

export const DEFAULT_TIMES = 1

const FILES = [
  'test/lib/sorted-set/sorted-set.test.ts',
  'test/gate/format/scan.test.ts',
  'test/gate/session/fuzz.test.ts',
  'test/gate/session/weak-network.test.ts',
  'test/agent/move/model.test.ts',
  'test/protocol/sproto/properties.test.ts',
  'test/document/properties.test.ts',
  'test/table/properties.test.ts',
  'test/core/place/pool-order.test.ts',
  'test/core/talk/topics-model.test.ts',
  'test/work/batch.test.ts',
  'test/ops/web-target.test.ts',
  'test/room/text/text.test.ts',
  'test/room/entering.test.ts',
  'test/room/meeting.test.ts',
  'test/room/room.test.ts',
]

export const run = (times: number): Promise<void> => runTests(FILES, times)

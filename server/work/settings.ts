// The settings of what is heavy or slow: computations and operations.

import { z } from 'zod'
import { count, ms, section } from '../lib/setting-types.ts'

export const computeSettings = section({
  threads: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('threads for computations that each serving thread starts at most, when they are needed'),
  queue: count(100, 100_000).describe(
    'computations of a serving thread that may wait; more are refused with TRY_AGAIN',
  ),
  timeout: ms(10_000, 10, 3_600_000).describe(
    'ms that a computation may take, its waiting included, unless it is given another limit',
  ),
  heap: z
    .int()
    .min(16)
    .max(1_048_576)
    .default(512)
    .describe('MB of the JavaScript heap of a thread for computations; a computation that needs more fails'),
  idle: ms(60_000, 0, 86_400_000).describe('ms without work after which a thread for computations ends'),
})

export const operationSettings = section({
  most: count(1000, 100_000).describe(
    'operations of a serving thread that run or are kept; more are refused with TRY_AGAIN',
  ),
  perPlayer: count(2, 1000).describe('operations of one player that run at a time'),
  timeout: ms(60_000, 10, 86_400_000).describe(
    'ms that an operation may take, unless it is given another limit',
  ),
  keep: ms(300_000, 0, 86_400_000).describe('ms for which the result of an operation is kept'),
})

export type ComputeConfig = z.output<typeof computeSettings>
export type OperationConfig = z.output<typeof operationSettings>

// What crosses between threads: one flat array per turn of the loop, entry after entry. Flat, because cloning one object
// costs more than all the numbers of an entry; a command's name is sent once, and its number from then on.
//
//   NAME number command
//   CALL id service name chain.length args.length …chain …args     (chain: address, turn, address, turn, …)
//   SEND 0  service name chain.length args.length …chain …args     (no chain unless somebody looks)
//   URGENT_CALL, URGENT_SEND   the same, for the lane before other messages
//   DONE id value
//   FAIL id code message cause

import type { ErrorCode } from '../../../protocol/errors.ts'
import { AppError } from '../errors.ts'
import { type Chain, causeText } from '../service/message.ts'

export const NAME = 1
export const CALL = 2
export const SEND = 3
export const DONE = 4
export const FAIL = 5
export const URGENT_CALL = 6
export const URGENT_SEND = 7

/** The places of a CALL or SEND before its chain. */
export const HEAD = 6

export type Batch = unknown[]

/** The length of the entry that begins at `i`. */
export function entrySize(batch: Batch, i: number): number {
  switch (batch[i]) {
    case CALL:
    case SEND:
    case URGENT_CALL:
    case URGENT_SEND:
      return HEAD + (batch[i + 4] as number) + (batch[i + 5] as number)
    case FAIL:
      return 5
    default:
      return 3
  }
}

/** Appends the chain; returns how many places it takes. */
export function writeChain(batch: Batch, chain: Chain | undefined): number {
  const start = batch.length
  for (let c = chain; c; c = c.parent) batch.push(c.address, c.turn)
  return batch.length - start
}

export function readChain(batch: Batch, start: number, length: number): Chain | undefined {
  let chain: Chain | undefined
  for (let i = start + length - 2; i >= start; i -= 2) {
    chain = { address: batch[i] as number, turn: batch[i + 1] as number, parent: chain }
  }
  return chain
}

export const failEntry = (id: number, error: AppError): Batch => [
  FAIL,
  id,
  error.code,
  error.message,
  causeText(error),
]

export function readFailure(batch: Batch, i: number): AppError {
  const [code, message, cause] = batch.slice(i + 2, i + 5) as [ErrorCode, string, string]
  return new AppError(code, message, cause ? { cause: new Error(cause) } : undefined)
}

// What a game declares of its computations: `compute: new URL('./compute/index.ts', import.meta.url)`. Each function that the
// module exports is one; it knows nothing of the server, and gets and returns what can be cloned.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Transferable } from 'node:worker_threads'
import { StartError } from '../../core/errors.ts'

/** What a computation has besides its data. */
export interface ComputeTools {
  /** These parts of the result are moved to who asked and not copied; the computation has them no more. */
  transfer(...parts: Transferable[]): void
}

export interface ComputeOptions {
  /** ms that it may take, its waiting included; `compute.timeout` unless said. */
  within?: number
  /** Cancels it: what runs is ended with its thread. */
  signal?: AbortSignal
  /** Parts of the data that are moved and not copied: who asks has them no more. */
  transfer?: readonly Transferable[]
}

type DataOf<F> = F extends (...args: infer A) => unknown ? A[0] : never
/** `unknown` for a game that declares none, whose agents every agent is one of. */
type ResultOf<F> = [F] extends [never]
  ? unknown
  : F extends (...args: never[]) => infer R
    ? Awaited<R>
    : unknown
type NameOf<C> = {
  [K in keyof C]: C[K] extends (...args: never[]) => unknown ? K : never
}[keyof C] &
  string

/** `C`: the module, `typeof import('./compute/index.ts')`. */
export type Compute<C> = <K extends NameOf<C>>(
  name: K,
  data: DataOf<C[K]>,
  options?: ComputeOptions,
) => Promise<ResultOf<C[K]>>

/** Throws StartError where the module is not there. */
export function checkCompute(module: URL): void {
  if (!(module instanceof URL) || module.protocol !== 'file:')
    throw new StartError(
      `compute: expected new URL('./FILE.ts', import.meta.url), got ${JSON.stringify(module)}`,
    )
  if (!existsSync(module))
    throw new StartError(`compute: expected a module, got ${fileURLToPath(module)}, which does not exist`)
}

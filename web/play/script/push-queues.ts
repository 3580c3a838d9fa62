// The pushes that a run's steps wait for, from the run's beginning on: a push may well come before the reply of the
// step in front, and must not be missed for that.

import type { Connection } from '../model/connection.ts'
import type { PushStep, Step } from './scenario.ts'

export interface PushQueue {
  /** Bodies that came and that no step has taken. */
  pushes: unknown[]
  /** Set while a step waits. */
  tell: (() => void) | undefined
}

export class PushQueues {
  readonly #connections: () => readonly Connection[]
  readonly #queues = new Map<string, PushQueue>()
  readonly #ends: (() => void)[] = []

  constructor(connections: () => readonly Connection[]) {
    this.#connections = connections
  }

  /** Listens for all that the steps will wait for. */
  listen(steps: readonly Step[]): void {
    for (const step of steps) if (step.kind === 'push') this.#listenFor(step)
  }

  /** Throws an Error where the schema has no such push. */
  queueOf(step: PushStep): PushQueue {
    this.#listenFor(step) // its connection may have been opened since the run began
    const queue = this.#queues.get(keyOf(step))
    if (!queue) throw new Error(`the schema has no push "${step.name}"`)
    return queue
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end()
  }

  #listenFor(step: PushStep): void {
    const listen = this.#connections()[step.connection - 1]?.game?.on[step.name]
    if (!listen || this.#queues.has(keyOf(step))) return
    const queue: PushQueue = { pushes: [], tell: undefined }
    this.#queues.set(keyOf(step), queue)
    const heard = (body: unknown) => {
      queue.pushes.push(body)
      queue.tell?.()
    }
    this.#ends.push(listen(heard))
  }
}

const keyOf = (step: PushStep): string => `${step.connection}:${step.name}`

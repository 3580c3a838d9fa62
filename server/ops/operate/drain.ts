// Takes a server out of service without hurry: nobody is let in any more, players go on for as long as they may, what is
// unsaved is written and reported every second until nothing is left; only then are clients told to go (4002), and the
// server stops, or waits for whoever stops it. It keeps true: a drain that is given up or fails lets players in again; one with
// a thread that does not answer goes on until that one has said that all is stored.
//
//   open ── drain ──→ waiting ── the time is over, or nobody is there ──→ saving ── all is stored ──→ closing ──→ drained
//    └── given up: an empty line, or the console is gone, before closing ←──┴─────────────┘

import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { CLOSE } from '../../../protocol/errors.ts'
import type { AgentsService } from '../../agent/agents-service.ts'
import { AppError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { askServing, serviceOf } from '../../setup/ask-threads.ts'
import { type CommandContext, type Commands, command } from '../../setup/commands.ts'
import type { Players } from './players.ts'

export interface DrainOptions {
  players: Players
  log: Logger
  /** Stops the server in order. */
  onStop(reason: string): void
}

/** What is left in the node. */
interface Rest {
  players: number
  /** Roles with changes that are not stored, and s since the oldest of these. */
  unsaved: number
  oldest: number
  /** Threads that do not say. */
  silent?: number
}

const EVERY = 1000
/** s: what is younger was changed after the last save. */
const YOUNG = 1
/** ms that saving may take before it is asked for again. */
const SAVE_WITHIN = 10_000

export function drainCommands(options: DrainOptions): Commands {
  const drain = new Drain(options)
  return {
    drain: command({
      summary: 'lets nobody in any more, saves everything and says what is left, then stops the server',
      scope: 'operate',
      options: {
        wait: z.int().min(0).max(86_400).default(0).describe('s for which players may go on'),
        stay: z.boolean().default(false).describe('closes the clients, and waits to be stopped'),
      },
      run: ({ wait, stay }, context) => drain.run(wait * 1000, stay, context),
    }),
    undrain: command({
      summary: 'lets players in again after a drain that stays',
      scope: 'operate',
      run: () => drain.undo(),
    }),
  }
}

class Drain {
  readonly #options: DrainOptions
  #isRunning = false

  constructor(options: DrainOptions) {
    this.#options = options
  }

  /** Throws TRY_AGAIN when it is given up, or another is in progress. */
  async run(wait: number, stays: boolean, context: CommandContext): Promise<object> {
    if (this.#isRunning) throw new AppError('TRY_AGAIN', 'a drain is in progress already')
    this.#isRunning = true
    try {
      return await this.#run(wait, stays, context)
    } finally {
      this.#isRunning = false
    }
  }

  async undo(): Promise<string> {
    if (this.#isRunning) throw new AppError('TRY_AGAIN', 'a drain is in progress; an empty line gives it up')
    await this.#letIn()
    return 'players are let in'
  }

  async #run(wait: number, stays: boolean, context: CommandContext): Promise<object> {
    const { players, log, onStop } = this.#options
    log.info({ by: context.by, wait }, 'draining: nobody is let in any more')
    players.node.drain(true)
    const rest = await this.#empty(wait, context).catch(async error => {
      await this.#letIn()
      throw error
    })
    if (stays) return this.#closeClients(context)
    log.info({ by: context.by, ...rest }, 'drained')
    onStop(`drained by ${context.by}`)
    return { ...rest, next: 'the server stops' }
  }

  async #empty(wait: number, context: CommandContext): Promise<Rest> {
    await this.#options.players.watchdog.call.drain(true)
    await this.#wait(performance.now() + wait, context)
    return this.#save(context)
  }

  async #letIn(): Promise<void> {
    const { players, log } = this.#options
    players.node.drain(false)
    await players.watchdog.call.drain(false)
    log.info('no longer draining: players are let in')
  }

  /** Until `end`, or until nobody is there. */
  async #wait(end: number, context: CommandContext): Promise<void> {
    while (performance.now() < end && (await this.#report(context)).players > 0)
      await this.#pause(Math.min(EVERY, end - performance.now()), context)
  }

  /** Until nothing is unsaved but what players who are still there have changed since. */
  async #save(context: CommandContext): Promise<Rest> {
    for (;;) {
      const isSaved = await this.#saveAll()
      const rest = await this.#report(context)
      if (isStored(rest) || (isSaved && rest.oldest < YOUNG)) return rest
      await this.#pause(EVERY, context)
    }
  }

  async #closeClients(context: CommandContext): Promise<object> {
    await this.#options.players.watchdog.call.kickAll(CLOSE.STOPPING)
    for (;;) {
      const rest = await this.#report(context)
      if (rest.players === 0 && isStored(rest)) return { ...rest, next: 'stop the server, or undrain it' }
      await sleep(EVERY)
    }
  }

  /** False when the stores did not take everything in a second. */
  async #saveAll(): Promise<boolean> {
    const { node } = this.#options.players
    const saved = node.slots.map(async slot => {
      const agents = await node.query<AgentsService>(`.agents/${slot}`)
      await agents.within(SAVE_WITHIN).call.saveAll()
    })
    const all = Promise.all(saved).then(
      () => true,
      () => false,
    )
    return Promise.race([all, sleep(EVERY, false, { ref: false })])
  }

  async #report(context: CommandContext): Promise<Rest> {
    const { node, watchdog } = this.#options.players
    const asked = node.slots.length
    const counts = await askServing(node, context, async slot =>
      (await serviceOf<AgentsService>(node, `.agents/${slot}`)).call.count(),
    )
    const silent = asked - counts.length
    const rest: Rest = {
      players: (await watchdog.call.count()).online,
      unsaved: counts.reduce((sum, { answer }) => sum + answer.unsaved, 0),
      oldest: Math.max(0, ...counts.map(({ answer }) => answer.oldestUnsavedMs)) / 1000,
      ...(silent > 0 && { silent }),
    }
    context.print([rest])
    return rest
  }

  /** Throws TRY_AGAIN when the drain is given up meanwhile. */
  async #pause(ms: number, { signal }: CommandContext): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) throw new AppError('TRY_AGAIN', 'given up: players are let in again')
  }
}

const isStored = ({ unsaved, silent }: Rest): boolean => unsaved === 0 && silent === undefined

// A service that stands in for another one: it has its name, canned answers, and a record of what it was asked. It lives on the
// test's own thread, so that answers may be functions of the test; others reach it from every thread.

import { AppError } from '../../server/core/errors.ts'
import {
  type AnyServiceClass,
  Service,
  type ServiceClass,
  type ServiceScope,
} from '../../server/core/service/service.ts'
import type { StandInService } from '../../server/setup/start-options.ts'

// biome-ignore lint/suspicious/noExplicitAny: any command
type Command = (...args: any[]) => unknown

/** The commands of a service. */
type Commands<S> = { [K in keyof S as S[K] extends Command ? K : never]: S[K] }

type AnswerTo<F> = F extends (...args: infer A) => infer R
  ? (...args: A) => R | Awaited<R> | Promise<Awaited<R>>
  : never

/** By command, what is answered; `S` is the service's class, or nothing for any commands. */
export type Answers<S> = { [K in keyof Commands<S>]?: AnswerTo<Commands<S>[K]> }

export type Calls<S> = { readonly [K in keyof Commands<S>]: Parameters<Extract<Commands<S>[K], Command>>[] }

export interface AnyCommands {
  [command: string]: Command
}

export class StandIn<S = AnyCommands> implements StandInService {
  readonly name: string
  /** By command, the arguments of each call or send, in order; none for what was not asked yet. */
  readonly calls: Calls<S>
  readonly #answers: Map<string, Command>
  readonly #asked = new Map<string, unknown[][]>()

  constructor(name: string, answers: Answers<S>) {
    this.name = name
    this.#answers = new Map(Object.entries(answers as Record<string, Command>))
    this.calls = new Proxy({} as Calls<S>, { get: (_, command) => this.#callsOf(String(command)) })
  }

  /** Answers these commands differently from now on; those that it did not have when it was launched can't be called. */
  answer(answers: Answers<S>): void {
    for (const [command, answer] of Object.entries(answers as Record<string, Command>))
      this.#answers.set(command, answer)
  }

  launch(scope: ServiceScope): Promise<unknown> {
    return scope.launch(this.#makeClass(), undefined, { name: this.name })
  }

  /** A class whose commands are those that have an answer. */
  #makeClass(): ServiceClass<Service<void>, void> {
    const { name } = this
    class StandInService extends Service<void> {
      static concurrent = true
    }
    for (const command of this.#answers.keys())
      Object.defineProperty(StandInService.prototype, command, {
        value: (...args: unknown[]) => this.#run(command, args),
      })
    Object.defineProperty(StandInService, 'name', { value: `stand-in of ${name}` })
    return StandInService satisfies AnyServiceClass
  }

  #run(command: string, args: unknown[]): unknown {
    this.#callsOf(command).push(args)
    const answer = this.#answers.get(command)
    if (!answer) throw new AppError('UNKNOWN_COMMAND')
    return answer(...args)
  }

  #callsOf(command: string): unknown[][] {
    const known = this.#asked.get(command) ?? []
    this.#asked.set(command, known)
    return known
  }
}

/**
 * `standIn<Mail>('.mail', { send: () => true })`: for startGame's or launchService's `standIns`, or for `server.standIn`
 * while it runs. A command without an answer is UNKNOWN_COMMAND.
 */
export const standIn = <S = AnyCommands>(name: string, answers: Answers<S>): StandIn<S> =>
  new StandIn<S>(name, answers)

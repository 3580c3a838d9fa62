// The base of a game's services that keep a state without a document of their own: a season, an auction house that there is once.
// It is stored under the service's name. It keeps true: the state is there from onStart to the end of onExit, and saved after
// that; what it was, the next service of the same name takes back.

import type { z } from 'zod'
import type { GameTypes } from '../agent/game-types.ts'
import type { ServiceInit } from '../core/service/service.ts'
import type { DocumentData } from '../document/define-document.ts'
import type { DocumentCore, KindDefinition, NoMethods } from '../document/service/define-kind.ts'
import { defineState, type StateOptions } from '../document/state/define-state.ts'
import type { HeldState } from '../document/state/thread-states.ts'
import { GameService } from './game-service.ts'

/** A class of such services. */
interface StateClass {
  readonly name: string
  readonly state: KindDefinition
  readonly concurrent?: boolean
}

export abstract class GameState<G extends GameTypes, R extends DocumentCore, O = void> extends GameService<
  G,
  O
> {
  static override readonly isBase: boolean = true
  readonly #name: string
  #held: HeldState | undefined

  /** Throws TypeError when it is launched without a name. */
  constructor(init: ServiceInit<O>) {
    super(init)
    const { name } = new.target as unknown as StateClass
    if (init.name === undefined)
      throw new TypeError(`${name}: expected a launch with a name, under which its state is kept, got none`)
    this.#name = init.name
  }

  /** What lasts of this service; every change is saved. */
  protected get state(): R {
    if (!this.#held)
      throw new TypeError(`${this.#name}: state: expected its use from onStart on, got it before`)
    return this.#held.document as R
  }

  protected override async onOpen(): Promise<void> {
    const { state, concurrent: isConcurrent = false } = this.constructor as unknown as StateClass
    const { address, turn } = this
    const own = { name: this.#name, address, turn, ownTurns: 0, isConcurrent }
    this.#held = await this.holdState(state, { ...own, exit: () => this.exit() })
    this.onEnd(() => this.#held?.ending())
  }

  protected override async onClose(): Promise<void> {
    await this.#held?.end()
  }
}

/** What `StateService({ … })` of a game's kit gives: the class to extend. */
export interface StateBase<G extends GameTypes, R extends DocumentCore> {
  readonly isBase: boolean
  readonly state: KindDefinition<R>
  new <O = void>(init: ServiceInit<O>): GameState<G, R, O>
}

/** Throws TypeError for a name that a field or a method cannot have. */
export const stateServiceOf =
  <G extends GameTypes>() =>
  <S extends z.ZodRawShape, M = NoMethods>(
    options: StateOptions<S, M>,
  ): StateBase<G, DocumentData<S, M, DocumentCore>> => {
    const state = defineState<S, M>(options)
    return class<O = void> extends GameState<G, DocumentData<S, M, DocumentCore>, O> {
      static override readonly isBase: boolean = true
      static readonly state = state
    } as unknown as StateBase<G, DocumentData<S, M, DocumentCore>>
  }

// One question to many services: all answers, the first, or each as it comes. What is asked are ordinary calls, so each has its
// deadline, and whoever can't answer is known at once.

import { createDeferred } from '../../lib/deferred.ts'
import { AppError } from '../errors.ts'
import { toAppError } from '../service/message.ts'
import type { Ref } from '../service/ref.ts'

/** What each is asked: `shop => shop.call.price(item)`. */
export type Ask<S, R> = (ref: Ref<S>) => R | PromiseLike<R>

export interface AskOptions {
  /** The deadline of each call, in ms; that of the refs when left out. */
  within?: number
}

export interface AllOptions extends AskOptions {
  /** Rejects as soon as fewer than so many can answer; 0 when left out. */
  atLeast?: number
}

export interface Came<S, R> {
  ref: Ref<S>
  value: R
}

export interface Failed<S> {
  ref: Ref<S>
  error: AppError
}

/** In the order of the refs. */
export interface Gathered<S, R> {
  came: Came<S, R>[]
  failed: Failed<S>[]
}

/** What has become of one question. */
export type Outcome<S, R> = (Came<S, R> & { error?: undefined }) | (Failed<S> & { value?: undefined })

/** Rejects only for `atLeast`: with the code of the failure that makes it impossible. */
export function askAll<S, R>(
  refs: Iterable<Ref<S>>,
  ask: Ask<S, R>,
  { within, atLeast = 0 }: AllOptions = {},
): Promise<Gathered<S, R>> {
  const asked = begin(refs, ask, within)
  return new Promise((resolve, reject) => {
    let possible = asked.length
    if (possible < atLeast) reject(tooFew(atLeast, possible))
    const count = ({ error }: Outcome<S, R>) => {
      if (error && --possible < atLeast) reject(tooFew(atLeast, possible, error))
    }
    for (const outcome of asked) void outcome.then(count)
    void Promise.all(asked).then(outcomes => resolve(sort(outcomes)))
  })
}

/** The first that comes. When none does, rejects with the error of the last that failed. */
export function askFirst<S, R>(
  refs: Iterable<Ref<S>>,
  ask: Ask<S, R>,
  { within }: AskOptions = {},
): Promise<Came<S, R>> {
  const asked = begin(refs, ask, within)
  return new Promise((resolve, reject) => {
    let left = asked.length
    if (left === 0) reject(tooFew(1, 0))
    const settle = (outcome: Outcome<S, R>) => {
      if (!outcome.error) resolve(outcome)
      else if (--left === 0) reject(outcome.error)
    }
    for (const outcome of asked) void outcome.then(settle)
  })
}

/** All are asked at once; what comes and what fails is given in the order in which it does. */
export function askEach<S, R>(
  refs: Iterable<Ref<S>>,
  ask: Ask<S, R>,
  { within }: AskOptions = {},
): AsyncIterable<Outcome<S, R>> {
  const asked = begin(refs, ask, within)
  const places = asked.map(() => createDeferred<Outcome<S, R>>())
  let count = 0
  for (const outcome of asked) void outcome.then(settled => places[count++]!.resolve(settled))
  return inTurn(places.map(({ promise }) => promise))
}

async function* inTurn<T>(promises: readonly Promise<T>[]): AsyncIterable<T> {
  for (const promise of promises) yield await promise
}

/** They never reject. */
const begin = <S, R>(
  refs: Iterable<Ref<S>>,
  ask: Ask<S, R>,
  within: number | undefined,
): Promise<Outcome<S, R>>[] =>
  [...refs].map(ref => outcomeOf(ref, () => ask(within === undefined ? ref : ref.within(within))))

async function outcomeOf<S, R>(ref: Ref<S>, ask: () => R | PromiseLike<R>): Promise<Outcome<S, R>> {
  try {
    return { ref, value: await ask() }
  } catch (error) {
    return { ref, error: toAppError(error) }
  }
}

function sort<S, R>(outcomes: readonly Outcome<S, R>[]): Gathered<S, R> {
  const gathered: Gathered<S, R> = { came: [], failed: [] }
  for (const outcome of outcomes) {
    if (outcome.error) gathered.failed.push(outcome)
    else gathered.came.push(outcome)
  }
  return gathered
}

const tooFew = (atLeast: number, possible: number, last?: AppError): AppError =>
  new AppError(last?.code ?? 'SERVICE_DEAD', undefined, {
    cause: `answers: expected at least ${atLeast}, got ${possible} at most${last ? `: ${last.message}` : ''}`,
  })

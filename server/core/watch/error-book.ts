// The errors of the services of one thread, by where they were thrown: how often, when, and an example. It also knows when a
// message of a kind of service, or of one service, fails too often. It keeps true: an error counts once, however many
// services it passes through.

import { join } from 'node:path'
import { inspect } from 'node:util'
import { ticks } from '../../lib/clock.ts'
import type { Address } from '../address.ts'
import { type ErrorLimits, ErrorRates } from './error-rates.ts'

/** Places that are remembered; the one that was quiet longest makes place. */
const MOST = 500

export interface Failure {
  address: Address
  /** The name of its class. */
  type: string
  /** As log lines name it. */
  service: string
  command: string
  /** Whose: a player, a room. */
  about: object
  error: unknown
}

/** The errors that were thrown at one place. Times in ticks. */
export interface ErrorPlace {
  /** `server/game/handlers/sign.ts:8:40`, or the error's name where the stack says nothing. */
  place: string
  count: number
  first: number
  last: number
  /** Of the last one. */
  example: { service: string; command: string; text: string; stack: string; about: object }
}

/** A message of a kind of service fails more often than `watch.errors` allows. The example is the last error. */
export interface ErrorAlarm extends Omit<Failure, 'error'> {
  /** Errors within so many ms. */
  count: number
  within: number
  /** Where it was thrown. */
  place: string
  text: string
  stack: string
}

export class ErrorBook {
  readonly #places = new Map<string, ErrorPlace>()
  readonly #known = new WeakSet<object>()
  readonly #ofKinds: ErrorRates
  readonly #ofServices: ErrorRates
  /** A message of a kind of service fails too often. */
  onAlarm: (alarm: ErrorAlarm) => void = () => undefined

  constructor(limits: ErrorLimits) {
    this.#ofKinds = new ErrorRates(limits)
    this.#ofServices = new ErrorRates(limits)
  }

  /** Returns whether this one service fails too often, in whatever it does. */
  note(failure: Failure): boolean {
    if (!this.#isNew(failure.error)) return false
    const entry = this.#enter(failure)
    const { address, type, service, command, about } = failure
    const tooMany = this.#ofKinds.add(`${type} ${command}`)
    if (tooMany) {
      const { text, stack } = entry.example
      this.onAlarm({ address, type, service, command, about, ...tooMany, place: entry.place, text, stack })
    }
    return this.#ofServices.add(address) !== undefined
  }

  /** The latest first. */
  list(): ErrorPlace[] {
    return [...this.#places.values()].sort((a, b) => b.last - a.last)
  }

  #isNew(error: unknown): boolean {
    if (typeof error !== 'object' || error === null) return true
    const { cause } = error as { cause?: unknown }
    const isNew = !this.#known.has(error) && !this.#known.has(cause as object)
    this.#known.add(error)
    return isNew
  }

  #enter({ service, command, about, error }: Failure): ErrorPlace {
    const { stack, text } = textsOf(error)
    const place = placeOf(stack) ?? text.slice(0, 80)
    const known = this.#places.get(place)
    const now = ticks()
    const entry = known ?? { place, count: 0, first: now, last: now, example: undefined as never }
    entry.count++
    entry.last = now
    entry.example = { service, command, text, stack, about }
    // So that the one that was quiet longest stands first.
    this.#places.delete(place)
    this.#places.set(place, entry)
    if (this.#places.size > MOST) this.#places.delete(this.#places.keys().next().value!)
    return entry
  }
}

function textsOf(error: unknown): { text: string; stack: string } {
  if (!(error instanceof Error))
    return { text: `threw ${inspect(error, { depth: 1 }).slice(0, 200)}`, stack: '' }
  return { text: `${error.name}: ${error.message}`.slice(0, 500), stack: String(error.stack).slice(0, 4000) }
}

const FRAME = /^\s+at (?:.*\()?(?:file:\/\/)?((?:\/|[A-Za-z]:|node:)[^\s()]*:\d+:\d+)\)?$/gm
const ROOT = join(import.meta.dirname, '../../../')

/** The innermost frame of the project, or the innermost of all. */
function placeOf(stack: string): string | undefined {
  const frames = [...stack.matchAll(FRAME)].map(([, frame]) => frame!)
  const own = frames.find(frame => !frame.startsWith('node:') && !frame.includes('/node_modules/'))
  const place = own ?? frames[0]
  return place?.startsWith(ROOT) ? place.slice(ROOT.length) : place
}

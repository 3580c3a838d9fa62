// Which edits a document has seen: the last number of each sender, and the day on which it was heard of. Stored in the field
// `edits`, a place for each sender, so that an edit writes one place however many senders there are.
//
// What is forgotten, so that it stays small: a sender that was not heard of for 90 days; of more than 1000 senders (every room
// that pays is one) those not heard of for a week; of more than 5000 those heard of longest ago, which is said in the log. 1000
// senders with names as rooms have them take 100 KB in memory and 30 KB in LMDB; 5000 take 360 KB and 135 KB. An edit
// is made twice only if it comes again after that. Those of the kit do not: who sends them (an outbox, a room, a date) does so until
// it knows that they are made, which takes moments, or until the server runs again.

import type { DocumentUpdate } from '../../store/document-store.ts'
import { addSet, addUnset } from '../tree/node.ts'
import { type EditMark, keyOf } from './edit-id.ts'

type Heard = [number: number, day: number]

const DAY = 86_400_000
const KEPT_DAYS = 90
/** Of more senders than that only those of the last days are kept. */
const MANY_SENDERS = 1000
const KEPT_DAYS_OF_MANY = 7
/** A bound against a sender that names itself anew for each edit: beyond it the senders heard of longest ago are forgotten. */
const MOST_SENDERS = 5000
/** How many go then, so that it is seldom. */
const FORGOTTEN_AT_ONCE = 500

const FIELD = 'edits'
const PLACE = `${FIELD}.`

export const dayOf = (ms: number): number => Math.floor(ms / DAY)

export class EditMemory {
  readonly #heard: Record<string, Heard>
  #count: number
  /** Senders whose places are not in an update yet. */
  readonly #changed = new Set<string>()
  /** There is no field with places yet: the first update writes it as a whole. */
  #isWhole: boolean
  /** The day on which old senders were last looked for. */
  #lookedOn: number | undefined

  /** `stored`: the field as it is, undefined when there is none; in older documents a list of texts. */
  constructor(stored: unknown, today: number) {
    this.#isWhole = typeof stored !== 'object' || stored === null || Array.isArray(stored)
    this.#heard = this.#isWhole ? fromList(stored, today) : (stored as Record<string, Heard>)
    this.#count = Object.keys(this.#heard).length
  }

  has({ key, number }: EditMark): boolean {
    return Object.hasOwn(this.#heard, key) && number <= this.#heard[key]![0]
  }

  /** Returns how many senders had to be forgotten before their time. */
  note({ key, number }: EditMark, today: number): number {
    if (!Object.hasOwn(this.#heard, key)) this.#count++
    // Of senders of one day those come first that were heard of longest ago; it matters only where some are about to go.
    else if (this.#count > MOST_SENDERS - FORGOTTEN_AT_ONCE) delete this.#heard[key]
    this.#heard[key] = [number, today]
    this.#changed.add(key)
    if (this.#lookedOn !== today) this.#forgetOld(today)
    this.#lookedOn = today
    return this.#count > MOST_SENDERS ? this.#forgetOldest() : 0
  }

  /** Adds what has changed to the update. */
  collect(update: DocumentUpdate): void {
    if (this.#changed.size === 0) return
    if (this.#isWhole) addSet(update, FIELD, { ...this.#heard })
    else
      for (const key of this.#changed)
        if (Object.hasOwn(this.#heard, key)) addSet(update, PLACE + key, this.#heard[key])
        else addUnset(update, PLACE + key)
    this.#isWhole = false
    this.#changed.clear()
  }

  /** The update was not applied: what it has of this is collected again. */
  remark({ $set, $unset }: DocumentUpdate): void {
    const whole = $set?.[FIELD]
    if (whole) this.#isWhole = true
    for (const key in whole as object) this.#changed.add(key)
    for (const paths of [$set, $unset])
      for (const path in paths) if (path.startsWith(PLACE)) this.#changed.add(path.slice(PLACE.length))
  }

  #forgetOld(today: number): void {
    this.#forgetBefore(today - KEPT_DAYS)
    if (this.#count > MANY_SENDERS) this.#forgetBefore(today - KEPT_DAYS_OF_MANY)
  }

  #forgetBefore(day: number): void {
    for (const [key, heard] of Object.entries(this.#heard)) if (heard[1] < day) this.#forget(key)
  }

  #forgetOldest(): number {
    const keys = Object.keys(this.#heard).sort((a, b) => this.#heard[a]![1] - this.#heard[b]![1])
    const oldest = keys.slice(0, FORGOTTEN_AT_ONCE)
    for (const key of oldest) this.#forget(key)
    return oldest.length
  }

  #forget(key: string): void {
    delete this.#heard[key]
    this.#count--
    this.#changed.add(key)
  }
}

/** Of a list of texts, each is a sender of one edit. */
function fromList(list: unknown, today: number): Record<string, Heard> {
  const ids = Array.isArray(list) ? list.filter(isId) : []
  return Object.fromEntries(ids.map(id => [keyOf(id), [1, today]]))
}

const isId = (id: unknown): id is string => typeof id === 'string' && id !== ''

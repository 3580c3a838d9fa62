// What a game declares of its dates: `dates: { 'building ready': (role, { building }) => { … } }`. What is stored of a date is
// a name: functions can't be, and the one of that name may have changed until then.

import { StartError } from '../../core/errors.ts'

/** Edits a role when its date has come, as the function of `roles.edit`. `R`: a role · `T`: the tools of an edit. */
export type DateFunction<R = never, T = never> = (role: R, data: never, tools: T) => unknown

/** By their names, which are stored. */
export type DateDefinitions<R = never, T = never> = Readonly<Record<string, DateFunction<R, T>>>

/** A date that edits a role: by one of the functions `D`, which gets `data`. */
export type RoleDate<D> = [keyof D] extends [never]
  ? AnyRoleDate
  : {
      [K in keyof D & string]: { readonly role: string; readonly name: K } & Given<DataOf<D[K]>>
    }[keyof D & string]

/** Of a game whose types name no dates. */
interface AnyRoleDate {
  readonly role: string
  readonly name: string
  readonly data?: unknown
}

type DataOf<F> = F extends (role: never, data: infer T, ...rest: never[]) => unknown ? T : never
type Given<T> = unknown extends T ? { readonly data?: undefined } : { readonly data: T }

/** A date that calls a command of a service with `data` and the DateOccasion. */
export interface ServiceDate {
  /** Its name: `.market`. */
  readonly service: string
  readonly command: string
  readonly data?: unknown
}

/** What the command of a service gets beside its data. At least once, each time with the same `edit`. */
export interface DateOccasion {
  id: string
  /** When it was due, ms since 1970. */
  due: number
  /** Counts from 1. */
  attempt: number
  /** What is to be done once takes this as the id of its edit. */
  edit: { sender: string; number: number }
}

/** A date that waits, or was begun and is not done. */
export interface WaitingDate {
  id: string
  /** ms since 1970. */
  due: number
}

const LONGEST_NAME = 100

/** Throws StartError naming the date that is wrong. */
export function checkDates(dates: DateDefinitions): void {
  for (const [name, run] of Object.entries<unknown>(dates)) {
    if (name === '' || name.length > LONGEST_NAME)
      throw new StartError(
        `dates: expected names of 1 to ${LONGEST_NAME} characters, got ${JSON.stringify(name)}`,
      )
    if (typeof run !== 'function')
      throw new StartError(`dates.${name}: expected a function (role, data) => …, got ${typeof run}`)
  }
}

// What a date is for, as it is stored: checked when it is set, so that a mistake is its caller's and not found in three days.

import type { DateDefinitions } from './define-date.ts'

/** Of a role or of a service; `data` is JSON. */
export type DateTarget =
  | { role: string; name: string; data?: unknown }
  | { service: string; command: string; data?: unknown }

const LONGEST_ID = 200
/** Bytes of the data as JSON. */
const MOST_DATA = 8192
/** The last moment that a Date can be. */
const LATEST = 8.64e15

/** Throws TypeError for what is no id of a date. */
export function checkDateId(id: unknown): void {
  if (typeof id !== 'string' || id === '' || id.length > LONGEST_ID)
    throw new TypeError(
      `id of a date: expected a text of 1 to ${LONGEST_ID} characters, got ${typeof id === 'string' ? `one of ${id.length}` : String(id)}`,
    )
}

/** How long from now. */
export interface Span {
  days?: number
  hours?: number
  minutes?: number
  seconds?: number
}

/** A moment (a Date, or ms since 1970), or a span from now. */
export type When = Date | number | Span

/** ms since 1970. Throws TypeError for what is no moment. */
export function momentOf(when: When, now: number): number {
  const ms = typeof when === 'number' ? when : when instanceof Date ? when.getTime() : now + msOf(when)
  if (!(ms >= 0 && ms <= LATEST))
    throw new TypeError(
      `when: expected a Date, ms since 1970 or { days, hours, minutes, seconds }, got ${JSON.stringify(when)}`,
    )
  return Math.round(ms)
}

const msOf = ({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number =>
  (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000

/** As it is stored. Throws TypeError naming what is wrong. */
export function writeTarget(target: DateTarget, definitions: DateDefinitions): string {
  if ('service' in target) checkCommand(target)
  else checkName(target, definitions)
  const json = JSON.stringify(target)
  const bytes = Buffer.byteLength(json)
  if (bytes > MOST_DATA)
    throw new TypeError(`data of a date: expected at most ${MOST_DATA} bytes of JSON, got ${bytes}`)
  return json
}

export const readTarget = (json: string): DateTarget => JSON.parse(json) as DateTarget

/** For people. */
export const showTarget = (target: DateTarget): string =>
  'service' in target ? `${target.service} ${target.command}` : `role ${target.role}: ${target.name}`

function checkCommand({ service, command }: { service: string; command: string }): void {
  if (!/^\.[\w.-]+(\/[\w.-]+)*$/.test(service))
    throw new TypeError(`service of a date: expected a name such as .market, got ${JSON.stringify(service)}`)
  if (!/^[a-zA-Z]\w*$/.test(command))
    throw new TypeError(`command of a date: expected the name of a command, got ${JSON.stringify(command)}`)
}

function checkName({ role, name }: { role: string; name: string }, definitions: DateDefinitions): void {
  if (typeof role !== 'string' || !/^\d{1,20}$/.test(role))
    throw new TypeError(`role of a date: expected a uid, got ${JSON.stringify(role)}`)
  if (!Object.hasOwn(definitions, name))
    throw new TypeError(
      `name of a date: expected one of ${Object.keys(definitions).join(', ') || 'none: the game declares no dates'}, got ${JSON.stringify(name)}`,
    )
}

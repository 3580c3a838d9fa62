// The requests of rank-routes.ts, field by field. A uid and a score may come as numbers or as text, as the original
// accepts them.

import { z } from 'zod'
import { canBeKept } from './checks.ts'
import { isExact } from './read-json.ts'

const MOST_TAGS = 16
const MOST_ENTRIES = 100
const LARGEST_INFO = 2048
const DEEPEST_INFO = 16

const name = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^/\p{Cc}\p{Cs}]+$/u, 'has no slash and no control characters')

/** For optional fields: an empty value counts as absent. */
const orNone = (value: unknown): unknown => (value === '' || value === null ? undefined : value)

const uid = z
  .union([z.string(), z.int().transform(String)], 'is text or a whole number')
  .pipe(z.string().min(1).max(128))
const newUid = uid.refine(canBeKept, 'has no commas, spaces, control or invisible characters')

const NUMBER = /^\s*-?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i
const number = z
  .union([z.number(), z.string().regex(NUMBER).transform(Number)], 'is a number, or one as text')
  .pipe(z.number())
const score = number.refine(isExact, 'is at most ±(2^53 − 1), as larger whole numbers are not kept exactly')
const rank = (most: number) => number.pipe(z.int().min(1).max(most))

const isShallow = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every(each => isShallow(each, depth - 1)))

/** What it is in the languages in which an empty table is a list. */
const orEmpty = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : orNone(value))

/** It was parsed from JSON; checked no deeper than is allowed, as a body can be nested to the end of the stack. */
const info = z
  .record(z.string(), z.unknown())
  .refine(value => isShallow(value, DEEPEST_INFO), {
    error: `is nested at most ${DEEPEST_INFO} deep`,
    abort: true,
  })
  .refine(value => JSON.stringify(value).length <= LARGEST_INFO, `has at most ${LARGEST_INFO} characters`)

const tags = z.array(name).min(1).max(MOST_TAGS)

export const update = z.object({
  appname: name,
  tags,
  uid: newUid,
  score,
  info: z.preprocess(orEmpty, info.optional()),
})
export const remove = z.object({ appname: name, tags, uid })
export const query = z.object({ appname: name, tag: name, uid })
export const ranklist = z.object({
  appname: name,
  tag: name,
  start: z.preprocess(orNone, rank(1e9).default(1)),
  count: z.preprocess(orNone, rank(MOST_ENTRIES).default(10)),
})
export const config = z.object({ appname: name, tag: name })

export const infos = z.object({
  appname: name,
  tag: name,
  uids: z
    .string()
    .transform(text =>
      text
        .split(',')
        .map(each => each.trim())
        .filter(each => each !== ''),
    )
    .pipe(z.array(z.string().max(128)).min(1).max(MOST_ENTRIES)),
})

export const setConfig = z.object({
  appname: name,
  config: z
    .array(
      z.object({
        tag: name,
        capacity: z.preprocess(orNone, rank(1_000_000).optional()),
        order: z.preprocess(orNone, z.enum(['ascending', 'descending']).optional()),
      }),
    )
    .min(1)
    .max(MOST_TAGS),
})

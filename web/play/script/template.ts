// Values of earlier replies in a later message: `{{login.uid}}` is the field `uid` of the last reply to `login`,
// `{{2.list[0].id}}` of step 2, `{{n}}` counts the repeats from 1. A string that is one reference and nothing else
// becomes the value itself, with its type; within other text it is put in as text.

import { isObject, type JsonObject } from '../../value/draft.ts'
import type { Json } from '../../value/read-json.ts'

/** What references look into: message name or step number -> reply, and `n`. */
export type Replies = Record<string, Json>

const REFERENCE = /\{\{\s*([^{}]+?)\s*\}\}/g

/** Throws an Error that names the reference which leads nowhere. */
export function fillTemplate(value: Json, replies: Replies): Json {
  if (typeof value === 'string') return fillText(value, replies)
  if (Array.isArray(value)) return value.map(item => fillTemplate(item, replies))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([name, item]) => [name, fillTemplate(item, replies)] as const)
  return Object.fromEntries(entries) as JsonObject
}

function fillText(text: string, replies: Replies): Json {
  const whole = /^\{\{\s*([^{}]+?)\s*\}\}$/.exec(text)
  if (whole) return lookUp(whole[1]!, replies)
  return text.replace(REFERENCE, (_, path: string) => String(lookUp(path, replies)))
}

function lookUp(path: string, replies: Replies): Json {
  const value = valueAt(path, replies)
  if (value === undefined) throw new Error(`{{${path}}} is in no earlier reply`)
  return value
}

/** `list[0].id` of a value; undefined where it leads nowhere. */
export function valueAt(path: string, from: Json): Json | undefined {
  let value: Json | undefined = from
  for (const part of path.split(/[.[\]]+/).filter(Boolean)) {
    const holder: Json | undefined = value
    value = Array.isArray(holder) ? holder[Number(part)] : isObject(holder) ? holder[part] : undefined
  }
  return value
}

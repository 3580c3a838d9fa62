// A value on one line, for lists.

import { type Json, readJson } from './read-json.ts'
import { writeLine } from './write-json.ts'

/** A JSON text on one line; text that is no JSON as it is. */
export function previewText(text: string): string {
  try {
    return previewValue(readJson(text).value)
  } catch {
    return text.slice(0, 200) // somebody is in the middle of writing it
  }
}

export const previewValue = (value: Json): string => writeLine(value, 160)

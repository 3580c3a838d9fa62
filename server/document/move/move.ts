// A move: what one document or role gives to another, exactly once. It leaves in the same commit as the change that gives it
// away, in the sender's outbox; the receiver takes it in one commit with what it remembers of the sender. What a receiver refuses
// comes back the same way, as a move of the receiver.

import { AppError } from '../../core/errors.ts'
import { fromDocumentJson, toDocumentJson } from '../../store/document-json.ts'
import type { EditId } from '../edit/edit-id.ts'
import type { OutboxNote } from '../outbox/outbox.ts'

/** A role, or a document of a service. */
export type Place = { readonly role: string } | { readonly kind: string; readonly id: string }

export interface Move {
  name: string
  /** Plain data, also with dates, bigints and bytes. */
  body: unknown
  /** It comes back: why. */
  refusal?: { code: AppError['code']; message: string } | undefined
}

/** What sends moves: noted with what changes now, and on its way when that is durable. */
export interface Sender {
  /** Throws TypeError for a place that is none, BAD_MESSAGE for a body of more than 4096 characters as JSON. */
  send(to: Place, name: string, body?: unknown): void
}

const MOST_TEXT = 4096
const KIND = /^[a-z][a-z0-9_-]{0,31}$/
const MOST_ID = 128
/** Not in ids: control characters, and halves of characters, which databases replace. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BAD_ID = /[\u0000-\u001f\u007f\u{10ffff}]|\p{Surrogate}/u

export const isKind = (kind: unknown): kind is string => typeof kind === 'string' && KIND.test(kind)

/** Throws BAD_MESSAGE for what cannot be the id of a document. */
export function checkId(id: unknown): string {
  if (typeof id === 'string' && id.length > 0 && id.length <= MOST_ID && !BAD_ID.test(id)) return id
  const got = typeof id === 'string' ? `one of ${id.length} characters` : typeof id
  throw new AppError(
    'BAD_MESSAGE',
    `id: expected a text of 1 to ${MOST_ID} characters without control characters, got ${got}`,
  )
}

/** `role/7`, `document/guild/wolves`. Throws TypeError for a place that is none. */
export function addressOf(place: Place): string {
  if ('role' in place && typeof place.role === 'string' && place.role !== '') return `role/${place.role}`
  if (!('kind' in place) || !isKind(place.kind))
    throw new TypeError('to: expected { role: uid } or { kind, id }, got neither')
  return `document/${place.kind}/${checkId(place.id)}`
}

/** The document `KIND/ID`. */
export function documentPlace(name: string): { kind: string; id: string } {
  const slash = name.indexOf('/')
  return { kind: name.slice(0, slash), id: name.slice(slash + 1) }
}

/** As a message for an outbox. */
export function noteOf(to: Place, move: Move): OutboxNote {
  const body = toDocumentJson(move)
  if (body.length > MOST_TEXT)
    throw new AppError(
      'BAD_MESSAGE',
      `body of "${move.name}": expected at most ${MOST_TEXT} characters as JSON, got ${body.length}`,
    )
  return { to: addressOf(to), body }
}

export const moveOf = (body: string): Move => fromDocumentJson(body) as Move

/** By which a receiver takes a move once. */
export const editIdOf = (from: Place, number: number): EditId => ({
  sender: `move/${addressOf(from)}`,
  number,
})

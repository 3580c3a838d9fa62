// The documents of a thread's services, when the game's code is replaced: their services and their methods go over.

import { StartError } from '../../core/errors.ts'
import type { Services } from '../../core/thread/registry.ts'
import type { Thread } from '../../core/thread/thread.ts'
import { checkSameDocument } from '../define-document.ts'
import type { ThreadStates } from '../state/thread-states.ts'
import type { KindDefinition } from './define-kind.ts'
import { closingWithDocument, kindsOf } from './kinds-of.ts'
import type { KindHere } from './thread-documents.ts'

export interface FollowDocumentsOptions {
  kinds: ReadonlyMap<string, KindHere>
  states: ThreadStates
  /** The game's now. */
  services: Services
}

export function followDocuments(thread: Thread, { kinds, states, services }: FollowDocumentsOptions): void {
  const { classes } = thread.code
  const note = (kind: string, { documents, type }: KindHere) => {
    classes.note(`documents.${kind}`, documents.definition)
    classes.note(`services of ${kind}`, type)
  }
  for (const [kind, here] of kinds) note(kind, here)
  let classesOf = kindsOf(services)
  let current = statesOf(services)
  thread.code.add('documents', ({ services: next = {} }: { services?: Services }) => {
    const types = kindsOf(next)
    checkKinds(kinds, types)
    const held = statesOf(next)
    for (const [name, definition] of held) {
      const before = current.get(name)
      if (before) checkSameDocument(`services.${name}`, before as never, definition as never)
    }
    return () => {
      for (const [kind, here] of kinds) {
        const type = types.get(kind)!
        if (type === classesOf.get(kind)) continue
        here.documents.follow(type.definition)
        here.type = closingWithDocument(type)
        note(kind, here)
      }
      classesOf = types
      for (const [name, definition] of held) states.follow(current.get(name), definition)
      current = held
    }
  })
}

/** Throws StartError where kinds come or go, or are stored or found in another way. */
function checkKinds(kinds: ReadonlyMap<string, KindHere>, next: ReturnType<typeof kindsOf>): void {
  const [now, then] = [[...kinds.keys()].sort().join(', '), [...next.keys()].sort().join(', ')]
  if (now !== then)
    throw new StartError(
      `services: expected the kinds of documents of the code that runs, ${now || 'none'}, got ${then || 'none'}; restart the server for it`,
    )
  for (const [kind, { definition }] of next) {
    const before = kinds.get(kind)!.documents.definition
    checkSameDocument(`documents.${kind}`, before as never, definition as never)
    if (before.indexes.join() !== definition.indexes.join())
      throw new StartError(
        `documents.${kind}.indexes: expected those of the code that runs, got others; restart the server for it`,
      )
  }
}

/** What services without documents keep, by the name of their class in `services`. */
const statesOf = (services: Services): Map<string, KindDefinition> =>
  new Map(
    Object.entries(services).flatMap(([name, type]) => {
      const { state } = type as { state?: KindDefinition }
      return state ? [[name, state] as const] : []
    }),
  )

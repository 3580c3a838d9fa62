// How moves reach the documents of services: the directory opens the receiver, and its thread lets the move into its mailbox. A
// receiver that is not there refuses, on the thread where it would be.

import { hasCode } from '../../core/errors.ts'
import type { ServiceScope } from '../../core/service/service.ts'
import type { DocumentDirectory } from '../directory/document-directory.ts'
import { DIRECTORY, documentsName } from '../names.ts'
import type { ThreadDocuments } from '../service/thread-documents.ts'
import type { SentMove, TakeByDocument } from './move-post.ts'

/** ms that a move may take. */
const WITHIN = 15_000

/** `kinds`: of the game; nothing else can receive. */
export function toDocument(scope: ServiceScope, kinds: ReadonlySet<string>): TakeByDocument {
  const thread = async (slot: number) =>
    (await scope.query<ThreadDocuments>(documentsName(slot))).within(WITHIN)
  return async (kind, id, sent: SentMove) => {
    if (!kinds.has(kind)) return false
    const directory = (await scope.query<DocumentDirectory>(DIRECTORY)).within(WITHIN)
    try {
      const { slot } = await directory.call.locate(kind, id)
      await (await thread(slot)).call.take(kind, id, sent)
    } catch (error) {
      if (!hasCode(error, 'DOCUMENT_NOT_FOUND')) throw error
      await (await thread(await directory.call.slotOf(kind, id))).call.refuse(kind, id, sent)
    }
    return true
  }
}

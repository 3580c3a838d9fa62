// How code reaches the service of a document: `node.open(Guild, id)`.

import type { Address } from '../../core/address.ts'
import type { Opener } from '../../core/service/service.ts'
import type { DocumentDirectory } from '../directory/document-directory.ts'
import { DIRECTORY } from '../names.ts'

/** ms: the document may have to be saved elsewhere first. */
const WITHIN = 10_000

/** Throws DOCUMENT_NOT_FOUND, TRY_AGAIN, or what the service's onStart throws. */
export async function openById(opener: Opener, kind: string, id: string): Promise<Address> {
  const directory = await opener.lasting<DocumentDirectory>(DIRECTORY, WITHIN)
  return directory.call.open(kind, id)
}

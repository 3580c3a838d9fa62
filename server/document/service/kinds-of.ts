// The kinds of documents that a game has: those of the classes in its `services` that have a definition.

import { StartError } from '../../core/errors.ts'
import type { Service, ServiceClass } from '../../core/service/service.ts'
import type { Services } from '../../core/thread/registry.ts'
import type { DocumentClass } from './define-kind.ts'
import type { OpenDocument } from './open-document.ts'

/** A class of services that each have a document. */
export type DocumentServiceClass = ServiceClass<Service<OpenDocument>, OpenDocument> & DocumentClass

/** By the kind's name. Throws StartError when two classes have one kind, and for one whose messages overlap: an edit is made on a
 * copy, which takes the document's place between two messages. */
export function kindsOf(services: Services): ReadonlyMap<string, DocumentServiceClass> {
  const kinds = new Map<string, DocumentServiceClass>()
  for (const [name, type] of Object.entries(services)) {
    const { definition } = type as Partial<DocumentClass>
    if (!definition) continue
    if ((type as { concurrent?: boolean }).concurrent)
      throw new StartError(
        `services.${name}: expected a class that is not concurrent, as its services have documents`,
      )
    if (kinds.has(definition.kind))
      throw new StartError(
        `services.${name}: expected a kind that no other service has, got ${definition.kind}`,
      )
    kinds.set(definition.kind, type as unknown as DocumentServiceClass)
  }
  return kinds
}

/** The game's class, whose services end with their documents saved. One that fails too often ends, and is opened again. */
export function closingWithDocument(type: DocumentServiceClass): DocumentServiceClass {
  const { name } = type as unknown as { name: string }
  const closing = class extends type {
    protected override async onExit(): Promise<void> {
      const open = this.options
      open.ending()
      try {
        await super.onExit()
      } finally {
        await open.end()
      }
    }
  }
  if (type.restart !== undefined) closing.restart = 'never'
  return Object.defineProperty(closing, 'name', { value: name })
}

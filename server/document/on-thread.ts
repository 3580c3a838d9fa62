// The documents of services on a serving thread: those that live here, and what services, rooms and handlers have of documents
// anywhere; and what services without documents keep.

import { isDoneBy, timeBefore } from '../core/exit-hooks.ts'
import { readGauge } from '../core/metrics/metric.ts'
import type { Services } from '../core/thread/registry.ts'
import type { Thread } from '../core/thread/thread.ts'
import { type KindStores, STATE } from '../store/kind/kind-store.ts'
import type { DocumentDirectory } from './directory/document-directory.ts'
import { MovePost, type TakeByDocument, type TakeByRole } from './move/move-post.ts'
import { toDocument } from './move/to-document.ts'
import { DIRECTORY, documentsName } from './names.ts'
import { Deliverer } from './outbox/deliverer.ts'
import { keepUnsaved } from './save/unsaved-file.ts'
import type { DocumentClass } from './service/define-kind.ts'
import { followDocuments } from './service/follow-documents.ts'
import { KindDocuments } from './service/kind-documents.ts'
import { type DocumentReach, KindHandle } from './service/kind-handle.ts'
import { closingWithDocument, type DocumentServiceClass, kindsOf } from './service/kinds-of.ts'
import { type KindHere, ThreadDocuments } from './service/thread-documents.ts'
import type { SaveConfig } from './settings.ts'
import { type StateReach, ThreadStates } from './state/thread-states.ts'

export interface DocumentsOnThreadOptions {
  /** The game's. */
  services: Services
  stores: { documents: KindStores }
  config: { save: SaveConfig; document: { idle: number } }
  /** Moves for roles. */
  toRole: TakeByRole
}

/** How moves reach the documents of the game's services. */
export const documentTaker = (thread: Thread, services: Services): TakeByDocument =>
  toDocument(thread, new Set(kindsOf(services).keys()))

/** ms of a stop that documents leave to roles, and that saving leaves for writing down what could not be saved. */
const FOR_ROLES = 2000
const FOR_UNSAVED = 1800

export async function documentsOnThread(
  thread: Thread,
  options: DocumentsOnThreadOptions,
): Promise<{ documents: DocumentReach; states: StateReach }> {
  const { services, stores, config, toRole } = options
  const classes = kindsOf(services)
  const post = new MovePost({ toRole, toDocument: documentTaker(thread, services) })
  const kinds = new Map<string, KindHere>()
  for (const [kind, type] of classes) kinds.set(kind, await openKind(thread, type, post, options))
  const directory = (await thread.query<DocumentDirectory>(DIRECTORY)).address
  const states = new ThreadStates({ thread, stores: stores.documents, directory, config: config.save })
  const { idle } = config.document
  const seed = { kinds, directory, states, idle, ticks: () => thread.clock.ticks() }
  followDocuments(thread, { kinds, states, services })
  const here = await thread.make(ThreadDocuments, seed, { name: documentsName(thread.slot) })
  thread.metrics.add(metricsOf(kinds, states))
  thread.exitHooks.add('documents', deadline =>
    stopAll(thread, { here, states, kinds, deadline, ...options }),
  )
  const documents: DocumentReach = (type, scope, own) =>
    new KindHandle({ documents: documentsOf(thread, kinds, type), here, directory, scope, own })
  return { documents, states }
}

async function openKind(
  thread: Thread,
  type: DocumentServiceClass,
  post: MovePost,
  { stores, config }: DocumentsOnThreadOptions,
): Promise<KindHere> {
  const { definition } = type
  const { kind, indexes } = definition
  const { log, clock } = thread
  const store = await stores.documents.open(kind, indexes)
  const outbox = new Deliverer({ store, log, receivers: post.receivers(id => ({ kind, id })) })
  thread.exitHooks.add(`outboxes of ${kind}`, () => outbox.stop())
  const documents = new KindDocuments({ definition, store, clock, log, outbox, config: config.save })
  thread.metrics.add(documents.meter.metrics())
  return { documents, outbox, type: closingWithDocument(type) }
}

/** Code that is older than the definition means the same documents. */
function documentsOf(
  { code }: Thread,
  kinds: ReadonlyMap<string, KindHere>,
  { definition }: DocumentClass,
): KindDocuments {
  const found = kinds.get(definition.kind)?.documents
  if (found && code.classes.latestOf(definition) === found.definition) return found
  throw new TypeError(
    `documents: ${definition.kind}: expected a class that stands under services of the game`,
  )
}

interface Stop extends DocumentsOnThreadOptions {
  here: ThreadDocuments
  states: ThreadStates
  kinds: ReadonlyMap<string, KindHere>
  deadline: number
}

/** The services end first: they may still change their documents. */
async function stopAll({ log }: Thread, { here, states, kinds, deadline, config }: Stop): Promise<void> {
  const ended = Promise.all([states.closeAll(), here.closeAll()])
  await isDoneBy(performance.now() + timeBefore(deadline, FOR_ROLES + FOR_UNSAVED), ended)
  const ms = timeBefore(deadline, FOR_UNSAVED)
  const stopping = [...kinds.values()].map(({ documents }) => documents.stop(ms))
  const all = await Promise.all([...stopping, states.stop(ms)])
  const unsaved = all.flat()
  if (unsaved.length === 0) return
  const place = keepUnsaved(config.save.unsaved, unsaved, log)
  const names = unsaved.slice(0, 10).map(({ kind, uid }) => `${kind} ${uid}`)
  throw new Error(`${unsaved.length} documents could not be saved, such as ${names.join(', ')}; ${place}`)
}

function metricsOf(kinds: ReadonlyMap<string, KindHere>, states: ThreadStates) {
  const counts = () => [
    ...[...kinds].map(([kind, { documents }]) => [kind, documents.count()] as const),
    [STATE, states.count()] as const,
  ]
  const gauge = (help: string, name: 'documents' | 'unsaved') =>
    readGauge(help, () => counts().map(([kind, count]) => ({ labels: { kind }, value: count[name] })), {
      labels: ['kind'],
    })
  return {
    gatehouse_documents: gauge('documents of services in memory, by kind', 'documents'),
    gatehouse_documents_unsaved: gauge(
      'documents of services with changes that are not saved, by kind',
      'unsaved',
    ),
  }
}

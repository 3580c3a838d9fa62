// What operators ask of the documents of services.

import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import type { Node } from '../core/node/node.ts'
import type { Ref } from '../core/service/ref.ts'
import { plainOf, WHOLE } from '../lib/show/plain.ts'
import { askThread, serviceOf } from '../setup/ask-threads.ts'
import { type CommandPage, type Commands, command, PAGE, pageOf } from '../setup/commands.ts'
import { type KindStore, STATE } from '../store/kind/kind-store.ts'
import type { DocumentDirectory } from './directory/document-directory.ts'
import { checkId } from './move/move.ts'
import { documentsName } from './names.ts'
import type { ThreadDocuments } from './service/thread-documents.ts'

export interface DocumentCommandsOptions {
  node: Node
  directory: Ref<DocumentDirectory>
  /** Of the game, by the kind's name. */
  kinds: ReadonlyMap<string, KindStore>
  /** Of what services without documents keep. */
  states(): Promise<KindStore>
}

export const documentCommands = (options: DocumentCommandsOptions): Commands => ({
  documents: command({
    summary: 'lists the kinds of documents of services, or those of one kind that are open',
    args: { kind: z.string().optional() },
    options: PAGE,
    run: ({ kind, from, limit }) => list(options, kind, { from, limit }),
  }),
  document: command({
    summary: 'shows one document of a service: where it is open, what is unsaved, its fields',
    args: { kind: z.string(), id: z.string() },
    run: ({ kind, id }) => lookAt(options, kind, id),
  }),
})

async function list(
  options: DocumentCommandsOptions,
  kind: string | undefined,
  { from, limit }: { from: number; limit: number },
): Promise<CommandPage | object[]> {
  const { directory } = options
  if (kind === undefined) return directory.call.count()
  await storeOf(options, kind)
  const { rows, total } = await directory.call.look(kind, from, limit)
  return pageOf(rows, from, total)
}

async function lookAt(options: DocumentCommandsOptions, kind: string, id: string): Promise<object> {
  const { node, directory } = options
  const store = await storeOf(options, kind)
  checkId(id)
  const thread = await directory.call.threadOf(kind, id)
  const open = thread !== undefined && (await viewOn(node, thread, { kind, id }))
  if (open) return { kind, id, thread, ...open.state, fields: plainOf(open.fields, WHOLE) }
  const document = await store.read(id)
  if (!document) throw new AppError('BAD_MESSAGE', `there is no ${kind} ${id}`)
  const { _id, epoch, rev, version, ...fields } = document
  return { kind, id, epoch, rev, version, fields: plainOf(fields, WHOLE) }
}

async function viewOn(node: Node, slot: number, { kind, id }: { kind: string; id: string }) {
  return askThread(node, slot, async () =>
    (await serviceOf<ThreadDocuments>(node, documentsName(slot))).call.view(kind, id),
  )
}

async function storeOf({ kinds, states }: DocumentCommandsOptions, kind: string): Promise<KindStore> {
  const found = kind === STATE ? await states() : kinds.get(kind)
  if (found) return found
  throw new AppError(
    'BAD_MESSAGE',
    `kind: expected one of ${[...kinds.keys(), STATE].join(', ')}, got ${kind}`,
  )
}

// npm run document -- list [KIND] · show KIND ID · export KIND [ID…] · import KIND FILE: operators look at the stored documents of
// services and move them. Import replaces whole documents: it needs the embedded store for itself, and with MongoDB whoever has
// one open loses it.

import { StartError } from '../core/errors.ts'
import { toDocumentJson } from '../store/document-json.ts'
import type { StoredDocument } from '../store/document-store.ts'
import type { KindStore, KindStores } from '../store/kind/kind-store.ts'
import { importEach } from './stored/exported.ts'
import { runStoredCommand } from './stored/run-command.ts'

const USAGE =
  'usage: npm run document -- list [KIND] | show KIND ID | export KIND [ID …] | import KIND FILE  [etc/x.ts] [--set a.b=value]'

async function kindOf(documents: KindStores, kind: string | undefined): Promise<KindStore> {
  if (!kind) throw new StartError(USAGE)
  const kinds = await documents.kinds()
  if (kinds.includes(kind)) return documents.open(kind)
  throw new StartError(`kind: expected one of ${kinds.join(', ') || '(none)'}, got ${kind}`)
}

async function read(store: KindStore, id: string | undefined): Promise<StoredDocument> {
  if (!id) throw new StartError(USAGE)
  const found = await store.read(id)
  if (!found) throw new StartError(`no document has the id ${JSON.stringify(id)}`)
  return found
}

await runStoredCommand(USAGE, {
  async list({ documents }, [kind]) {
    if (!kind) return void (await documents.kinds()).forEach(each => void console.log(each))
    for await (const { _id, epoch, rev } of (await kindOf(documents, kind)).list())
      console.log([_id, epoch, rev].join('\t'))
  },
  async show({ documents }, [kind, id]) {
    console.log(toDocumentJson(await read(await kindOf(documents, kind), id), 2))
  },
  async export({ documents }, [kind, ...ids]) {
    const store = await kindOf(documents, kind)
    if (ids.length === 0) for await (const each of store.list()) console.log(toDocumentJson(each))
    for (const id of ids) console.log(toDocumentJson(await read(store, id)))
  },
  async import({ documents }, [kind, file]) {
    if (!file) throw new StartError(USAGE)
    const store = await kindOf(documents, kind)
    const work = (document: StoredDocument) => store.replace(document)
    console.log(`${await importEach(file, 'document', { isOne: () => true, work })} documents imported`)
  },
})

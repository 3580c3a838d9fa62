// npm run role -- show ACC|UID · list · export [ACC|UID…] · import FILE: operators look at stored roles and move them.
// Import replaces whole documents: it needs the embedded store for itself, and with MongoDB an online role is lost to it.

import { StartError } from '../core/errors.ts'
import { toDocumentJson } from '../store/document-json.ts'
import type { StoredDocument } from '../store/document-store.ts'
import type { RoleDocument, RoleStore } from '../store/role-store.ts'
import { importEach } from './stored/exported.ts'
import { runStoredCommand } from './stored/run-command.ts'

const USAGE =
  'usage: npm run role -- show ACC|UID | list | export [ACC|UID …] | import FILE  [etc/x.ts] [--set a.b=value]'

async function find(store: RoleStore, name: string): Promise<RoleDocument> {
  const found = (await store.find({ uid: name })) ?? (await store.find({ acc: name }))
  if (!found) throw new StartError(`no role has the uid or the account ${JSON.stringify(name)}`)
  return found
}

await runStoredCommand(USAGE, {
  async show({ roles }, [name]) {
    if (!name) throw new StartError(USAGE)
    console.log(toDocumentJson(await find(roles, name), 2))
  },
  async list({ roles }) {
    for await (const { _id, acc, epoch, rev } of roles.list()) console.log([_id, acc, epoch, rev].join('\t'))
  },
  async export({ roles }, names) {
    if (names.length === 0) for await (const role of roles.list()) console.log(toDocumentJson(role))
    for (const name of names) console.log(toDocumentJson(await find(roles, name)))
  },
  async import({ roles }, [file]) {
    if (!file) throw new StartError(USAGE)
    const isOne = ({ acc }: StoredDocument) => typeof acc === 'string'
    const work = (role: RoleDocument) => roles.replace(role)
    console.log(`${await importEach(file, 'role', { isOne, work })} roles imported`)
  },
})

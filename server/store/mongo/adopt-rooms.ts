// Rooms that were stored before a record named its node: the first node that starts takes them all, each in one step, so
// that two nodes never have the same one. Their ids in the database change with that (room-documents.ts).

import type { Collection } from 'mongodb'
import type { EntryDocument, RoomDocument } from './room-documents.ts'

interface Adoption {
  node: number
  /** What the names of this node's rooms begin with. */
  prefix: string
  rooms: Collection<RoomDocument>
  entries: Collection<EntryDocument>
}

/** Continues where a start that was killed half-way has stopped. */
export async function adoptRooms(adoption: Adoption): Promise<void> {
  const { rooms, node, prefix } = adoption
  await rooms.updateMany({ node: { $exists: false } } as object, { $set: { node } })
  const mine = await rooms.find({ node }).toArray()
  for (const room of mine) if (!room._id.startsWith(prefix)) await rename(adoption, room)
}

/** Copies, then removes: writing a copy twice is harmless. */
async function rename({ prefix, rooms, entries }: Adoption, room: RoomDocument): Promise<void> {
  const old = room._id
  const _id = prefix + old
  const said = await entries.find({ room: old }).toArray()
  if (said.length > 0) {
    const replacements = said.map(entry => ({ ...entry, _id: `${_id}/${entry.number}`, room: _id }))
    await entries.bulkWrite(
      replacements.map(replacement => ({
        replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
      })),
      { ordered: false },
    )
  }
  // A room of that id that this node has created since stays.
  if (!(await rooms.findOne({ _id }))) await rooms.insertOne({ ...room, _id })
  await rooms.deleteOne({ _id: old })
  await entries.deleteMany({ room: old })
}

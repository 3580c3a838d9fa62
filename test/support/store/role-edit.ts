// Changes a stored role once per reward id, on a real role store: the change and the id are one commit.

import type { EditRole, RewardId } from '../../../server/board/define-board.ts'
import type { RoleDocument, RoleStore } from '../../../server/store/role-store.ts'

export interface Rewarded {
  gold: number
}

export async function createRoleDocuments(store: RoleStore, uids: readonly string[]): Promise<void> {
  const fresh = (uid: string): RoleDocument => ({
    _id: uid,
    acc: `acc${uid}`,
    epoch: 1,
    rev: 0,
    version: 1,
    gold: 0,
    given: {},
  })
  await Promise.all(uids.map(uid => store.claim(`acc${uid}`, () => fresh(uid))))
}

export const createEdit =
  (store: RoleStore): EditRole<Rewarded> =>
  async (uid, change, id) => {
    for (;;) {
      const document = await store.claimUid(uid)
      if (!document) throw new Error(`there is no role ${uid}`)
      const given = document.given as Record<string, true>
      if (given[keyOf(id)]) return
      const role = { gold: Number(document.gold) }
      await change(role)
      const update = { $set: { gold: role.gold, [`given.${keyOf(id)}`]: true } }
      const { applied } = await store.commit([{ uid, epoch: document.epoch, rev: document.rev, update }])
      if (applied === 1) return
    }
  }

const keyOf = (id: string | RewardId): string => (typeof id === 'string' ? id : `${id.sender}/${id.number}`)

/** What a role holds now. */
export async function readRole(store: RoleStore, uid: string): Promise<{ gold: number; given: string[] }> {
  const document = await store.find({ uid })
  return { gold: Number(document?.gold), given: Object.keys((document?.given as object) ?? {}) }
}

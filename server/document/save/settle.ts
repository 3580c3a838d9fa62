// Sends one bulk and finds out what became of each commit. Where the store's answer leaves a doubt, the revisions
// that are stored decide: rev + 1 is applied, another epoch is lost, the old rev is to be sent again.

import type { RoleCommit, RoleStore } from '../../store/role-store.ts'

/** An Error is a refusal of this one commit for its content. */
export type Outcome = 'applied' | 'again' | 'lost' | Error

/** One outcome per commit, or the error that says the store is away. */
export async function settle(store: RoleStore, commits: readonly RoleCommit[]): Promise<Outcome[] | Error> {
  let refused: Map<string, Error> | undefined
  try {
    const result = await store.commit(commits)
    if (result.applied === commits.length) return commits.map(() => 'applied')
    refused = result.refused
  } catch (error) {
    return error as Error
  }
  return readBack(store, commits, refused)
}

async function readBack(
  store: RoleStore,
  commits: readonly RoleCommit[],
  refused: ReadonlyMap<string, Error> | undefined,
): Promise<Outcome[] | Error> {
  try {
    const stored = await store.revisions(commits.map(commit => commit.uid))
    return commits.map(({ uid, epoch, rev }) => {
      const found = stored.get(uid)
      if (found?.epoch !== epoch) return 'lost'
      if (found.rev === rev + 1) return 'applied'
      return found.rev === rev ? (refused?.get(uid) ?? 'again') : 'lost'
    })
  } catch (error) {
    return error as Error
  }
}

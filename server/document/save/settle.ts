// Sends one bulk and finds out what became of each commit. When the store's answer leaves a doubt, the stored revisions
// decide: rev + 1 was applied, another epoch is lost, the old rev has to be sent again.

import type { DocumentCommit, DocumentStore } from '../../store/document-store.ts'

/** An Error is a refusal of this one commit for its content. */
export type Settlement = 'applied' | 'again' | 'lost' | Error

/** One settlement per commit, or the error that says the store is unreachable. */
export async function settle(
  store: DocumentStore,
  commits: readonly DocumentCommit[],
): Promise<Settlement[] | Error> {
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
  store: DocumentStore,
  commits: readonly DocumentCommit[],
  refused: ReadonlyMap<string, Error> | undefined,
): Promise<Settlement[] | Error> {
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

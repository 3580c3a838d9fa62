import { threadId } from 'node:worker_threads'
import type { GameScope } from '../../../../server/kit/index.ts'
import { type Game, Service } from './kit.ts'

/** What hooks that answer nobody have said: by which version, on which thread. */
export class Ledger extends Service {
  private said: Record<string, string> = {}

  note(what: string, thread: number, word: string): void {
    this.said[`${what} ${thread}`] = word
  }

  /** What has been said of `what`, by the number of the thread. */
  of(what: string): Record<string, string> {
    return Object.fromEntries(Object.entries(this.said).filter(([key]) => key.startsWith(`${what} `)))
  }
}

export async function note(
  { node }: Pick<GameScope<Game>, 'node'>,
  what: string,
  word: string,
): Promise<void> {
  await (await node.query<Ledger>('.ledger')).call.note(what, threadId, word)
}

import { setTimeout as sleep } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
import {
  type Agent,
  defineGameOf,
  type GameScope,
  type Guest,
  type LoginAttempt,
} from '../../../../server/kit/index.ts'
import type { Game } from './kit.ts'
import { Ledger, note } from './ledger.ts'
import { boards, daily, dates, metrics, role } from './parts.ts'
import { protocol } from './protocol.ts'

export default defineGameOf<Game>({
  role,
  protocol,
  boards,
  daily,
  dates,
  metrics,
  latestWins: new Set(),
  services: { Ledger },
  start: [{ service: 'Ledger', name: '.ledger' }],
  handshakeHeaders: ['x-region'],
  authenticate: ({ credentials: { acc = '' } }: LoginAttempt) => ({ account: acc, claims: { word: 'one' } }),
  textFilter: (text: string) => `${text} ${'one'}`,
  onErrors: (_alarm: unknown, game: GameScope<Game>) => note(game, 'errors', 'one'),
  onPlayerRemoved: (_player: unknown, game: GameScope<Game>) => note(game, 'removed', 'one'),
  guest: {
    /** `slow…` begins with the one version, and logs in when the other has come. */
    async login(guest: Guest<Game>, { acc }: { acc: string }) {
      if (acc.startsWith('slow')) await sleep(300)
      const { uid, claims } = await guest.login({ acc })
      return { uid, text: `${'one'} ${String(claims.word)}`, thread: threadId }
    },
  },
  handlers: {
    say: () => ({ text: 'one' }),
    look({ role: { reset, given, dated } }: Agent<Game>) {
      return { reset, given, dated }
    },
    async score(agent: Agent<Game>) {
      await agent.boards.top.update(agent.uid, 1)
      return {}
    },
    async plan(agent: Agent<Game>) {
      await agent.dates.set(`due/${agent.uid}`, { seconds: 60 }, { role: agent.uid, name: 'due' })
      return {}
    },
    async speak({ rooms }: Agent<Game>) {
      return { text: await rooms.checkText('said by') }
    },
    fail() {
      throw new Error('on purpose')
    },
    count(agent: Agent<Game>) {
      agent.metrics.plays.add(1)
      return {}
    },
  },
} as never)

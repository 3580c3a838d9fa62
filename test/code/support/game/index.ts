import { type Agent, defineGameOf, type Guest } from '../../../../server/kit/index.ts'
import { hall } from './hall.ts'
import { handlers } from './handlers.ts'
import { command, type Game } from './kit.ts'
import { protocol } from './protocol.ts'
import { role } from './role.ts'
import { Closed, Counter, Season, Shelf, Stubborn } from './services.ts'

export default defineGameOf<Game>({
  role,
  protocol,
  latestWins: new Set(),
  rooms: { hall } as never,
  services: { Counter, Closed, Stubborn, Season, Shelf },
  start: [
    { service: 'Counter', name: '.counter' },
    { service: 'Closed', name: '.closed' },
    { service: 'Stubborn', name: '.stubborn' },
    { service: 'Season', name: '.season' },
  ],
  commands: { word: command({ summary: 'says the version', scope: 'console', run: () => 'one' }) } as never,
  compute: new URL('./compute.ts', import.meta.url),
  rates: { limited: { rate: 0.001, burst: 2 } },
  onLogin(agent: Agent<Game>) {
    agent.role.loggedIn = 'one'
  },
  around: (_agent: unknown, { name }: { name: string }, next: () => unknown) =>
    name === 'talk' ? { text: 'one' } : next(),
  guest: {
    async login(guest: Guest<Game>, { acc }: { acc: string }) {
      const agent = await guest.login({ acc, token: '' })
      return { text: agent.role.loggedIn }
    },
  },
  handlers: { ...handlers, talk: () => ({ text: 'not around' }) },
} as never)

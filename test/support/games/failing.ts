// A game that fails: requests, services that are to start again or to end, and a hook that tells `.heard` of it.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  defineGameOf,
  defineRole,
  type ErrorAlarm,
  type GameScope,
  type Guest,
  gameKit,
  type RoleOf,
} from '../../../server/kit/index.ts'

export const FAILING = 'test/support/games/failing.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response {} }
      bug 2 { response {} }
    `,
  },
  { name: 's2c.sproto', text: '' },
]

export const failingProtocol = protocolOf(parseSchema(SCHEMA))

const role = defineRole({ schema: z.object({}) })
type Game = { role: RoleOf<typeof role> }

/** Where the hook tells what it has heard. */
export interface Heard {
  note(alarm: ErrorAlarm): void
}

class Fragile extends gameKit<Game>().Service {
  #count = 0
  #starts = 0

  protected override onStart(): void {
    this.#starts++
  }

  add(): number {
    return ++this.#count
  }

  startsOfThisOne(): number {
    return this.#starts
  }

  fail(): void {
    throw new Error('fragile')
  }
}

export class Restarting extends Fragile {
  static readonly restart = 'onError'
}

export class Ending extends Fragile {
  static readonly restart = 'never'
}

export default defineGameOf<Game>({
  role,
  protocol: failingProtocol,
  latestWins: new Set(),
  services: { restarting: Restarting, ending: Ending, fragile: Fragile },
  start: [{ service: 'ending', name: '.kept' }],
  guest: {
    async login(guest: Guest<Game>, { acc }: { acc: string }) {
      await guest.login({ acc, token: '' })
      return {}
    },
  },
  handlers: {
    bug(agent: Agent<Game>) {
      throw new TypeError(`a bug for ${agent.account}`)
    },
  },
  async onErrors(alarm: ErrorAlarm, { node }: GameScope<Game>) {
    ;(await node.query<Heard>('.heard')).send.note(alarm)
  },
})

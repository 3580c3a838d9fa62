// A game of vaults, documents that hold gold, and of roles that do: gold goes from any to any, and there is never more or less of
// it. `.clerk` does with vaults what a game's service can.

import { z } from 'zod'
import { parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import {
  type Agent,
  AppError,
  defineGameOf,
  defineRole,
  type FindQuery,
  type Guest,
  gameKit,
  type Place,
  type RoleOf,
  type Sender,
} from '../../../server/kit/index.ts'

export const VAULTS = 'test/support/games/vaults.ts'

const SCHEMA = [
  {
    name: 'c2s.sproto',
    text: `
      login 1 { request { acc 0 : string } response { uid 0 : string  gold 1 : integer } }
      logout 2 { response {} }
      earn 3 { request { gold 0 : integer } response { gold 0 : integer } }
      give 4 { request { vault 0 : string  uid 1 : string  gold 2 : integer } response { gold 0 : integer } }
      purse 5 { response { gold 0 : integer  notes 1 : *string } }
      take 6 { request { vault 0 : string  gold 1 : integer } response { gold 0 : integer } }
    `,
  },
  { name: 's2c.sproto', text: '' },
]

interface Gold {
  gold: number
}

interface Holder {
  gold: number
  notes: string[]
}

/** The most that is taken at a time. */
export const MOST_GOLD = 1000

/** What roles and vaults make of gold that comes, and that comes back. */
const receives = {
  gold(holder: Holder, { gold }: Gold) {
    holder.gold += gold
    if (gold > MOST_GOLD) throw new AppError('NOT_ALLOWED', 'too much gold')
  },
  /** What nobody should do: changes something, and fails. */
  bug(holder: Holder) {
    holder.gold += 1
    throw new Error('as the test wants it')
  },
}
const refused = {
  gold(holder: Holder, { gold }: Gold, { code }: AppError) {
    holder.gold += gold
    holder.notes.push(`${gold} back: ${code}`)
  },
}

const role = defineRole({
  schema: z.object({ gold: z.int().min(0).default(0), notes: z.array(z.string()).default([]) }),
  receives,
  refused,
})

interface Game {
  role: RoleOf<typeof role>
}
const { DocumentService, Service } = gameKit<Game>()

export class Vault extends DocumentService({
  kind: 'vault',
  schema: z.object({
    gold: z.int().min(0).default(0),
    level: z.int().default(0),
    name: z.string().max(20).default(''),
    notes: z.array(z.string()).default([]),
    bulk: z.array(z.string()).default([]),
  }),
  indexes: ['level', 'name'],
  methods: {
    grow(by: number) {
      this.level += by
    },
  },
  receives: {
    ...receives,
    /** Sends it on. */
    pass(vault: Holder, { to, gold }: Gold & { to: Place }, _from: Place, { send }: Sender) {
      vault.notes.push(`passed ${gold}`)
      send(to, 'gold', { gold })
    },
  },
  refused,
}) {
  #exits = 0

  look(): { id: string; gold: number; level: number; notes: string[] } {
    const { id, gold, level, notes } = this.document
    return { id, gold, level, notes: [...notes] }
  }

  grow(by: number): number {
    this.document.grow(by)
    return this.document.level
  }

  async earn(gold: number): Promise<number> {
    this.document.gold += gold
    await this.document.save()
    return this.document.gold
  }

  give(to: Place, gold: number, name = 'gold'): void {
    if (this.document.gold < gold) throw new AppError('NOT_ALLOWED', 'not enough gold')
    this.document.gold -= gold
    this.send(to, name, { gold })
  }

  pass(through: string, to: Place, gold: number): void {
    this.document.gold -= gold
    this.send({ kind: 'vault', id: through }, 'pass', { to, gold })
  }

  async fill(pieces: number, bytes: number): Promise<void> {
    for (let i = 0; i < pieces; i++) this.document.bulk.push('x'.repeat(bytes))
    await this.document.save()
  }

  async empty(): Promise<void> {
    this.document.bulk = []
    await this.document.save()
  }

  /** The message does not end before `ms` are over. */
  async ponder(ms: number): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, ms))
  }

  tick(ms: number): void {
    this.every(ms, () => this.#exits)
  }

  leave(): void {
    this.exit()
  }

  dissolve(to: Place): void {
    this.give(to, this.document.gold)
    this.remove()
  }

  editOwn(): Promise<boolean> {
    return this.documents(Vault).edit(this.id, () => undefined)
  }

  protected override onStart(): void {
    if (this.document.name === 'fails') throw new AppError('NOT_ALLOWED', 'as the test wants it')
  }

  protected override onExit(): void {
    this.document.notes.push('left')
  }
}

export class Clerk extends Service {
  static concurrent = true

  create(id: string, fields: object = {}): Promise<boolean> {
    return this.documents(Vault).create(id, fields)
  }

  exists(id: string): Promise<boolean> {
    return this.documents(Vault).exists(id)
  }

  removeVault(id: string): Promise<boolean> {
    return this.documents(Vault).remove(id)
  }

  async find(query: Omit<FindQuery<{ level: number; name: string }>, 'index'> & { index: 'level' | 'name' }) {
    const { documents, next } = await this.documents(Vault).find(query)
    return { found: documents.map(({ id, level }) => `${id} ${level}`), next }
  }

  edit(id: string, gold: number, editId?: string): Promise<boolean> {
    const change = (vault: Holder) => {
      vault.gold += gold
    }
    return this.documents(Vault).edit(id, change, editId)
  }

  editAndFail(id: string): Promise<boolean> {
    return this.documents(Vault).edit(id, vault => {
      vault.gold += 1
      throw new AppError('NOT_ALLOWED', 'halfway')
    })
  }

  editAndGive(id: string, to: Place, gold: number): Promise<boolean> {
    return this.documents(Vault).edit(id, (vault, { send }) => {
      vault.gold -= gold
      send(to, 'gold', { gold })
    })
  }

  async grow(id: string, by: number): Promise<number> {
    return (await this.node.open(Vault, id)).call.grow(by)
  }
}

export default defineGameOf<Game>({
  role,
  protocol: protocolOf(parseSchema(SCHEMA)),
  latestWins: new Set(),
  services: { vault: Vault, clerk: Clerk },
  start: [{ service: 'clerk', name: '.clerk' }],
  guest: {
    async login(guest: Guest<Game>, { acc }: { acc: string }) {
      const { role } = await guest.login({ acc, token: '' })
      return { uid: role.uid, gold: role.gold }
    },
  },
  handlers: {
    async logout(agent) {
      await agent.logout()
      return {}
    },
    earn({ role }: Agent<Game>, { gold }: Gold) {
      role.gold += gold
      return { gold: role.gold }
    },
    async give(agent: Agent<Game>, { vault, uid, gold }: Gold & { vault: string; uid: string }) {
      const to = uid ? { role: uid } : { kind: 'vault', id: vault }
      await agent.roles.edit(agent.uid, (role, { send }) => {
        if (role.gold < gold) throw new AppError('NOT_ALLOWED', 'not enough gold')
        role.gold -= gold
        send(to, 'gold', { gold })
      })
      return { gold: agent.role.gold }
    },
    purse: ({ role }: Agent<Game>) => ({ gold: role.gold, notes: [...role.notes] }),
    async take(agent: Agent<Game>, { vault, gold }: Gold & { vault: string }) {
      const found = await agent.node.open(Vault, vault)
      await found.call.give({ role: agent.uid }, gold)
      return { gold: agent.role.gold }
    },
  },
})

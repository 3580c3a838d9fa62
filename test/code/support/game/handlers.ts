import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent, Ref } from '../../../../server/kit/index.ts'
import type { Game } from './kit.ts'
import type { Closed, Counter, Season } from './services.ts'
import { Shelf } from './services.ts'

const word = (): string => 'one'

const named = async <S>({ node }: Agent<Game>, name: string): Promise<Ref<S>> => node.query<S>(name)

export const handlers = {
  say: () => ({ text: word() }),

  /** Begins with the one version, and ends after the other has come. */
  async hold(agent: Agent<Game>) {
    const before = `${word()} ${agent.role.spend()}`
    await sleep(300)
    return { text: `${before} ${word()} ${agent.role.spend()}` }
  },

  spend({ role }: Agent<Game>) {
    return { text: role.spend(), count: role.gold }
  },

  async enter({ rooms }: Agent<Game>) {
    const { room } = await rooms.create('hall' as never, {} as never)
    return { id: room.id }
  },

  async count(agent: Agent<Game>) {
    return (await named<Counter>(agent, '.counter')).call.count()
  },

  async closed(agent: Agent<Game>) {
    return (await named<Closed>(agent, '.closed')).call.count()
  },

  async season(agent: Agent<Game>) {
    return (await named<Season>(agent, '.season')).call.step()
  },

  async shelf(agent: Agent<Game>) {
    const id = `shelf-${agent.uid}`
    await agent.documents(Shelf).create(id)
    const shelf = await agent.node.open(Shelf, id)
    return shelf.call.put()
  },

  async sum({ compute }: Agent<Game>) {
    const text = await (compute as never as (name: string, data: unknown) => Promise<string>)('word', {})
    return { text }
  },

  limited: () => ({ text: 'one' }),
}

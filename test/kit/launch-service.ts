// A service alone: on a node of its own in the test's process, without a gate, players or stores. What it asks of others, stand-ins
// answer.

import pino from 'pino'
import { Node } from '../../server/core/node/node.ts'
import type { Ref } from '../../server/core/service/ref.ts'
import type { Service, ServiceClass } from '../../server/core/service/service.ts'
import type { Services } from '../../server/core/thread/registry.ts'
import type { KindDefinition } from '../../server/document/service/define-kind.ts'
import type { HeldState } from '../../server/document/state/thread-states.ts'
import { ATTACH, PATH, type Parent, TOUCH } from '../../server/document/tree/node.ts'
import type { ThreadReach } from '../../server/kit/reach.ts'
import { Batches } from '../../server/work/batch/batches.ts'
import { GameClock, type Moment } from './clock.ts'
import { endWithTest } from './ending.ts'
import type { StandIn } from './stand-in.ts'

/** What a service of the game finds under these names: `this.roles`, `this.boards` and so on. */
export interface ServiceParts {
  roles?: object
  boards?: object
  tables?: object
  settings?: object
  metrics?: object
  online?: object
  rooms?: object
  dates?: object
  operations?: object
  /** What the loads of batches have of the game. */
  game?: object
  /** Stands in for the computations: `(name, data) => …`. */
  compute?: (name: string, data: unknown) => unknown
  documents?: object
  /** Fields of the state that it takes back: of one that keeps a state. */
  state?: object
}

export interface LaunchServiceOptions {
  /** Where others find it. */
  name?: string
  standIns?: readonly StandIn<never>[]
  /** Stand-ins of the test for what it has in a whole server; using another one throws a TypeError that names it. */
  has?: ServiceParts
  /** Classes that it launches by name. */
  services?: Services
  /** What the time of day is at the start. */
  now?: Moment
}

/** A service that was launched alone. */
export interface LoneService<S> {
  readonly call: Ref<S>['call']
  readonly send: Ref<S>['send']
  readonly ref: Ref<S>
  readonly node: Node
  readonly clock: GameClock
  /** What was logged until now. */
  readonly log: Record<string, unknown>[]
  stop(): Promise<void>
}

/** `const market = await launchService(Market, { … }, { standIns: [mail] })`; in a vitest test it ends with the test. */
export async function launchService<S extends Service<O>, O, I = O>(
  type: ServiceClass<S, O, I>,
  options: NoInfer<I>,
  { name, standIns = [], has = {}, services, now }: LaunchServiceOptions = {},
): Promise<LoneService<S>> {
  const clock = new GameClock(now)
  const log: Record<string, unknown>[] = []
  const sink = pino({ base: {} }, { write: (line: string) => void log.push(JSON.parse(line)) })
  const node = await Node.start({ id: 0, log: sink, time: clock.time, ...(services && { services }) })
  clock.attach(node)
  const stop = async () => void (await node.stop())
  await endWithTest(stop)
  node.thread.reach = reachOf(has)
  for (const each of standIns) await each.launch(node)
  const ref = await node.launch(type, options, name === undefined ? {} : { name })
  return { call: ref.call, send: ref.send, ref, node, clock, log, stop }
}

function reachOf(has: ServiceParts): ThreadReach {
  let ids = 0
  const part = (name: keyof ServiceParts): never => (has[name] ?? missing(name)) as never
  return {
    edits: part('roles'),
    boards: part('boards'),
    tables: part('tables'),
    settings: part('settings'),
    metrics: part('metrics'),
    rooms: { online: () => part('online'), rooms: () => part('rooms') },
    work: {
      compute: async (name, data) => (has.compute ?? noComputations)(name, data),
      batches: new Batches(() => part('game')),
      dates: () => part('dates'),
      operations: () => part('operations'),
    },
    documents: () => part('documents'),
    states: { hold: async (definition, { name }) => stateOf(definition, name, has.state) },
    newId: () => String(++ids),
  }
}

/** Tracked and checked as a stored one; nothing saves it. */
function stateOf(definition: KindDefinition, name: string, fields: object = {}): HeldState {
  const document = definition.compile(true).copy(fields)
  const parent = { id: name, save: async () => undefined, [TOUCH]: () => undefined, [PATH]: () => 'state' }
  document[ATTACH](parent as Parent, '')
  return { document, ending: () => undefined, end: async () => undefined }
}

function noComputations(): never {
  throw new TypeError('this.compute: give it to launchService: { has: { compute: … } }')
}

const missing = (name: string): object =>
  new Proxy(
    {},
    {
      get() {
        throw new TypeError(`this.${name}: give it to launchService: { has: { ${name}: … } }`)
      },
    },
  )

// The agents of a serving thread: what serves its connections.

import { timeBefore } from '../core/exit-hooks.ts'
import { readGauge } from '../core/metrics/metric.ts'
import type { Thread } from '../core/thread/thread.ts'
import type { ReservedPeer } from '../gate/peer.ts'
import { SharedBuckets } from '../lib/rate/shared-buckets.ts'
import { Agents, type AgentsOptions } from './agents.ts'
import { AgentsService } from './agents-service.ts'
import { ThreadMoves } from './move/thread-moves.ts'

/** ms of a stop that agents leave to rooms and roles. */
const FOR_OTHERS = 3500

type Given = 'thread' | 'handlerTimeout' | 'loginTimeout' | 'rates'

export interface AgentsOnThreadOptions extends Omit<AgentsOptions, Given> {
  /** This thread's. */
  gate: { reserve(): ReservedPeer }
  /** Where players' rates are counted, in the whole node. */
  rateMemory: SharedArrayBuffer
  config: { handlerTimeout: number; gate: { loginTimeout: number } }
}

export interface ThreadAgents {
  agents: Agents
  /** Before the thread's gate closes, where the thread ends alone: its players go on on others. */
  carryOff(deadline: number): Promise<void>
}

export async function agentsOnThread(
  thread: Thread,
  { config, rateMemory, gate: slave, ...options }: AgentsOnThreadOptions,
): Promise<ThreadAgents> {
  const { handlerTimeout, gate } = config
  const agents = new Agents({
    ...options,
    thread,
    rates: new SharedBuckets(rateMemory),
    handlerTimeout,
    loginTimeout: gate.loginTimeout,
  })
  thread.metrics.add({
    gatehouse_agents: readGauge('players on this server, also while they log in or leave', () => agents.size),
    ...agents.meter.metrics(),
  })
  thread.code.add('handlers', (next: AgentsOptions['game']) => agents.prepare(next))
  thread.exitHooks.add('agents', deadline => agents.close(timeBefore(deadline, FOR_OTHERS)))
  await thread.launch(AgentsService, { host: agents }, { name: `.agents/${thread.slot}` })
  const moves = await ThreadMoves.open({
    thread,
    agents,
    byAddress: options.agents,
    reserve: () => slave.reserve(),
  })
  thread.metrics.add(moves.metrics())
  agents.onElsewhere = agent => moves.movers.add(agent)
  return { agents, carryOff: deadline => moves.carryOff(deadline) }
}

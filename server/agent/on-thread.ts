// The agents of a serving thread: what serves its connections.

import { timeBefore } from '../core/exit-hooks.ts'
import { readGauge } from '../core/metrics/metric.ts'
import type { Thread } from '../core/thread/thread.ts'
import { SharedBuckets } from '../lib/rate/shared-buckets.ts'
import { Agents, type AgentsOptions } from './agents.ts'
import { AgentsService } from './agents-service.ts'

/** ms of a stop that agents leave to rooms and roles. */
const FOR_OTHERS = 3500

type Given = 'thread' | 'handlerTimeout' | 'loginTimeout' | 'rates'

export interface AgentsOnThreadOptions extends Omit<AgentsOptions, Given> {
  /** Where players' rates are counted, in the whole node. */
  rateMemory: SharedArrayBuffer
  config: { handlerTimeout: number; gate: { loginTimeout: number } }
}

export async function agentsOnThread(
  thread: Thread,
  { config, rateMemory, ...options }: AgentsOnThreadOptions,
): Promise<Agents> {
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
  return agents
}

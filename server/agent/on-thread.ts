// The agents of a serving thread: what serves its connections.

import { timeBefore } from '../core/exit-hooks.ts'
import type { Thread } from '../core/thread/thread.ts'
import { OpenAuthenticator } from '../login/authenticator.ts'
import { Agents, type AgentsOptions } from './agents.ts'
import { AgentsService } from './agents-service.ts'

/** ms of a stop that agents leave to rooms and roles. */
const FOR_OTHERS = 3500

export async function agentsOnThread(
  thread: Thread,
  options: Omit<AgentsOptions, 'thread' | 'authenticator'>,
): Promise<Agents> {
  const authenticator = new OpenAuthenticator()
  const agents = new Agents({ ...options, thread, authenticator })
  thread.exitHooks.add('agents', deadline => agents.close(timeBefore(deadline, FOR_OTHERS)))
  await thread.launch(AgentsService, { host: agents }, { name: `.agents/${thread.slot}` })
  return agents
}

// One agent's move to another thread, in its own message. It keeps true: it ends here or there, never in both places or in neither.
//
//   reserve a place there ── hold the line: frames of the client wait at its gate ── the agent's turn ── save, and freeze the role
//     ── the role is claimed there ─┬─ refused, or not known: claimed here again ──→ it stays
//                                   └─ claimed ── all rooms know the new seat ── what is here is packed ──→ it is there
//
// From the claim on there is no way back: whatever happens, it goes on there.

import { lifeOf } from '../../core/address.ts'
import { isGone } from '../../core/errors.ts'
import { isDoneBy } from '../../core/exit-hooks.ts'
import { endsWithin } from '../../core/patience.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { Slave } from '../../gate/slave.ts'
import type { Roles } from '../../role/roles.ts'
import type { Seat } from '../../room/room-messages.ts'
import type { Watchdog } from '../../watchdog/watchdog.ts'
import type { Agent, AgentHooks } from '../agent.ts'
import { tellLeft } from '../tell-left.ts'
import type { Arrivals } from './arrivals.ts'

/** What moves need of the agents of their thread. */
export interface MoveHost {
  readonly roles: Roles
  readonly hooks: AgentHooks
  readonly watchdog: Ref<Watchdog>
  readonly handlerTimeout: number
}

/** ms until the frames of a line have come, until the running handler has to have ended, for the store to answer, and for a save. */
const HOLD_WITHIN = 2000
const TURN_WITHIN = 5000
const STORE_WITHIN = 500
const SAVE_WITHIN = 3000
/** ms that the other thread has for a claim, and to take the agent: without an answer it still may. */
const CLAIM_WITHIN = 5000
const ARRIVE_WITHIN = 600_000
/** ms for which its old address leads to the new one. */
const FORWARD = 60_000

export interface Course {
  to: Ref<Arrivals>
  /** This thread's. */
  gate: Ref<Slave>
  host: MoveHost
  /** It has left; `arrived` resolves when the whole node knows it there, or it is lost. */
  onLeft(arrived: Promise<void>): void
}

/** False when it stays where it is. */
export async function move(agent: Agent, course: Course): Promise<boolean> {
  const { to } = course
  if (!agent.canMove) return false
  const from = agent.address
  let isMoved = false
  const held = agent.peer.hold()
  try {
    const seat = await to.call.reserve({ from, identity: agent.identity })
    if (!(await isDoneBy(performance.now() + HOLD_WITHIN, held))) return false
    isMoved = await agent.moveBy(TURN_WITHIN, () => inTurn(agent, { ...course, seat }))
    return isMoved
  } finally {
    if (!isMoved) {
      to.send.dismiss(from)
      agent.peer.unhold()
    }
  }
}

interface Way extends Course {
  seat: Seat
}

async function inTurn(agent: Agent, way: Way): Promise<boolean> {
  const { seat, gate, host } = way
  const { roles } = host
  // Where the store is away nobody is kept waiting for it.
  if (!(await roles.isStored(agent.role, STORE_WITHIN))) return false
  const given = await giveData(agent, host)
  if (!given || !(await roles.freeze(agent.role, SAVE_WITHIN))) return false
  if (agent.endsBy !== undefined) {
    roles.thaw(agent.role)
    return false
  }
  if (!(await claim(agent, way))) return false
  await agent.moveRooms(seat)
  // What rooms have said before is with this gate now.
  await gate.call.barrier().catch(() => undefined)
  handOver(agent, given.data, way)
  return true
}

/** What the game takes along; undefined where that can't be. */
async function giveData(
  agent: Agent,
  { hooks, handlerTimeout }: MoveHost,
): Promise<{ data: unknown } | undefined> {
  try {
    const data = await endsWithin(handlerTimeout, hooks.onMove?.(agent as never))
    return { data: structuredClone(data) }
  } catch (error) {
    agent.log.error({ err: error, uid: agent.uid }, 'onMove failed; the player stays on this thread')
    return undefined
  }
}

/** Whether the role is the other thread's now. Where that is not known, it is this one's again. */
async function claim(agent: Agent, { to, host }: Way): Promise<boolean> {
  const { roles } = host
  const { role, uid, address } = agent
  try {
    if (await to.within(CLAIM_WITHIN).call.claim(address, uid, roles.epochOf(role))) return true
  } catch (error) {
    agent.log.warn({ err: error, uid }, 'it is not known whether a role was claimed; it is claimed back')
  }
  to.send.dismiss(address)
  if (await roles.reclaim(role)) return false
  roles.release(role)
  agent.onLost()
  return false
}

/** In one step. */
function handOver(agent: Agent, data: unknown, { to, seat, host, onLeft }: Way): void {
  const { account, address, log } = agent
  const moved = agent.giveAway(seat, data)
  const arrived = to.within(ARRIVE_WITHIN).call.arrive(address, moved)
  agent.forwardTo(seat.agent, FORWARD)
  const onLost = (error: Error) => {
    const life = lifeOf(seat.agent)
    log.error({ err: error, account, life }, 'a player was lost with the thread it moved to')
    if (isGone(error)) void tellLeft(host.watchdog, { account, address, log })
  }
  onLeft(arrived.catch(onLost))
}

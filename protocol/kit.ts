// What the kit and its clients know of a schema without being told: which messages are the kit's own, and which way a
// message goes. Files whose name ends in c2s.sproto hold requests, in s2c.sproto pushes. In kit.sproto what is answered is a
// request, and all else a push, but for view_seen.

import type { ProtocolDefinition } from './sproto/index.ts'

/** The kit's own schema file: tags from KIT_TAGS on, and its old messages. A game leaves it as it is. */
export const KIT_FILE = 'kit.sproto'
export const KIT_TAGS = 30_000

/** Asked by clients now and then, and answered by the connection itself. */
export const HEARTBEAT = 'heartbeat'

/** Of sessions; answered by the connection itself. */
export const SESSION_OPEN = 'session_open'
export const RESUME = 'resume'
export const RECEIVED = 'received'

/** What a client has of a world's view; answered by nobody. */
export const VIEW_SEEN = 'view_seen'
/** Types: a push that begins with the one is a view of a world, a request that begins with the other an input for one. */
export const PATCH = { type: 'Patch', field: 'patch' } as const
export const INPUT_HEAD = { type: 'InputHead', field: 'head' } as const

type Begins = { readonly request: ProtocolDefinition['request'] }

export const isView = (message: Begins): boolean => beginsWith(message, PATCH)
export const isInput = (message: Begins): boolean => beginsWith(message, INPUT_HEAD)

function beginsWith({ request }: Begins, { type, field }: { type: string; field: string }): boolean {
  const first = request?.byTag[0]
  return first?.tag === 0 && first.name === field && first.type?.name === type && !first.isArray
}

/** What connections do among themselves: not counted where frames are. */
export const UNCOUNTED: ReadonlySet<string> = new Set([HEARTBEAT, SESSION_OPEN, RESUME, RECEIVED, VIEW_SEEN])

/** A side tells the other how many frames have come after so many, or so many bytes. */
export const TELL_AFTER = { frames: 64, bytes: 32_768 }

/** Why a session can't be gone on with: the text of SESSION_LOST. */
export const LOST = {
  over: 'the session is over',
  missing: 'too much of the session is missing',
  loggedOut: 'the player has logged out',
} as const

type Directed = Pick<ProtocolDefinition, 'name' | 'file' | 'response' | 'confirm'>

export const isPush = ({ name, file = '', response, confirm }: Directed): boolean =>
  file === KIT_FILE ? response === undefined && !confirm && name !== VIEW_SEEN : file.endsWith('s2c.sproto')

// What a player's new room is made with: checked by its kind, named as the texts' check allows, and counted against how many
// a player may open. Code of the game that is wrong throws TypeError; what a client asked for throws BAD_MESSAGE.

import { AppError } from '../../core/errors.ts'
import type { DataOf, OptionsOf, RoomDefinition, RoomKinds } from '../define-room.ts'
import type { NewRoom } from '../directory/new-room.ts'
import { namesOf, readOptions } from '../options.ts'
import { checkLength } from '../text/text-check.ts'
import type { RoomAgent } from './room-agent.ts'
import type { ThreadResources } from './thread-resources.ts'

type Given<K extends string, T> = undefined extends T ? { [P in K]?: T } : { [P in K]: T }

interface Naming {
  /** '' for none. */
  name?: string
  /** '' for none. */
  password?: string
  /** At most what the kind allows, which is the default. */
  maxMembers?: number
}

/** What the server's code makes a room with. */
export type ServerCreation<T> = Naming & Given<'options', OptionsOf<T>>

/** The same, with what the player who joins it at once carries. */
export type Creation<T> = ServerCreation<T> & Given<'data', DataOf<T>>

/** What a room is found by. */
export type Match = Readonly<Record<string, string | number | boolean>>

export type Matching<T> = Omit<Creation<T>, 'password'> & { match?: Match }

/** What a client asks for: its options are checked by the kind. */
export type Request = Naming & { options?: unknown; data?: unknown }

/** Of any kind; checked by its types. */
export interface AnyCreation extends Naming {
  options?: unknown
  data?: unknown
  match?: Match
}

/** Throws TypeError for a kind that does not exist. */
export function definitionOf(kinds: RoomKinds, kind: string): RoomDefinition {
  if (!Object.hasOwn(kinds, kind)) throw new TypeError(`kind: expected ${namesOf(kinds)}, got "${kind}"`)
  return kinds[kind]!
}

/** A room as code of the game makes it. Throws TypeError for options that its kind does not take. */
export function newRoom(kinds: RoomKinds, kind: string, { options, ...rest }: AnyCreation): NewRoom {
  const read = readOptions(definitionOf(kinds, kind), options)
  if ('wrong' in read) throw new TypeError(`room of the kind ${kind}: ${read.wrong}`)
  const { name = '', password = '', maxMembers = 0 } = rest
  return { kind, name, password, maxMembers, owner: '', options: read.options }
}

export class Opening {
  readonly #resources: ThreadResources
  readonly #agent: RoomAgent

  constructor(resources: ThreadResources, agent: RoomAgent) {
    this.#resources = resources
    this.#agent = agent
  }

  /** Whether a client may open rooms of this kind. */
  isOpen(kind: string): boolean {
    const { kinds } = this.#resources
    return Object.hasOwn(kinds, kind) && kinds[kind]!.isOpenToPlayers === true
  }

  /** Throws BAD_MESSAGE, NOT_ALLOWED, RATE_LIMITED, and what checkText throws, for the name. */
  async asked(kind: string, request: Request): Promise<NewRoom> {
    const { kinds, config } = this.#resources
    if (!this.isOpen(kind)) throw new AppError('NOT_ALLOWED', 'kind: players can not open such a room')
    const read = readOptions(kinds[kind]!, request.options)
    if ('wrong' in read) throw new AppError('BAD_MESSAGE', read.wrong)
    checkLength('name', request.name, config.nameLength)
    return this.#named({ ...newRoom(kinds, kind, { ...request, options: read.options }) })
  }

  /** Throws TypeError, RATE_LIMITED, and what checkText throws, for a name. */
  made(kind: string, creation: AnyCreation): Promise<NewRoom> {
    const room = newRoom(this.#resources.kinds, kind, creation)
    if (room.name !== '') checkLength('name', room.name, this.#resources.config.nameLength)
    return this.#named(room)
  }

  async #named(room: NewRoom): Promise<NewRoom> {
    const { uid, account, peer } = this.#agent
    const { rates, gate, texts } = this.#resources
    if (!rates.open(uid, `${gate}/${peer.id}`))
      throw new AppError('RATE_LIMITED', 'too many rooms opened; try again later')
    const name = room.name === '' ? '' : await texts.checkName(room.name, { uid, account })
    return { ...room, name }
  }
}

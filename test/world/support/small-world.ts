// A world without a server: its ticks and what its gate has are moved by hand, its frames are decoded by the kit's codec.

import { readFileSync } from 'node:fs'
import { PackageReader, type Protocol, parseSchema, protocolOf } from '../../../protocol/sproto/index.ts'
import { HookRunner } from '../../../server/room/life/hook-runner.ts'
import type { PresentMember } from '../../../server/room/life/member-list.ts'
import { WorldSimulation } from '../../../server/world/simulation.ts'
import { planOf } from '../../../server/world/world-plan.ts'
import type { WorldSettings } from '../../../server/world/world-settings.ts'

const KIT = new URL('../../../protocol/kit.sproto', import.meta.url)

const SCHEMA = [
  { name: 'kit.sproto', text: readFileSync(KIT, 'utf8') },
  {
    name: 'c2s.sproto',
    text: 'push_on 1 { request { head 0 : InputHead  dx 1 : integer } }',
  },
  {
    name: 's2c.sproto',
    text: `
      .Mover {
        id 0 : integer  name 1 : string  x 2 : integer(1)  y 3 : integer(1)  hp 5 : integer  far 9 : integer
        is_red 10 : boolean  items 11 : *integer  speed 12 : double  skin 13 : binary  tags 14 : *string
      }
      .Sign { id 0 : integer  text 1 : string  x 2 : integer  y 3 : integer }
      .Note { id 0 : integer  text 4 : string }
      ground 300 { request { patch 0 : Patch  movers 1 : *Mover  signs 3 : *Sign  notes 4 : *Note } }
    `,
  },
]

export const smallProtocol: Protocol = protocolOf(parseSchema(SCHEMA))

export const FIELDS = {
  movers: ['id', 'name', 'x', 'y', 'hp', 'far', 'is_red', 'items', 'speed', 'skin', 'tags'],
  signs: ['id', 'text', 'x', 'y'],
  notes: ['id', 'text'],
} as const

type Body = Record<string, unknown>

const quiet = { warn: () => undefined, error: () => undefined, info: () => undefined } as never

export class SmallWorld {
  readonly world: WorldSimulation
  /** Frames that have gone out, by connection. */
  readonly frames = new Map<number, Uint8Array[]>()
  readonly complaints: unknown[] = []
  readonly room = { onInput: (..._: unknown[]): unknown => undefined, onTick: (): unknown => undefined }
  #later: (() => unknown)[] = []
  #lastConnection = 0

  constructor(settings: Omit<WorldSettings, 'view'> = {}) {
    const hooks = new HookRunner(quiet, {
      timeout: 1000,
      onTooMany: () => undefined,
      onError: (_, error) => this.complaints.push(error),
    })
    const outbox = { add: (_: number, order: readonly unknown[]) => this.#order(order) }
    this.world = new WorldSimulation(
      {
        protocol: smallProtocol,
        address: 17,
        topic: 'r',
        slot: 1,
        outbox: outbox as never,
        log: quiet,
        hooks,
        room: () => this.room as never,
        after: (ms, work) => {
          if (ms === 0) this.#later.push(work)
          return () => undefined
        },
      },
      planOf(smallProtocol, { view: 'ground', ...settings }, 'rooms.small'),
    )
    this.world.start()
  }

  /** What stands behind the message that runs. */
  settle(): void {
    for (const work of this.#later.splice(0)) work()
  }

  member(uid: string, more: Partial<PresentMember> = {}): PresentMember {
    const connection = ++this.#lastConnection
    const seat = { gate: 1, connection, agent: connection, roomsService: 1 }
    return {
      ...{
        uid,
        account: uid,
        name: uid,
        data: undefined,
        isModerator: false,
        isAway: false,
        isSpectator: false,
      },
      ...{ blocked: new Set<string>(), ...seat, ...more },
    }
  }

  enter(uid: string, since = {}, more: Partial<PresentMember> = {}): PresentMember {
    const member = this.member(uid, more)
    this.world.add(member, since)
    this.world.ready(member)
    return member
  }

  /** The frames for a member since the last time. */
  take({ connection }: PresentMember): Uint8Array[] {
    const frames = this.frames.get(connection) ?? []
    this.frames.delete(connection)
    return frames
  }

  #order(order: readonly unknown[]): void {
    const [kind, , , table, bytes] = order
    if (kind !== 'patches') return
    const places = table as Int32Array
    for (let i = 0; i < places.length; i += 3) {
      const frame = (bytes as Uint8Array).slice(places[i + 1], places[i + 2])
      const frames = this.frames.get(places[i]!)
      if (frames) frames.push(frame)
      else this.frames.set(places[i]!, [frame])
    }
  }
}

const reader = new PackageReader({ maxBytes: 1 << 20 })

export function bodyOf(frame: Uint8Array): Body {
  reader.read(frame)
  const message = smallProtocol.byTag[reader.type!]!
  return reader.body(message.request!) as Body
}

// A view of the arena whose patches and time the test gives it.

import { FrameCodec } from '../../../../protocol/client/frames.ts'
import type { JoinedRoom, WorldView } from '../../../../protocol/client/world/index.ts'
import type { ViewBody } from '../../../../protocol/client/world/mirror.ts'
import { View } from '../../../../protocol/client/world/view.ts'
import type { Patch } from '../../../../protocol/generated/index.ts'
import {
  type ArenaMessages,
  arenaProtocol,
  type Hero,
  type Shot,
} from '../../../support/games/arena-messages.ts'

export type ArenaWorld = WorldView<ArenaMessages, 'arena'>

const ROOM = {
  id: '7',
  kind: 'arena',
  name: '',
  members: 1,
  max_members: 100,
  is_locked: false,
  is_private: false,
}

export const JOINED: JoinedRoom = {
  room: ROOM,
  view: 1,
  life: 1,
  tick: 1,
  tick_ms: 50,
  patch_ms: 50,
  seed: 1,
}

export interface Lists {
  heroes?: Hero[]
  shots?: Shot[]
}

export class ViewByHand {
  readonly frames = new FrameCodec(arenaProtocol)
  /** What it shows of itself to a game. */
  readonly arena: ArenaWorld
  readonly view: View
  /** What was sent to the server. */
  readonly sent: Record<string, unknown>[] = []
  isOpen = true
  /** ms. */
  now = 0

  constructor(joined: JoinedRoom = JOINED) {
    const line = {
      isOpen: () => this.isOpen,
      send: (_: string, body: Record<string, unknown>) => void this.sent.push(body),
    }
    this.view = new View({ frames: this.frames, name: 'arena', joined, now: () => this.now, line })
    this.arena = this.view as unknown as ArenaWorld
  }

  /** A patch arrives `at`, over the wire. */
  patch(patch: Partial<Patch> & { tick: number }, lists: Lists = {}, at?: number): void {
    if (at !== undefined) this.now = at
    this.receive({ patch: { view: this.view.joined.view, ...patch }, ...lists } as ViewBody)
  }

  receive(body: ViewBody): void {
    const incoming = this.frames.decode(this.frames.encode('binary', 'arena', body), () => undefined)
    if (incoming.kind !== 'push') throw new Error('no push')
    this.view.receive(incoming.body as ViewBody)
  }
}

/** A hero with every field. */
export const hero = (id: number, fields: Hero = {}): Hero => ({
  id,
  uid: `uid ${id}`,
  x: 0,
  y: 0,
  angle: 0,
  hp: 100,
  is_bot: false,
  ...fields,
})

export const shot = (id: number, fields: Shot = {}): Shot => ({
  id,
  x: 0,
  y: 0,
  angle: 0,
  speed: 9,
  ...fields,
})

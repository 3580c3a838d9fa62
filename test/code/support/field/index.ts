// A world whose rules are replaced while it runs: its hero goes by what is said here, and has lived for as many ticks as it has hp.

import { gameKit, type RoleOf } from '../../../../server/kit/index.ts'
import arena, { type role } from '../../../../test/support/games/arena.ts'
import type { ArenaView, SteerInput } from '../../../../test/support/games/arena-messages.ts'

interface Fields {
  role: RoleOf<typeof role>
  rooms: typeof rooms
}

const { World, defineWorld } = gameKit<Fields>()

const STEP = 1

class FieldRoom extends World<ArenaView, SteerInput, undefined> {
  private readonly hero = this.lists.heroes.spawn({ uid: '', x: 0, y: 0, hp: 0, is_bot: true })

  override onTick(): void {
    this.hero.x += STEP
    this.hero.hp++
  }
}

const rooms = {
  open: defineWorld(FieldRoom, {
    view: 'arena',
    input: 'steer',
    tick: 1000 / 30,
    patch: 50,
    isOpenToPlayers: true,
    announces: false,
  }),
}

export default { ...arena, rooms }

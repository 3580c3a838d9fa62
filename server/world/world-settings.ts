// What a game says of a kind of worlds, and what is taken for what it leaves out.

import { StartError } from '../core/errors.ts'
import type { FarRate } from './view/composer.ts'
import type { Radii } from './view/sight.ts'

/** As the kit reads them; the names are those of the game's messages. */
export interface WorldSettings {
  /** The push that shows the world: its first field is a Patch, the others are lists of entities. */
  view: string
  /** The request that members steer by: its first field is an InputHead. None for a world that is played by other messages. */
  input?: string
  /** ms between two ticks, 5 to 10 000; without it there are none, and a patch goes out when something has changed. */
  tick?: number
  /** ms between two patches, at least one tick; that of the ticks unless said. */
  patch?: number
  /** How far members see, in the world's own units; without it all see all. One number is the radius at which others come into
   * view: they go out of it at 1.15 of that. */
  sight?: number | Radii
  /** Bytes a second that a viewer gets, about, before packing. The nearest and those that have waited go first. No limit unless said. */
  budget?: number
  /** What is seen far away is in fewer patches: beyond this part of the radius in one of `every`. */
  far?: FarRate
  /** ms that past() goes back at most; 500 unless said. */
  rewind?: number
  /** Entities at once; 20 000 unless said. */
  maxEntities?: number
  /** Spectators at once; 100 unless said. */
  maxSpectators?: number
}

export const DEFAULTS = { rewind: 500, maxEntities: 20_000, maxSpectators: 100 } as const

/** What goes out of view at this part more than the radius at which it came. */
const LEAVE = 1.15

export const radiiOf = ({ sight }: WorldSettings): Radii | undefined =>
  typeof sight === 'number' ? { enter: sight, leave: sight * LEAVE } : sight

/** Throws StartError naming what is wrong. */
export function checkSettings(settings: WorldSettings, where: string): void {
  const { tick, patch, budget, far, rewind, maxEntities, maxSpectators } = settings
  const fail = (name: string, expected: string, got: unknown): never => {
    throw new StartError(`${where}.${name}: expected ${expected}, got ${got}`)
  }
  if (tick !== undefined && !(tick >= 5 && tick <= 10_000)) fail('tick', '5 to 10000 ms', tick)
  if (patch !== undefined && !(tick !== undefined && patch >= tick && patch <= 60_000))
    fail('patch', 'at least the ms of a tick', patch)
  const radii = radiiOf(settings)
  if (radii && !(radii.enter > 0 && radii.leave >= radii.enter && radii.leave < 1e9))
    fail(
      'sight',
      'a radius above 0, and one not below it at which others go out of view',
      JSON.stringify(radii),
    )
  if (budget !== undefined && !(budget >= 1000)) fail('budget', 'at least 1000 bytes a second', budget)
  if (budget !== undefined && tick === undefined) fail('budget', 'none in a world without ticks', budget)
  if (far && !(radii && far.beyond > 0 && far.beyond < 1 && Number.isInteger(far.every) && far.every > 1))
    fail('far', 'a part of the radius, and a number of patches from 2', JSON.stringify(far))
  if (rewind !== undefined && !(rewind >= 0 && rewind <= 5000)) fail('rewind', '0 to 5000 ms', rewind)
  for (const [name, value] of Object.entries({ maxEntities, maxSpectators }))
    if (value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= 1_000_000))
      fail(name, 'an integer up to 1000000', value)
}

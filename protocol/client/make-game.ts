// A game for a protocol that is given: what `connect` does for protocol/*.sproto. Tools whose schema arrives at run
// time begin here.

import type { Protocol } from '../sproto/index.ts'
import { FrameCodec } from './frames.ts'
import { Game } from './game.ts'
import type { GameOptions } from './options.ts'
import type { AnyMessages, Messages } from './types.ts'

/** A game that is not connected yet: listen to what you want to see of its opening, then `open()`. */
export function makeGame<M extends Messages = AnyMessages>(
  url: string,
  options: GameOptions<M> & { protocol: Protocol },
): Game<M> {
  return new Game<M>(url, options, new FrameCodec(options.protocol))
}

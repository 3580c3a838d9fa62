// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

import { assemble, Codec, type Protocol, parseSchema } from '../sproto/index.ts'
import { type KitPushes, type KitRequests, shapesKit } from './kit.ts'
import { type C2sPushes, type C2sRequests, shapesC2s } from './c2s.ts'
import { type S2cPushes, type S2cRequests, shapesS2c } from './s2c.ts'
import { type TypesPushes, type TypesRequests, shapesTypes } from './types.ts'
import { files } from './schema.ts'

export type * from './kit.ts'
export type * from './c2s.ts'
export type * from './s2c.ts'
export type * from './types.ts'

/** What clients ask: the body they send and the reply they get. */
export interface Requests extends
  KitRequests,
  C2sRequests,
  S2cRequests,
  TypesRequests {}

/** What the server tells unasked: the body of each push. */
export interface Pushes extends
  KitPushes,
  C2sPushes,
  S2cPushes,
  TypesPushes {}

const shapes = {
  ...shapesKit,
  ...shapesC2s,
  ...shapesS2c,
  ...shapesTypes,
}

/** All messages of protocol/*.sproto, with generated codecs. */
export const protocol: Protocol = assemble(
  parseSchema(files),
  type => new Codec(type.name, shapes[type.name]!, () => type, false),
)

// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

import { assemble, Codec, type Protocol, parseSchema } from '../sproto/index.ts'
import { shapes } from './codecs.ts'
import { files } from './schema.ts'

export type * from './types.ts'

/** All messages of protocol/*.sproto, with generated codecs. */
export const protocol: Protocol = assemble(
  parseSchema(files),
  type => new Codec(type.name, shapes[type.name]!, () => type, false),
)

// Shapes for the types of a schema that arrived at run time: walks the schema for every value. Generated code does
// the same in straight lines; one suite runs both.

import type { StructType } from '../schema/schema.ts'
import type { Shape } from '../value/codec.ts'
import { writeUtf8 } from '../wire/utf8.ts'
import { Decoder } from './interpret-read.ts'
import { Encoder } from './interpret-write.ts'
import { fromJson, stringify } from './json.ts'
import { Plans } from './plan.ts'

/** Gives the Shape of a type. `isWide`: integers beyond ±(2^53 - 1) are bigints, else they are errors. */
export function interpreter(isWide: boolean): (type: StructType) => Shape {
  const plans = new Plans(isWide)
  const encoder = new Encoder()
  const decoder = new Decoder()
  return type => {
    const plan = plans.of(type)
    return {
      write: (value, bytes, pos, depth) => encoder.write(plan, value, bytes, pos, depth),
      read: (bytes, pos, end, depth) => decoder.read(plan, bytes, pos, end, depth),
      fromJson: json => fromJson(type, json),
      writeJson: (value, bytes, pos) => writeUtf8(bytes, pos, stringify(type, value)),
    }
  }
}

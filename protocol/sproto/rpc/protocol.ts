// The messages of a schema as the gate and the client look them up: by tag when bytes arrive, by name when JSON
// does. Generated code exports one; protocolOf makes an equal one of a schema that arrives at run time.

import { interpreter } from '../interpreter/interpreter.ts'
import type { ProtocolDefinition, Schema, StructType } from '../schema/schema.ts'
import { Codec, type TypeCodec } from '../value/codec.ts'

export interface Message {
  readonly name: string
  readonly tag: number
  /** Its place among the messages, from 0 in the order of their tags: for tables of what belongs to each. */
  readonly index: number
  /** undefined: the request has no body. */
  readonly request: TypeCodec | undefined
  /** undefined: a reply has no body. */
  readonly response: TypeCodec | undefined
  /** A reply is expected; with `response nil` it has no body. */
  readonly hasResponse: boolean
  readonly comment: string
  /** The file that declares it, `c2s.sproto`; '' where the schema is one text. */
  readonly file: string
  readonly definition: ProtocolDefinition
}

export interface Protocol {
  readonly schema: Schema
  /** The text of the schema, all of its files. */
  readonly schemaText: string
  /** Index: the tag. */
  readonly byTag: readonly (Message | undefined)[]
  /** In the order of their tags. */
  readonly byName: ReadonlyMap<string, Message>
}

export interface ProtocolOptions {
  /** What an integer beyond ±(2^53 - 1) is: a bigint (`wide`), or an error (`safe`). */
  readonly integers?: 'wide' | 'safe'
}

/** Gives the codec of a type. */
export type CodecOf = (type: StructType) => TypeCodec

/** The interpreter's Protocol of `schema`; integers are `safe` unless told otherwise. */
export function protocolOf(schema: Schema, options: ProtocolOptions = {}): Protocol {
  return assemble(schema, interpretedCodecs(options.integers === 'wide'))
}

/** Codecs by interpretation, one for each type. */
export function interpretedCodecs(isWide: boolean): CodecOf {
  const shapeOf = interpreter(isWide)
  const codecs = new Map<StructType, TypeCodec>()
  return type => {
    let codec = codecs.get(type)
    if (!codec) {
      codec = new Codec(type.name, shapeOf(type), () => type, isWide)
      codecs.set(type, codec)
    }
    return codec
  }
}

/** Puts a Protocol together; generated code brings its own codecs. */
export function assemble(schema: Schema, codecOf: CodecOf): Protocol {
  const byName = new Map<string, Message>()
  const tags = [...schema.protocols.values()].map(definition => definition.tag)
  const byTag = new Array<Message | undefined>(Math.max(-1, ...tags) + 1).fill(undefined)
  for (const definition of schema.protocols.values()) {
    const message = messageOf(definition, byName.size, codecOf)
    byName.set(message.name, message)
    byTag[message.tag] = message
  }
  return { schema, schemaText: schema.files.map(file => file.text).join('\n'), byTag, byName }
}

function messageOf(definition: ProtocolDefinition, index: number, codecOf: CodecOf): Message {
  const { name, tag, request, response, comment } = definition
  return {
    name,
    tag,
    index,
    request: request && codecOf(request),
    response: response && codecOf(response),
    hasResponse: response !== undefined || definition.confirm,
    comment,
    file: definition.file ?? '',
    definition,
  }
}

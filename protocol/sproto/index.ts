// sproto-ts: the sproto serialisation and RPC format of cloudwu, complete, for Node, browsers and runtimes
// without eval. This file is its public face.

export { SprotoDecodeError, SprotoEncodeError, SprotoJsonError, SprotoSyntaxError } from './errors.ts'
export { type Attached, Host, type IncomingRequest, type IncomingResponse, type Session } from './rpc/host.ts'
export { PackageReader, type PackageReaderOptions } from './rpc/package-reader.ts'
export { type Header, PackageWriter } from './rpc/package-writer.ts'
export {
  assemble,
  type CodecOf,
  type Message,
  type Protocol,
  type ProtocolOptions,
  protocolOf,
} from './rpc/protocol.ts'
export { parseSchema } from './schema/resolve.ts'
export type { Field, Kind, ProtocolDefinition, Schema, SchemaFile, StructType } from './schema/schema.ts'
export { Sproto } from './sproto.ts'
export { Codec, type Shape, type TypeCodec } from './value/codec.ts'
export { JsonText } from './value/json-text.ts'
export { pack } from './wire/pack.ts'
export { unpack } from './wire/unpack.ts'
export { Writer } from './wire/writer.ts'

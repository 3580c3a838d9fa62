// sproto-ts: the sproto serialisation and RPC format of cloudwu, complete, for Node, browsers and runtimes
// without eval. This file is its public face.

export { Codec, type Shape, type TypeCodec } from './codec.ts'
export { SprotoDecodeError, SprotoEncodeError, SprotoJsonError, SprotoSyntaxError } from './errors.ts'
export { type Attached, Host, type IncomingRequest, type IncomingResponse, type Session } from './host.ts'
export { pack } from './pack.ts'
export { PackageReader, type PackageReaderOptions } from './package-reader.ts'
export { type Header, PackageWriter } from './package-writer.ts'
export {
  assemble,
  type CodecOf,
  type Message,
  type Protocol,
  type ProtocolOptions,
  protocolOf,
} from './protocol.ts'
export { parseSchema } from './resolve.ts'
export type { Field, Kind, ProtocolDefinition, Schema, SchemaFile, StructType } from './schema.ts'
export { Sproto } from './sproto.ts'
export { unpack } from './unpack.ts'
export { Writer } from './writer.ts'

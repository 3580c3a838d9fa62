// The codec against protobufjs, msgpackr and JSON, in one run: generated code (what the server uses) and the
// interpreter (schemas at run time), on the AddressBook of sproto's README, a flat message of ten fields and
// arrays of a hundred; packing; and what the gate does for a small message.

import { Packr } from 'msgpackr'
import protobuf from 'protobufjs'
import {
  JsonText,
  PackageReader,
  PackageWriter,
  parseSchema,
  Sproto,
  type TypeCodec,
  Writer,
} from '../../protocol/sproto/index.ts'
import { compile } from '../protocol/sproto/compile.ts'
import { type Figure, loop } from './support/figure.ts'
import { judge, median, type Row } from './support/report.ts'

const SCHEMA = `
.Person {
  name 0 : string
  id 1 : integer
  email 2 : string
  .PhoneNumber {
    number 0 : string
    type 1 : integer
  }
  phone 3 : *PhoneNumber
}
.AddressBook { person 0 : *Person }
.Flat {
  uid 0 : string
  name 1 : string
  level 2 : integer
  gold 3 : integer
  exp 4 : integer
  vip 5 : boolean
  x 6 : double
  y 7 : double
  guild 8 : string
  online 9 : boolean
}
.Numbers { values 0 : *integer }
.Item { id 0 : integer count 1 : integer }
.Bag { items 0 : *Item }
.Echo { text 0 : string }
`

const PROTO = `syntax = "proto3";
message PhoneNumber { string number = 1; int32 type = 2; }
message Person { string name = 1; int32 id = 2; string email = 3; repeated PhoneNumber phone = 4; }
message AddressBook { repeated Person person = 1; }
message Flat { string uid = 1; string name = 2; int32 level = 3; int32 gold = 4; int32 exp = 5; bool vip = 6;
  double x = 7; double y = 8; string guild = 9; bool online = 10; }
message Numbers { repeated int32 values = 1; }
message Item { int32 id = 1; int32 count = 2; }
message Bag { repeated Item items = 1; }
`

const VALUES: Record<string, object> = {
  AddressBook: {
    person: [
      {
        name: 'Alice',
        id: 10000,
        phone: [
          { number: '123456789', type: 1 },
          { number: '87654321', type: 2 },
        ],
      },
      { name: 'Bob', id: 20000, phone: [{ number: '01234567890', type: 3 }] },
    ],
  },
  Flat: {
    uid: '7345234523452345',
    name: 'hanxi',
    level: 57,
    gold: 1234567,
    exp: 99812,
    vip: true,
    x: 12.5,
    y: -7.25,
    guild: 'Knights',
    online: false,
  },
  Numbers: { values: Array.from({ length: 100 }, (_, i) => i * 7919) },
  Bag: { items: Array.from({ length: 100 }, (_, i) => ({ id: 1000 + i, count: i * 3 })) },
}

const ROUNDS = 15
const TIME = 50

interface Contest {
  name: string
  goal?: string
  sides: Record<string, () => unknown>
}

/** Operations a second, of each side, in turns; the first side is judged against the second. */
function compare({ name, goal, sides }: Contest): Row[] {
  const figures = new Map<string, number[]>(Object.keys(sides).map(side => [side, []]))
  for (let round = -2; round < ROUNDS; round++)
    for (const [side, run] of Object.entries(sides)) {
      const figure = measure(run)
      if (round >= 0) figures.get(side)!.push(figure)
    }
  const [first, ...peers] = [...figures].map(([side, values]) => ({ side, value: median(values) }))
  return peers.map((peer, i) => {
    const row = { name, value: first!.value, unit: '/s', peer: peer.side, peerValue: peer.value }
    return judge(i === 0 && goal ? { ...row, goal } : row)
  })
}

function measure(run: () => unknown): number {
  const end = performance.now() + TIME
  let count = 0
  let now = performance.now()
  const start = now
  while (now < end) {
    for (let i = 0; i < 500; i++) sink = run()
    count += 500
    now = performance.now()
  }
  return (count / (now - start)) * 1000
}

let sink: unknown

const addressBook = (name: string, work: (codec: TypeCodec, bytes: Uint8Array) => unknown): Figure =>
  loop(name, 500, async () => {
    const schema = parseSchema(SCHEMA)
    const [codecOf] = await compile([schema], false)
    const codec = codecOf!(schema.types.get('AddressBook')!)
    const bytes = new Sproto(schema).encode('AddressBook', VALUES.AddressBook!)
    return () => {
      for (let i = 0; i < 500; i++) sink = work(codec, bytes)
    }
  })

const WRITER = new Writer()

export const figures: readonly Figure[] = [
  addressBook('encode AddressBook', codec => {
    WRITER.rewind()
    WRITER.reserve(512)
    codec.encode(VALUES.AddressBook!, WRITER)
    return WRITER.cut()
  }),
  addressBook('decode AddressBook', (codec, bytes) => codec.decode(bytes, 0, bytes.length)),
]

export async function run(): Promise<Row[]> {
  const schema = parseSchema(SCHEMA)
  const [codecOf] = await compile([schema], false)
  const root = protobuf.parse(PROTO).root
  const rows: Row[] = []
  for (const [name, value] of Object.entries(VALUES)) {
    const codec = codecOf!(schema.types.get(name)!)
    rows.push(
      ...compareType(name, value, { codec, sproto: new Sproto(schema), message: root.lookupType(name) }),
    )
  }
  rows.push(...packing('AddressBook', VALUES.AddressBook!, codecOf!(schema.types.get('AddressBook')!)))
  rows.push(...gate(codecOf!(schema.types.get('Echo')!)))
  if (sink === undefined) throw new Error('nothing was measured')
  return rows
}

interface Ways {
  codec: TypeCodec
  sproto: Sproto
  message: protobuf.Type
}

function compareType(name: string, value: object, { codec, sproto, message }: Ways): Row[] {
  const packr = new Packr({ structures: [] })
  const out = new Writer()
  const bytes = sproto.encode(name, value)
  const proto = message.encode(value).finish()
  const packed = packr.pack(value)
  const json = JSON.stringify(value)
  const encode = () => {
    out.reserve(512)
    codec.encode(value, out)
    return out.cut()
  }
  return [
    ...compare({
      name: `encode ${name}`,
      goal: '>= 1.2',
      sides: {
        sproto: encode,
        protobufjs: () => message.encode(value).finish(),
        msgpackr: () => packr.pack(value),
        JSON: () => JSON.stringify(value),
        interpreter: () => sproto.encode(name, value),
      },
    }),
    ...compare({
      name: `decode ${name}`,
      goal: '>= 1.2',
      sides: {
        sproto: () => codec.decode(bytes, 0, bytes.length),
        protobufjs: () => message.decode(proto),
        msgpackr: () => packr.unpack(packed),
        JSON: () => JSON.parse(json),
        interpreter: () => sproto.decode(name, bytes),
      },
    }),
  ]
}

/** Packing must keep at least half of the speed of encoding. */
function packing(name: string, value: object, codec: TypeCodec): Row[] {
  const out = new Writer()
  const packs = new Writer()
  const encode = () => {
    out.rewind()
    out.reserve(512)
    codec.encode(value, out)
  }
  const plain = () => {
    encode()
    return out.cut()
  }
  const packed = () => {
    encode()
    return packs.pack(out).cut()
  }
  const size = { name: `size of ${name}, packed`, unit: 'bytes', value: packed().length }
  return [
    ...compare({
      name: `encode ${name}, packed`,
      goal: '>= 0.5',
      sides: { packed, 'without packing': plain },
    }),
    judge({ ...size, peer: 'without packing', peerValue: plain().length }),
  ]
}

/** Everything that the gate asks of the codec for one small request and its reply. */
function gate(codec: TypeCodec): Row[] {
  const reader = new PackageReader()
  const writer = new PackageWriter()
  const frame = writer.request(3, 77, codec, { text: 'x'.repeat(40) }).slice()
  const echo = () => {
    reader.read(frame)
    return writer.response(reader.session!, codec, reader.body(codec))
  }
  const texts = new JsonText()
  const json = JSON.stringify({ name: 'cs_echo', data: { text: 'x'.repeat(40) }, session: 77 })
  const text = () => {
    const { data, session } = JSON.parse(json)
    return `{"name":"sc_echo","data":${texts.of(codec, codec.fromJson(data))},"session":${session}}`
  }
  const bare = () => {
    const { data, session } = JSON.parse(json)
    return JSON.stringify({ name: 'sc_echo', data, session })
  }
  return compare({
    name: 'unpack, decode, encode, pack an echo',
    sides: { sproto: echo, 'as JSON, checked': text, 'bare JSON': bare },
  })
}

// Every setting of the server: its meaning, unit, default and range. The one place that reads the environment.
// A configuration file is etc/NAME.ts: `export default defineConfig({ … })`, naming only what differs from the default.
// Relative paths start at the project's folder, wherever the server is started.

import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { isNetwork } from './lib/networks.ts'
import {
  file,
  folder,
  host,
  moduleFile,
  optionalFile,
  optionalUrl,
  secret,
} from './settings/setting-types.ts'

const port = (value: number) => z.int().min(0).max(65535).default(value)
const ms = (value: number, min: number, max: number) => z.int().min(min).max(max).default(value)
const count = (value: number, max = 1e9) => z.int().min(1).max(max).default(value)
const rate = (value: number) => z.number().min(0.01).max(1e9).default(value)
const section = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).prefault({} as never)

const network = z
  .string()
  .refine(isNetwork, { error: 'expected an address or a network such as 10.0.0.0/8 or fd00::/8' })
const origin = z
  .string()
  .refine(isOrigin, { error: 'expected an origin as browsers send it, such as https://play.example.com' })

/** Scheme, host and port as browsers write them: lower case, no path, no port where it is the scheme's own. */
function isOrigin(text: string): boolean {
  if (text === 'null') return true
  if (!/^[a-z][a-z\d+.-]*:\/\/[^\s/?#@A-Z]+$/.test(text) || !URL.canParse(text)) return false
  return !/^https?:/.test(text) || new URL(text).origin === text
}

const node = section({
  id: z.int().min(0).max(127).default(0).describe('number of this node; no two nodes on one store share it'),
})

const tls = z.strictObject({
  key: file().describe('file of the private key, PEM'),
  cert: file().describe('file of the certificate and its chain, PEM'),
  passphrase: secret().describe('of the private key; empty for none'),
})

const gate = section({
  host: host('0.0.0.0').describe(
    'address to listen on: an IP address or a name; 0.0.0.0 is every IPv4 address, :: every IPv4 and IPv6 address',
  ),
  port: port(8888).describe('port for WebSocket clients; 0 takes a free one'),
  tls: tls.nullable().default(null).describe('certificate for wss; null serves ws'),
  maxClients: count(10_000).describe('clients in the whole node; one more is closed with 4006'),
  maxPerAddress: count(256).describe(
    'connections from one address, and as many sockets that have not asked for one yet; an IPv6 /64 is one address, a /48 has eight times as much; loopback is not counted',
  ),
  maxUpgrades: count(200).describe('new connections a second from one address; loopback is not counted'),
  messageRatePerAddress: count(5000).describe(
    'messages a second of all connections from one address, those that are closed already included; loopback is not counted',
  ),
  trustProxy: z
    .int()
    .min(0)
    .max(8)
    .default(0)
    .describe(
      'proxies in front of the gate, one behind the other, whose X-Forwarded-For is believed; 0 for none',
    ),
  proxies: z
    .array(network)
    .default([])
    .describe('addresses and networks of those proxies; one on this machine is always believed'),
  origins: z
    .array(origin)
    .default([])
    .describe(
      'origins of the pages that may connect, the others get HTTP 403; empty for all; apps send none and may',
    ),
  maxMessage: z.int().min(64).max(60_000).default(4096).describe('bytes of one message of a client'),
  messageRate: count(50).describe('messages a second of one connection'),
  messageBurst: count(100).describe('messages that may come at once'),
  maxBadMessages: count(10).describe(
    'malformed, too large or too frequent messages, then the connection is closed with 4005',
  ),
  loginTimeout: ms(10_000, 50, 600_000).describe('ms to log in, then the connection is closed with 4007'),
  idleTimeout: ms(60_000, 100, 3_600_000).describe(
    'ms without any frame, pongs included, then 4004; a ping goes out at the half',
  ),
  maxQueued: z
    .int()
    .min(65_536)
    .max(3_000_000)
    .default(1_048_576)
    .describe('bytes waiting for one logged-in client, then 4003'),
  maxGuestQueued: z
    .int()
    .min(4096)
    .max(1_048_576)
    .default(65_536)
    .describe('bytes waiting for one guest, then 4003'),
  latestWinsAt: z
    .int()
    .min(1024)
    .max(1_048_576)
    .default(65_536)
    .describe('bytes waiting from which latest-wins pushes are held back'),
  maxBuffered: count(268_435_456).describe(
    'bytes waiting for all clients of the node; above it the largest is closed with 4003',
  ),
})

const web = section({
  enabled: z.boolean().default(true).describe('serve /healthz, the HTTP interfaces and the tester page'),
  page: z.boolean().default(true).describe('serve the tester page, the manual at /docs, /api/schema and /api/tables too'),
  host: host('127.0.0.1').describe('address to listen on, written as gate.host'),
  port: port(8889).describe('port of the web server; 0 takes a free one'),
  maxConnections: count(512).describe(
    'connections to the web server; one more closes the one that has done nothing for the longest time',
  ),
  maxPerAddress: count(64).describe(
    'connections to the web server from one address, the same way; loopback is not counted',
  ),
})

const consoleSection = section({
  port: port(8000).describe('port of the debug console on 127.0.0.1'),
})

const store = section({
  kind: z
    .enum(['embedded', 'mongo'])
    .default('embedded')
    .describe('where data lasts: LMDB in a folder, or MongoDB, which is the default where store.url is set'),
  path: folder('var/store').describe('folder of the embedded store, and of the leaderboards'),
  url: optionalUrl('mongodb', 'mongodb+srv').describe('mongodb://… for kind mongo'),
  minFree: z
    .int()
    .min(0)
    .default(16_777_216)
    .describe(
      'bytes that stay free on the disk of the embedded store, at most an eighth of it; with less it is not written, and players get TRY_AGAIN',
    ),
})

const role = section({
  checks: z
    .boolean()
    .default(true)
    .describe('checks every value that is written to a role against its schema; false trusts the code'),
})

const save = section({
  interval: ms(2000, 50, 600_000).describe('ms between two saves of what changed, give or take 10 %'),
  maxBusy: ms(3000, 50, 600_000).describe('ms that a half-done message may hold up the saving of its role'),
  bulkRoles: count(500, 10_000).describe('roles written at once'),
  bulkBytes: count(4_194_304).describe('bytes written at once, about; a single larger role still is'),
  warnAge: ms(10_000, 100, 3_600_000).describe('ms that a change may wait unsaved before it is warned of'),
  refuseAge: ms(60_000, 100, 3_600_000).describe(
    'ms that a change may wait unsaved before new logins are refused with TRY_AGAIN',
  ),
  unsaved: folder('var/unsaved').describe('folder for what a stop could not save; the next start applies it'),
  refuseCount: count(20_000).describe(
    'roles of one thread with unsaved changes from which new logins are refused with TRY_AGAIN',
  ),
})

const table = section({
  dir: folder('data').describe("folder of the designers' tables"),
  history: folder('var/tables').describe(
    'folder of the last versions of the tables, in one of its own for each node',
  ),
  keep: z.int().min(1).max(1000).default(10).describe('versions of the tables that are kept'),
  watch: z.boolean().default(true).describe('replace the tables when one of their files is saved'),
  maxFile: count(67_108_864).describe('bytes of one file of the tables; a larger one is a mistake'),
  gather: ms(200, 10, 60_000).describe(
    'ms without another change before saved files are read, as one replacement',
  ),
  cacheBytes: count(8_388_608).describe('bytes of decoded texts of tables that each thread may keep'),
})

const room = section({
  maxRooms: count(100_000).describe('rooms of the whole node'),
  maxMembers: count(500, 100_000).describe('members of a room whose kind says nothing else'),
  maxPerPlayer: count(20).describe('rooms that one player is in at a time'),
  maxOwned: count(5).describe('rooms that one player has opened and that are still there'),
  emptyGrace: ms(60_000, 0, 86_400_000).describe('ms that an empty room waits before it is disposed'),
  history: count(100, 10_000).describe('messages of a room that are kept'),
  textLength: count(500, 4000).describe('characters of one message'),
  nameLength: count(40, 200).describe('characters of the name of a room'),
  messageRate: z.number().min(0.01).max(1e9).default(1).describe('messages a second of one player'),
  messageBurst: count(5).describe('messages of one player that may come at once'),
  roomRate: z.number().min(0.01).max(1e9).default(20).describe('messages a second in one room'),
  roomBurst: count(20).describe('messages in one room that may come at once'),
  createRate: rate(0.5).describe('rooms a second that one player, or one connection, may open'),
  createBurst: count(20).describe('rooms that one player, or one connection, may open at once'),
  historyRate: count(131_072).describe(
    'bytes a second of histories that one player may read; four times as many at once',
  ),
  strangerRate: rate(1).describe(
    'whispers a second to one player, of all whom that one has not whispered to',
  ),
  strangerBurst: count(10).describe('such whispers at once'),
  hookTimeout: ms(4000, 50, 60_000).describe(
    'ms that a hook of a room, or a text filter of the game, may take; then it is given up',
  ),
  kickTime: ms(600_000, 0, 86_400_000).describe('ms that a member who was removed can not come back'),
  moderators: z
    .array(z.string().regex(/^\d{1,20}$/))
    .default([])
    .describe('uids of players who moderate every room, also those of the server'),
  filterUrl: optionalUrl('http', 'https').describe(
    'HTTP checker of texts: POST { text, uid } answers { allowed, text? } with status 200; empty for none',
  ),
  filterTimeout: ms(500, 10, 10_000).describe('ms that the HTTP checker has'),
  filterOnError: z
    .enum(['open', 'closed'])
    .default('open')
    .describe('a text that could not be checked: open lets it through, closed refuses it with TRY_AGAIN'),
})

const heap = section({
  worker: z
    .int()
    .min(0)
    .max(1_048_576)
    .default(0)
    .describe('MB of the JavaScript heap of each worker thread; 0 leaves it to Node'),
  leaveAt: z
    .number()
    .min(0.1)
    .max(1)
    .default(0.85)
    .describe('part of its heap from which a worker leaves in order, and main stops; 1 never'),
})

const log = section({
  level: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('the least that is logged'),
  pretty: z
    .boolean()
    .default(() => process.stdout.isTTY === true)
    .describe('lines for people; the default is true on a terminal'),
  file: optionalFile().describe('file that the lines are added to; empty for standard output'),
})

const auth = section({
  kind: z.enum(['open']).default('open').describe('who may log in: open takes any account name'),
})

const board = section({
  redis: optionalUrl('redis', 'rediss').describe(
    'redis://… where leaderboards last, shared by nodes; empty keeps them in a folder of the embedded store',
  ),
  http: section({
    token: secret().describe(
      'what programs show to use /rank/* on the web port; empty: there is no such interface',
    ),
    maxBoards: count(1000).describe('boards that can be made over HTTP'),
  }),
})

export const configSchema = z.strictObject({
  node,
  threads: z
    .int()
    .min(0)
    .max(31)
    .default(() => Math.max(1, availableParallelism() - 1))
    .describe('worker threads; 0 runs everything on the main thread; the default is cores - 1, at least 1'),
  development: z
    .boolean()
    .default(() => process.env.NODE_ENV !== 'production')
    .describe('checks messages between services; the default is true unless NODE_ENV is production'),
  game: moduleFile('server/game/index.ts').describe('the module of your game'),
  gate,
  auth,
  web,
  console: consoleSection,
  store,
  table,
  role,
  save,
  room,
  board,
  heap,
  log,
  leaveTimeout: ms(10_000, 50, 60_000).describe(
    'ms that a player has to be saved for a new login of the same account; then that one gets TRY_AGAIN',
  ),
  handlerTimeout: ms(5000, 50, 60_000).describe(
    'ms that a handler which does not end may keep a player who leaves; then the role is saved as it is',
  ),
  stopTimeout: ms(8000, 100, 600_000).describe('ms for a stop in all'),
})

export type Config = z.output<typeof configSchema>
export type ConfigInput = z.input<typeof configSchema>

/** Types a configuration file. */
export const defineConfig = (config: ConfigInput): ConfigInput => config

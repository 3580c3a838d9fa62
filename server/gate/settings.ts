// The settings of the gate.

import { z } from 'zod'
import { isNetwork } from '../lib/networks.ts'
import { count, file, host, ms, port, secret, section } from '../lib/setting-types.ts'

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

const tls = z.strictObject({
  key: file().describe('file of the private key, PEM'),
  cert: file().describe('file of the certificate and its chain, PEM'),
  passphrase: secret().describe('of the private key; empty for none'),
})

export const gateSettings = section({
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

export type GateConfig = z.output<typeof gateSettings>

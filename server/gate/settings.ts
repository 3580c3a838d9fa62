// The settings of the gate.

import { z } from 'zod'
import { isNetwork } from '../lib/networks.ts'
import { isOrigin, ORIGIN_ERROR } from '../lib/origins.ts'
import { count, file, host, ms, port, secret, section } from '../lib/setting-types.ts'

const network = z
  .string()
  .refine(isNetwork, { error: 'expected an address or a network such as 10.0.0.0/8 or fd00::/8' })
const origin = z.string().refine(isOrigin, { error: ORIGIN_ERROR })

const tls = z.strictObject({
  key: file().describe('file of the private key, PEM'),
  cert: file().describe('file of the certificate and its chain, PEM'),
  passphrase: secret().describe('passphrase of the private key; empty for none'),
})

export const gateSettings = section({
  host: host('0.0.0.0').describe(
    'address to listen on: an IP address or a name; 0.0.0.0 is every IPv4 address, :: every IPv4 and IPv6 address',
  ),
  port: port(8888).describe('port for WebSocket clients; 0 takes a free one'),
  tls: tls.nullable().default(null).describe('certificate for wss; null serves ws'),
  maxClients: count(10_000).describe('clients in the whole node; one more is closed with 4006'),
  maxPerAddress: count(256).describe(
    'connections from one address, and as many sockets again that have not upgraded yet; an IPv6 /64 is one address, a /48 may have eight times as many; loopback is not counted',
  ),
  maxUpgrades: count(200).describe('new connections a second from one address; loopback is not counted'),
  messageRatePerAddress: count(5000).describe(
    'messages a second from one address, over all its connections, closed ones included; loopback is not counted',
  ),
  trustProxy: z
    .int()
    .min(0)
    .max(8)
    .default(0)
    .describe('number of proxies in a row in front of the gate whose X-Forwarded-For is trusted; 0 for none'),
  proxies: z
    .array(network)
    .default([])
    .describe('addresses and networks of those proxies; proxies on this machine are always trusted'),
  origins: z
    .array(origin)
    .default([])
    .describe(
      'origins of web pages that may connect, others get HTTP 403; empty allows all; apps send no Origin and may connect',
    ),
  maxMessage: z
    .int()
    .min(64)
    .max(60_000)
    .default(4096)
    .describe('bytes of the largest message that a client may send'),
  messageRate: count(50).describe('messages a second of one connection'),
  messageBurst: count(100).describe('messages of one connection that may come at once'),
  inputRate: count(120).describe(
    'inputs for worlds a second of one connection, apart from messages; one above is dropped, and counts as a message',
  ),
  inputBurst: count(240).describe('inputs of one connection that may come at once'),
  maxBadMessages: count(10).describe(
    'malformed, too large or too frequent messages in a minute, then the connection is closed with 4005',
  ),
  loginTimeout: ms(10_000, 50, 600_000).describe('ms to log in, then the connection is closed with 4007'),
  idleTimeout: ms(60_000, 100, 3_600_000).describe(
    'ms without any frame, pongs included, then the connection is closed with 4004; a ping is sent after half of it',
  ),
  maxQueued: z
    .int()
    .min(65_536)
    .max(3_000_000)
    .default(1_048_576)
    .describe('bytes waiting for one logged-in client, then it is closed with 4003'),
  maxGuestQueued: z
    .int()
    .min(4096)
    .max(1_048_576)
    .default(65_536)
    .describe('bytes waiting for one guest, then it is closed with 4003'),
  latestWinsAt: z
    .int()
    .min(1024)
    .max(1_048_576)
    .default(65_536)
    .describe('bytes waiting for a client from which it gets only the newest of latest-wins pushes'),
  maxBuffered: count(268_435_456).describe(
    'bytes waiting for all clients of the node; above it the largest is closed with 4003',
  ),
})

export const sessionSettings = section({
  grace: ms(60_000, 100, 3_600_000).describe(
    'ms that a player whose connection is lost has to come back, before it leaves',
  ),
  maxKept: z
    .int()
    .min(16_384)
    .max(3_000_000)
    .default(262_144)
    .describe(
      'bytes kept for one client, and of one topic, that were not confirmed; who lacks more logs in afresh',
    ),
  maxKeptAll: count(268_435_456).describe(
    'bytes kept for all clients of the node; above it the largest goes',
  ),
  maxAway: count(10_000).describe(
    'players of the node who may be away; one more and the longest away leaves',
  ),
})

export type SessionConfig = z.output<typeof sessionSettings>

export type GateConfig = z.output<typeof gateSettings>

// The settings of the login server.

import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { isNetwork } from '../lib/networks.ts'
import { isOrigin, ORIGIN_ERROR } from '../lib/origins.ts'
import { asSecret, count, host, ms, optionalUrl, port, secret, section } from '../lib/setting-types.ts'

const timeout = ms(5000, 100, 60_000).describe('ms that an answer of the platform may take')
const httpUrl = () => z.url({ protocol: /^https?$/, error: 'expected https://…' })

const openid = z.strictObject({
  kind: z.literal('openid'),
  issuer: z.string().min(1),
  jwks: httpUrl(),
  audience: z.array(z.string().min(1)).min(1),
  timeout,
})

const wechat = z.strictObject({
  kind: z.literal('wechat'),
  appid: z.string().min(1),
  secret: asSecret(z.string().min(1)),
  url: httpUrl().default('https://api.weixin.qq.com'),
  timeout,
})

const platform = z.discriminatedUnion('kind', [openid, wechat])

export type PlatformConfig = z.output<typeof platform>

/** As clients say it; `name` and `device` are what accounts are entered by without a platform. */
const platformName = z.string().regex(/^(?!(name|device)$)[a-z][a-z0-9_-]{0,31}$/, {
  error: 'expected a name in lower case that is not name or device',
})

const DAY_MS = 86_400_000

export const loginSettings = section({
  alone: z
    .boolean()
    .default(false)
    .describe('this process is a login server and nothing else: no gate, no game'),
  url: optionalUrl('http', 'https').describe(
    'https://… of the login server that runs elsewhere; empty: with auth.kind accounts it runs in this process',
  ),
  token: secret().describe(
    'token of scope cluster, made at the login server of login.url (npm run auth -- token): by it this node says where its gate is, and hears whose connection ends',
  ),
  host: host('127.0.0.1').describe(
    'address to listen on, written as gate.host; on any but loopback, which only a proxy with TLS may reach, login.trustProxy is needed',
  ),
  port: port(8890).describe('port of the login server; 0 takes a free one'),
  trustProxy: z
    .int()
    .min(0)
    .max(8)
    .default(0)
    .describe('number of proxies in a row in front of it whose X-Forwarded-For is trusted; 0 for none'),
  proxies: z
    .array(
      z.string().refine(isNetwork, {
        error: 'expected an address or a network such as 10.0.0.0/8 or fd00::/8',
      }),
    )
    .default([])
    .describe('addresses and networks of those proxies; proxies on this machine are always trusted'),
  origins: z
    .array(z.string().refine(isOrigin, { error: ORIGIN_ERROR }))
    .default([])
    .describe(
      'origins of web pages whose players may log in; pages of this machine always may; apps send no Origin and may too',
    ),
  gate: optionalUrl('ws', 'wss').describe(
    'wss://… by which players reach the gate of this node; empty: the host that they log in at, and gate.port',
  ),
  issuer: z.string().min(1).default('gatehouse').describe('who access tokens say they are from (iss)'),
  audience: z.string().min(1).default('gatehouse').describe('whom access tokens are for (aud)'),
  accessTime: ms(300_000, 10_000, 600_000).describe('ms that an access token counts'),
  refreshTime: ms(30 * DAY_MS, 60_000, 365 * DAY_MS).describe(
    'ms that a login lasts which is not used; each use begins them anew',
  ),
  names: z.boolean().default(true).describe('players may register with a name and a password'),
  guests: z.boolean().default(true).describe('players may come in as guests, by their device'),
  platforms: z
    .record(platformName, platform)
    .default({})
    .describe('platforms by which players log in: name → { kind: openid or wechat, … }; see login-server.md'),
  hashMemory: z
    .int()
    .min(19_456)
    .max(1_048_576)
    .default(19_456)
    .describe('KiB that the hash of a password takes; weaker ones are made anew at the next login'),
  hashPasses: z.int().min(2).max(20).default(2).describe('how often that hash goes over its memory'),
  hashesAtOnce: z
    .int()
    .min(1)
    .max(64)
    .default(() => Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))))
    .describe('passwords that are hashed at once; the default is half of the cores, at most 4'),
  wrongPerAccount: count(5).describe(
    'wrong passwords of an account, then each further one doubles the wait, from 10 s to 15 min; who is logged in goes on',
  ),
  wrongPerAddress: count(100).describe(
    'the same of one address, over all accounts; an IPv6 /64 is one address; loopback is not counted',
  ),
  registrationsPerAddress: count(200).describe(
    'new accounts with a name, a day and address, counted likewise',
  ),
  guestsPerAddress: count(2000).describe(
    'new guests and new players of platforms, a day and address, counted likewise',
  ),
})

export type LoginConfig = z.output<typeof loginSettings>

interface WithLogin {
  auth: { kind: string }
  login: LoginConfig
}

/** Whether the login server runs in this process. */
export const hasLoginServer = ({ auth, login }: WithLogin): boolean =>
  login.alone || (auth.kind === 'accounts' && login.url === '')

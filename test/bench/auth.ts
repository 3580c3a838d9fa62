// npm run bench -- auth: what a login by a token costs beside an open one and beside a bare verification; how many roles one
// address can make; what hashing passwords does to those who play; whether a refusal tells by its time who has an account.

import { type ChildProcess, fork } from 'node:child_process'
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jwtVerify, SignJWT } from 'jose'
import type { RawClient } from '../support/client/raw-client.ts'
import { comeAndGo, echoEvenly, logIn, openClients, type Shown } from './support/players.ts'
import { judge, median, type Row } from './support/report.ts'

const ROUNDS = 7
const SECONDS = 2
const PLAYERS = 64
/** Tokens that are verified in a round, beside a server. */
const VERIFIED = 4000

const SECRET = randomBytes(32).toString('hex')
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const PEM = publicKey.export({ type: 'spki', format: 'pem' }) as string

interface Started {
  child: ChildProcess
  port: number
  /** Of the login server. */
  login: number | undefined
}

async function start(folder: string, threads: number, sets: readonly string[]): Promise<Started> {
  const args = [folder, String(threads), ...sets]
  const child = fork(join(import.meta.dirname, 'support/gatehouse.ts'), args, {
    execArgv: ['--expose-gc'],
    stdio: 'inherit',
  })
  const [told] = (await once(child, 'message')) as [{ port: number; login?: number }]
  return { child, port: told.port, login: told.login }
}

async function stop({ child }: Started): Promise<void> {
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
}

/** Of a server: µs of the processor until now, in all threads. */
async function cpuOf({ child }: Started): Promise<number> {
  child.send('cpu')
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }]
  return cpu.user + cpu.system
}

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  try {
    return [
      ...(await loginRows(folder)),
      await newRoleRow(folder),
      await echoRow(folder),
      await guessRow(folder),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const accountOf = (i: number): string => `player${i}`

const sign = (alg: string, key: KeyObject | Uint8Array): Promise<string[]> =>
  Promise.all(
    Array.from({ length: PLAYERS }, (_, i) =>
      new SignJWT({}).setProtectedHeader({ alg }).setSubject(accountOf(i)).setExpirationTime('1h').sign(key),
    ),
  )

interface Side {
  server: Started
  clients: RawClient[]
  shown: Shown[]
  /** Logins a second, and µs of the processor for each, round by round. */
  rates: number[]
  costs: number[]
}

/** Players whose roles are there. */
async function openSide(folder: string, sets: readonly string[], tokens: readonly string[]): Promise<Side> {
  const server = await start(folder, 0, sets)
  const clients = await openClients(server.port, PLAYERS)
  const shown = clients.map((_, i) => ({ acc: accountOf(i), token: tokens[i] ?? '' }))
  await comeAndGo(clients, shown, 1000)
  return { server, clients, shown, rates: [], costs: [] }
}

async function measureSide(side: Side): Promise<void> {
  const { server, clients, shown, rates, costs } = side
  const [cpu, begin] = [await cpuOf(server), performance.now()]
  const logins = await comeAndGo(clients, shown, SECONDS * 1000)
  rates.push((logins * 1000) / (performance.now() - begin))
  costs.push(((await cpuOf(server)) - cpu) / logins)
}

async function loginRows(folder: string): Promise<Row[]> {
  const tokens = await sign('EdDSA', privateKey)
  const byToken = (set: string) => ['auth.kind=token', set]
  const open = await openSide(join(folder, 'open'), [], [])
  const hmac = await openSide(
    join(folder, 'hmac'),
    byToken(`auth.token.secret=${SECRET}`),
    await sign('HS256', Buffer.from(SECRET)),
  )
  const edwards = await openSide(join(folder, 'edwards'), byToken(`auth.token.key=${PEM}`), tokens)
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of [open, hmac, edwards]) await measureSide(side)
    bare.push(await measureBare(tokens))
  }
  for (const { server, clients } of [open, hmac, edwards]) {
    for (const client of clients) await client.vanish()
    await stop(server)
  }
  const added = edwards.costs.map((cost, round) => cost - open.costs[round]!)
  return [
    judge({
      name: 'logins by HS256, of accounts that exist',
      value: median(hmac.rates),
      unit: '/s',
      peer: 'open logins',
      peerValue: median(open.rates),
      ratio: median(hmac.rates.map((rate, round) => rate / open.rates[round]!)),
      goal: '>= 0.75',
    }),
    judge({
      name: 'processor time that EdDSA adds to a login',
      value: median(added),
      unit: 'µs',
      peer: 'a bare jose.jwtVerify',
      peerValue: median(bare),
      ratio: median(added.map((cost, round) => cost / bare[round]!)),
      goal: '<= 1.3',
    }),
  ]
}

/** µs of the processor for each, one after the other. */
async function measureBare(tokens: readonly string[]): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < VERIFIED; i++)
    await jwtVerify(tokens[i % tokens.length]!, publicKey, { algorithms: ['EdDSA'] })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / VERIFIED
}

const NEWCOMERS = 100_000
const MOST_ROLES = 500

async function newRoleRow(folder: string): Promise<Row> {
  const sets = ['gate.trustProxy=1', `auth.newRolesPerAddress=${MOST_ROLES}`]
  const server = await start(join(folder, 'newcomers'), 0, sets)
  const clients = await openClients(server.port, PLAYERS, { 'x-forwarded-for': '192.0.2.1' })
  let [next, made] = [0, 0]
  const come = async (client: RawClient): Promise<void> => {
    while (next < NEWCOMERS) {
      const { name } = await client.ask('cs_login', { acc: `newcomer${next++}` })
      if (name !== 'sc_login') continue
      made++
      await client.ask('cs_logout')
    }
  }
  await Promise.all(clients.map(come))
  for (const client of clients) await client.vanish()
  await stop(server)
  const goal = `<= ${MOST_ROLES}`
  return judge({
    name: 'roles that 100 000 newcomers from one address make',
    value: made,
    unit: 'roles',
    goal,
  })
}

const ECHOES = 5000
const TALKING = 100
const PASSWORDS = 20
const ECHO_MS = 5000

/** By the login server in the gate's own process, as it runs with etc/accounts.ts. */
async function echoRow(folder: string): Promise<Row> {
  const server = await start(join(folder, 'echo'), 1, ['auth.kind=accounts', 'login.port=0'])
  const clients = await openClients(server.port, TALKING)
  for (const client of clients) await logIn(client, { acc: '', token: await enterAsGuest(server) })
  const [quiet, busy]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    quiet.push(p99(await echoEvenly(clients, ECHOES, ECHO_MS)))
    busy.push(await whileHashing(server, async () => p99(await echoEvenly(clients, ECHOES, ECHO_MS))))
  }
  for (const client of clients) await client.vanish()
  await stop(server)
  return judge({
    name: `5000 echoes a second while ${PASSWORDS} passwords a second are hashed: 99 of 100`,
    value: median(busy),
    unit: 'ms',
    peer: 'without',
    peerValue: median(quiet),
    ratio: median(busy.map((ms, round) => ms / quiet[round]!)),
    goal: '<= 2',
  })
}

const p99 = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length * 0.99)]!

const post = (server: Started, path: string, body: object): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.login}/login/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function enterAsGuest(server: Started): Promise<string> {
  const answer = await post(server, 'device', { device: randomBytes(16).toString('base64url') })
  if (!answer.ok) throw new Error(`a guest was refused: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { access: string }).access
}

const GUESSES = 150

/** In turn, of an account that is there and of one that is not: by the time nobody learns which it was. */
async function guessRow(folder: string): Promise<Row> {
  const server = await start(join(folder, 'guess'), 0, ['auth.kind=accounts', 'login.port=0'])
  await post(server, 'register', { name: 'known', password: 'correct horse battery' })
  const timeOf = async (name: string): Promise<number> => {
    const begin = performance.now()
    await (await post(server, 'name', { name, password: 'wrong but long enough' })).text()
    return performance.now() - begin
  }
  const [known, unknown]: [number[], number[]] = [[], []]
  for (let i = 0; i < GUESSES; i++) {
    known.push(await timeOf('known'))
    unknown.push(await timeOf(`nobody${i}`))
  }
  await stop(server)
  const [there, nowhere] = [median(known), median(unknown)]
  return judge({
    name: 'a wrong password',
    value: there,
    unit: 'ms',
    peer: 'an account that there is not',
    peerValue: nowhere,
    ratio: Math.max(there / nowhere, nowhere / there),
    goal: '<= 1.05',
  })
}

/** Each is a try for an account that there is not: that takes as long as a wrong password. */
async function whileHashing<T>(server: Started, work: () => Promise<T>): Promise<T> {
  const tries: Promise<unknown>[] = []
  const timer = setInterval(() => {
    const name = `nobody${tries.length}x${randomBytes(4).toString('hex')}`
    tries.push(
      post(server, 'name', { name, password: 'wrong but long enough' }).then(answer => answer.text()),
    )
  }, 1000 / PASSWORDS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    await Promise.all(tries)
  }
}

// Commands over HTTP: for programs with the command's scope, and for nobody else; never for a web page.

import { beforeAll, describe, expect, test } from 'vitest'
import { COMMAND_SCOPES, type CommandScope } from '../../server/setup/commands.ts'
import { allows, SCOPES, type Scope } from '../../server/setup/scopes.ts'
import { rawRequest } from '../support/client/raw-http.ts'
import { ConsoleClient } from '../support/server/console-client.ts'
import { serverForSuite } from '../support/server/suite-server.ts'
import { addToken } from '../support/server/tokens.ts'

const { server } = serverForSuite({ threads: 0, web: { enabled: true } })

let commands: Command[] = []
beforeAll(async () => {
  commands = await readCommands()
  expect(commands.length).toBeGreaterThan(20)
})

interface Command {
  name: string
  scope: CommandScope
}

const tokens = new Map<Scope, string>()

async function tokenOf(scope: Scope): Promise<string> {
  const known = tokens.get(scope) ?? (await addToken(server(), { name: `a-${scope}`, scopes: [scope] }))
  tokens.set(scope, known)
  return known
}

async function post(
  path: string,
  { scope, body = '{}', headers = {} }: { scope?: Scope; body?: string; headers?: object },
) {
  const answer = await fetch(`http://127.0.0.1:${server().server.webPort}/console/${path}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...(scope && { authorization: `Bearer ${await tokenOf(scope)}` }),
      ...headers,
    },
  })
  return { status: answer.status, body: await answer.json() }
}

test('answers JSON, with what it was given checked as in the console', async () => {
  expect(await post('version', { scope: 'console' })).toMatchObject({
    status: 200,
    body: { result: { pid: process.pid } },
  })
  expect(await post('uptime', { scope: 'console', body: '{"fast":true}' })).toMatchObject({
    status: 400,
    body: { code: 'BAD_MESSAGE', error: expect.stringContaining('usage: uptime') },
  })
  expect(await post('versoin', { scope: 'console' })).toMatchObject({
    status: 404,
    body: { error: expect.stringContaining('did you mean version?') },
  })
})

test.each(['%', '%ff', '', '/', 'version/', 'version/now', '../healthz', 'constructor', '__proto__'])(
  'says what is wrong with the path %j',
  async path => {
    const { status, body } = await post(path, { scope: 'admin' })
    expect([400, 404, 405]).toContain(status)
    expect(body.error).toMatch(/.{10}/)
  },
)

test('a command of two words is written with a slash', async () => {
  const twoWords = commands.filter(({ name }) => name.includes(' '))
  for (const { name } of twoWords) {
    const answer = await post(name.replace(' ', '/'), { scope: 'admin', body: '{"no such":1}' })
    expect([name, answer.status, answer.body.error]).toEqual([
      name,
      400,
      expect.stringContaining(`usage: ${name}`),
    ])
  }
})

test('every command is for its scope and those that include it, and for no other', async () => {
  for (const { name, scope } of commands)
    for (const held of SCOPES) {
      // Nothing is run: an argument that no command has is refused after the scope was looked at.
      const answer = await post(encodeURIComponent(name), { scope: held, body: '{"no such argument":1}' })
      expect([name, held, answer.status]).toEqual([name, held, allows([held], scope) ? 400 : 403])
    }
})

test('scopes include each other as they should', () => {
  const table = SCOPES.map(held => COMMAND_SCOPES.filter(wanted => allows([held], wanted)))
  expect(Object.fromEntries(SCOPES.map((held, i) => [held, table[i]]))).toEqual({
    rank: [],
    metrics: [],
    console: ['console'],
    operate: ['console', 'operate'],
    admin: ['console', 'operate', 'admin'],
    cluster: [],
  })
})

describe('is not for', () => {
  test('anybody without a token, on loopback either', async () => {
    for (const { name } of commands) expect((await post(encodeURIComponent(name), {})).status).toBe(401)
  })

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'a form: %s',
    async type => {
      const answer = await post('version', { scope: 'admin', headers: { 'content-type': type } })
      expect(answer).toMatchObject({
        status: 400,
        body: { error: expect.stringContaining('application/json') },
      })
    },
  )

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('a page of %s', async origin => {
    expect((await post('version', { scope: 'admin', headers: { origin } })).status).toBe(403)
  })

  test.each(['cross-site', 'same-site'])('a request that a browser calls %s', async site => {
    expect((await post('version', { scope: 'admin', headers: { 'sec-fetch-site': site } })).status).toBe(403)
  })

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('%s', async method => {
    const headers = { authorization: `Bearer ${await tokenOf('admin')}` }
    const { status } = await rawRequest(server().server.webPort!, '/console/version', headers, method)
    expect(status).toBe(405)
  })

  test('another Host: a name that leads here by DNS rebinding', async () => {
    const headers = { authorization: `Bearer ${await tokenOf('admin')}`, host: 'evil.example' }
    expect((await rawRequest(server().server.webPort!, '/console/version', headers, 'POST')).status).toBe(403)
  })

  test.each(['[]', '1', 'null', '{', '"x"'])('a body like %s', async body => {
    expect((await post('version', { scope: 'admin', body })).status).toBe(400)
  })
})

/** All that this server has, as `help` tells. */
async function readCommands(): Promise<Command[]> {
  const console = await ConsoleClient.open(server().server.consolePort!)
  const rows = await console.ask<{ command: string }[]>('help')
  const names = rows.map(({ command }) => /^[a-z][a-z0-9-]*( [a-z][a-z0-9-]*)?/.exec(command)![0])
  const explained = []
  for (const name of names) explained.push({ name, scope: scopeIn(await console.text(`help ${name}`)) })
  console.close()
  return explained
}

const scopeIn = (text: string) => /\(scope (\w+)\)/.exec(text)![1] as CommandScope

// The console on an address that others reach: nothing is answered before a token was shown, and then what it is for.

import { connect, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Attempts } from '../../../server/ops/tokens/attempts.ts'
import { ownAddress } from '../../support/client/own-address.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { addToken, withTokens } from '../../support/server/tokens.ts'
import { until } from '../../support/until.ts'

const host = ownAddress()

describe.skipIf(!host)('a console that others reach', () => {
  const { server } = serverForSuite({ threads: 0, console: { host: host! } })

  const open = (): Socket => {
    const socket = connect({ port: server().server.consolePort!, host: host! })
    onTestFinished(() => void socket.destroy())
    return socket.setEncoding('utf8')
  }

  /** Sends `lines`, and gives all that comes back until the server or this side has closed. */
  async function say(...lines: string[]): Promise<string> {
    const socket = open()
    socket.end(`${lines.join('\n')}\n`)
    let heard = ''
    for await (const part of socket) heard += part
    return heard
  }

  test('answers what a token is for, and greets only then', async () => {
    const token = await addToken(server(), { name: 'looker', scopes: ['console'] })
    const heard = await say(`token ${token}`, 'uptime', 'gc')
    expect(heard).toMatch(/^Show a token first: token TEXT\nWelcome to gatehouse [\s\S]*<CMD OK>\nseconds: /)
    expect(heard).toMatch(/<CMD Error> gc: expected a token of scope operate, got one of console\n$/)
  })

  test.each(['help', 'version', 'stat', 'tokens', ''])('says nothing to %j without a token', async line => {
    expect(await say(line, 'version')).toBe('Show a token first: token TEXT\n')
  })

  test('closes after a wrong token, one for something else, and none', async () => {
    const rank = await addToken(server(), { name: 'ranker', scopes: ['rank', 'metrics'] })
    for (const token of ['token wrong', `token ${rank}`, 'token', 'token '])
      expect(await say(token, 'version')).toBe(
        'Show a token first: token TEXT\n<CMD Error> this token is not known, or not for the console\n',
      )
  })

  test('a token that is revoked is for nothing any more, in open connections too', async () => {
    const token = await addToken(server(), { name: 'gone', scopes: ['admin'] })
    const socket = open()
    let heard = ''
    socket.on('data', text => {
      heard += text
    })
    socket.write(`token ${token}\nuptime\n`)
    await until(
      () => heard,
      text => text.includes('seconds: '),
    )
    await withTokens(server(), tokens => tokens.remove('gone'))
    await until(
      () => {
        socket.write('uptime\n')
        return heard
      },
      text => text.includes('<CMD Error> this token has been revoked, or its time is over'),
    )
  })

  test('a token is neither in the log nor in the audit log', async () => {
    const token = await addToken(server(), { name: 'operator', scopes: ['operate'] })
    await say(`token ${token}`, 'gc', `nonsense ${token}`)
    expect(JSON.stringify(server().log())).not.toContain(token)
  })
})

test('wrong tokens are answered late and few: an address has ten at once, and one in five seconds', () => {
  const attempts = new Attempts()
  const tries = Array.from({ length: 30 }, () => {
    const may = attempts.mayTry('203.0.113.9')
    if (may) attempts.fail('203.0.113.9')
    return may
  })
  expect(tries.filter(Boolean)).toHaveLength(10)
})

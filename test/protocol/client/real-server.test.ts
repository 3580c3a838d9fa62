// The client against the whole server: what small-gate.ts only imitates.

import { describe, expect, test } from 'vitest'
import {
  type ClosedEvent,
  connect as connectTo,
  type GameOptions,
  type GameState,
} from '../../../protocol/client/index.ts'
import { CLOSE } from '../../../protocol/errors.ts'
import { protocol, type RoomsMessages } from '../../support/games/messages.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { workers } from '../../support/workers.ts'

const openServer = shareServers()

const connect = (url: string, options: GameOptions<RoomsMessages>) =>
  connectTo<RoomsMessages>(url, { protocol, ...options })

describe.each(workers(1))('the client and a real server, threads %i', threads => {
  test.each(['binary', 'text'] as const)(
    'logs in, signs, and hears an error by its code, over %s frames',
    async format => {
      const { url } = await openServer({ threads })
      const game = await connect(url, {
        format,
        login: request => request.login({ acc: `plays in ${format}` }),
      })
      expect(await game.request.sign()).toMatchObject({ sign_cnt: 1 })
      expect(await game.request.echo({ text: '你好' })).toEqual({ text: '你好' })
      await expect(game.request.login({ acc: 'again' })).rejects.toMatchObject({ code: 'ALREADY_LOGGED_IN' })
      expect(await game.request.logout()).toEqual({})
      await expect(game.request.sign()).rejects.toMatchObject({ code: 'NEED_LOGIN' })
      game.close()
    },
  )

  test('pushes reach the client in the format of its login', async () => {
    const { url } = await openServer({ threads })
    const games = await Promise.all(
      (['binary', 'text'] as const).map(format =>
        connect(url, { format, login: request => request.login({ acc: `hears ${format}` }) }),
      ),
    )
    const [first, second] = games as [(typeof games)[0], (typeof games)[0]]
    const heard = games.map(game => new Promise(resolve => game.on.room_message(m => resolve(m.text))))
    const { room } = await first.request.room_create({ kind: 'chat', name: 'Hall' })
    await second.request.room_join({ id: room.id })
    await second.request.room_say({ id: room.id, text: 'to both' })
    expect(await Promise.all(heard)).toEqual(['to both', 'to both'])
    for (const game of games) game.close()
  })

  test('lost, it comes back and is logged in again; replaced or kicked, it stays away', async () => {
    const server = await openServer({ threads })
    const game = await connect(server.url, { login: request => request.login({ acc: 'hanxi' }) })
    const states: GameState[] = []
    const open = new Promise<void>(resolve => {
      game.listen('state', state => {
        states.push(state)
        if (state === 'open') resolve()
      })
    })
    await (await server.watchdog()).call.kick('hanxi', CLOSE.STOPPING)
    await open
    expect(states).toEqual(['waiting', 'connecting', 'login', 'open'])
    expect(await game.request.sign()).toMatchObject({ sign_cnt: 1 })

    const closed = new Promise<ClosedEvent>(resolve => game.listen('closed', resolve))
    const other = await connect(server.url, { login: request => request.login({ acc: 'hanxi' }) })
    expect(await closed).toEqual({ code: 4001, reason: 'replaced by another login' })
    expect(game.state).toBe('closed')

    const kicked = new Promise<ClosedEvent>(resolve => other.listen('closed', resolve))
    await (await server.watchdog()).call.kick('hanxi')
    expect(await kicked).toEqual({ code: 4008, reason: 'kicked' })
    expect(other.state).toBe('closed')
  })

  test('what is larger than any server reads is not sent, and the connection goes on', async () => {
    const { url } = await openServer({ threads })
    const game = await connect(url, { login: request => request.login({ acc: 'large' }) })
    for (const format of ['binary', 'text'] as const) {
      for (const size of [5000, 16_000, 20_000, 70_000])
        await expect(game.request.echo({ text: 'x'.repeat(size) }, { format })).rejects.toMatchObject({
          code: 'MESSAGE_TOO_LARGE',
        })
      expect(() => game.send.echo({ text: '字'.repeat(6000) }, { format })).toThrow('at most 16384')
    }
    expect(await game.request.echo({ text: 'here' })).toEqual({ text: 'here' })
    game.close()
  })

  test('the clock of the server is kept', async () => {
    const { url } = await openServer({ threads })
    const game = await connect(url, { login: request => request.login({ acc: 'clock' }) })
    await new Promise(resolve => game.listen('beat', resolve))
    expect(Math.abs(game.clock.offset)).toBeLessThan(20_000)
    game.close()
  })
})

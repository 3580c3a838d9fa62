// The first connection: tried again when it is told to, ended by a signal, with errors that say where to.

import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ClosedError, connect, type RequestApi } from '../../../protocol/client/index.ts'
import { CLOSE } from '../../../protocol/errors.ts'
import { Hand, settled } from './hand.ts'
import type { SmallMessages } from './small-gate.ts'
import { keepTimeStill, letTimeGo } from './still-time.ts'

const timersOfClient = keepTimeStill()
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(1)
})

const logIn = (request: RequestApi<SmallMessages>) => request.login({ acc: 'hanxi' })

/** How `opening` has come out; undefined while it waits. */
async function outcomeOf(opening: Promise<void>): Promise<unknown> {
  let outcome: unknown
  void opening.then(
    () => {
      outcome = 'open'
    },
    error => {
      outcome = error
    },
  )
  await settled()
  return outcome
}

describe('the first connection, with retry', () => {
  test('is tried again, later each time, until it works', async () => {
    const hand = new Hand({ retry: { within: 10_000 } })
    const opening = hand.game.open()
    for (const wait of [100, 200, 400]) {
      hand.socket.drop(1006)
      vi.advanceTimersByTime(wait)
    }
    expect(hand.sockets).toHaveLength(4)
    expect(hand.waits).toEqual([100, 200, 400])
    hand.socket.open()
    await opening
    expect(hand.game.state).toBe('open')
    hand.game.close()
  })

  test('is given up when the time is over, with the last failure', async () => {
    const hand = new Hand({ retry: { within: 500 } })
    const opening = hand.game.open()
    for (const wait of [100, 200]) {
      hand.socket.drop(1006)
      vi.advanceTimersByTime(wait)
    }
    hand.socket.drop(CLOSE.STOPPING)
    await expect(opening).rejects.toMatchObject({ code: CLOSE.STOPPING })
    expect(hand.game.state).toBe('closed')
    expect(timersOfClient()).toBe(0)
  })

  test('is tried again after a login that says "later", and is rejected with that when the time is over', async () => {
    const hand = new Hand({ login: logIn, retry: { within: 150 } })
    const opening = hand.game.open()
    for (let i = 0; i < 2; i++) {
      hand.socket.open()
      await settled()
      hand.socket.fail('SERVER_FULL')
      await settled()
      if (i === 0) expect(await outcomeOf(opening)).toBeUndefined()
      vi.advanceTimersByTime(100)
    }
    await expect(opening).rejects.toMatchObject({ code: 'SERVER_FULL' })
    expect(hand.sockets).toHaveLength(2)
  })

  test.each(['BANNED', 'LOGIN_FAILED'])('is not tried again after %s', async code => {
    const hand = new Hand({ login: logIn, retry: { within: 10_000 } })
    const opening = hand.game.open()
    hand.socket.open()
    await settled()
    hand.socket.fail(code)
    await expect(opening).rejects.toMatchObject({ code })
    expect(timersOfClient()).toBe(0)
  })

  test('is not tried again where the login function has a mistake', async () => {
    const login = () => Promise.reject(new TypeError('no such field'))
    const hand = new Hand({ login, retry: { within: 10_000 } })
    const opening = hand.game.open()
    hand.socket.open()
    await expect(opening).rejects.toThrow('no such field')
    expect(hand.sockets).toHaveLength(1)
  })

  test('is not tried again where no socket can be made', async () => {
    const broken = () => {
      throw new SyntaxError('not a URL')
    }
    const hand = new Hand({ retry: { within: 10_000 } }, broken)
    await expect(hand.game.open()).rejects.toThrow('not a URL')
    expect(timersOfClient()).toBe(0)
  })

  test('is not tried again when the server has replaced it', async () => {
    const hand = new Hand({ retry: { within: 10_000 } })
    const opening = hand.game.open()
    hand.socket.drop(CLOSE.REPLACED)
    await expect(opening).rejects.toMatchObject({ code: CLOSE.REPLACED })
  })

  test('that works makes no difference to what comes later: reconnect says that', async () => {
    const hand = await new Hand({ retry: { within: 10_000 }, reconnect: false }).open()
    hand.socket.drop(1006)
    expect(hand.game.state).toBe('closed')
  })
})

describe('a signal', () => {
  test('that is aborted already makes no socket', async () => {
    const hand = new Hand({ signal: AbortSignal.abort(new Error('gone')) })
    await expect(hand.game.open()).rejects.toThrow('gone')
    expect(hand.sockets).toHaveLength(0)
  })

  test.each(['while it connects', 'while it logs in', 'while it waits to try again'])(
    'ends the first connection %s',
    async when => {
      const leaving = new AbortController()
      const hand = new Hand({ login: logIn, signal: leaving.signal, retry: { within: 10_000 } })
      const opening = hand.game.open()
      if (when.endsWith('logs in')) hand.socket.open()
      if (when.endsWith('again')) hand.socket.drop(1006)
      await settled()
      leaving.abort(new Error('the page was left'))
      await expect(opening).rejects.toThrow('the page was left')
      expect(hand.game.state).toBe('closed')
      expect(timersOfClient()).toBe(0)
      expect(hand.sockets).toHaveLength(1)
    },
  )

  test('closes a game that is open, and one that waits to come back', async () => {
    for (const isLost of [false, true]) {
      const leaving = new AbortController()
      const hand = await new Hand({ signal: leaving.signal }).open()
      if (isLost) hand.socket.drop(CLOSE.IDLE)
      leaving.abort()
      expect(hand.told.slice(-2)).toEqual(['closed', 'closed 1000'])
      expect(timersOfClient()).toBe(0)
    }
  })

  test('is not listened to any more by a game that is closed', async () => {
    const leaving = new AbortController()
    const remove = vi.spyOn(leaving.signal, 'removeEventListener')
    const hand = await new Hand({ signal: leaving.signal }).open()
    hand.game.close()
    expect(remove).toHaveBeenCalledTimes(1)
    const again = hand.game.open()
    hand.socket.open()
    await again
    leaving.abort()
    expect(hand.game.state).toBe('closed')
  })

  test('of a platform without AbortSignal may be any object like it; without a reason it is an AbortError', async () => {
    let abort: () => void = () => undefined
    const signal = {
      aborted: false,
      addEventListener: (_type: 'abort', listener: () => void) => {
        abort = listener
      },
      removeEventListener: () => undefined,
    }
    const hand = new Hand({ signal })
    const opening = hand.game.open()
    abort()
    await expect(opening).rejects.toMatchObject({
      name: 'AbortError',
      message: 'ws://hand: connecting was aborted',
    })
  })
})

describe('an error of the connection', () => {
  test('names the URL', async () => {
    letTimeGo()
    const refused = connect('ws://127.0.0.1:1')
    await expect(refused).rejects.toThrow(ClosedError)
    await expect(refused).rejects.toMatchObject({
      message: 'ws://127.0.0.1:1: the connection was lost or refused',
      url: 'ws://127.0.0.1:1',
    })
  })

  test('leaves out what may be secret in it', () => {
    const { message } = new ClosedError('wss://me:secret@play.example/gate?token=secret', 1006)
    expect(message).toBe('wss://play.example/gate: the connection was lost or refused')
  })
})

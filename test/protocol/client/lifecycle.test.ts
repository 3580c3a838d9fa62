// What happens when two things happen at once: listeners that act, logins that outlive their connection, timers and
// frames that cross. Time stands still unless a test moves it.

import { describe, expect, test, vi } from 'vitest'
import { ClosedError, type RequestApi } from '../../../protocol/client/index.ts'
import { CLOSE, CLOSES } from '../../../protocol/errors.ts'
import { Hand, settled } from './hand.ts'
import type { SmallMessages } from './small-gate.ts'
import { keepTimeStill } from './still-time.ts'

const timersOfClient = keepTimeStill()

type Login = (request: RequestApi<SmallMessages>) => Promise<unknown>
const logIn: Login = request => request.login({ acc: 'hanxi' })

/** The longest waits that the jitter allows, so that they can be told. */
const withoutJitter = () => vi.spyOn(Math, 'random').mockReturnValue(1)

describe('the waits before it connects again', () => {
  test('double from 100 ms to 5 s, and half of each is left to chance', async () => {
    const random = withoutJitter()
    const { game, waits, sockets } = await new Hand().open()
    for (let i = 0; i < 8; i++) {
      sockets.at(-1)!.drop(1006)
      vi.advanceTimersByTime(5000)
    }
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000])
    random.mockReturnValue(0)
    sockets.at(-1)!.drop(1006)
    expect(waits.at(-1)).toBe(2500)
    game.close()
  })

  test('begin anew after a connection that stood for a while, and not after one that did not', async () => {
    withoutJitter()
    const hand = await new Hand().open()
    for (const stood of [0, 4000, 6000, 6000]) {
      vi.advanceTimersByTime(stood)
      hand.socket.drop(CLOSE.IDLE)
      vi.advanceTimersByTime(400)
      hand.socket.open()
      await settled()
    }
    expect(hand.waits).toEqual([100, 200, 100, 100])
  })

  test('are over for good when another login took the account', async () => {
    const hand = await new Hand().open()
    hand.socket.drop(CLOSE.REPLACED)
    expect(hand.told.slice(-2)).toEqual(['closed', 'closed 4001'])
    expect(timersOfClient()).toBe(0)
  })

  test.each(Object.entries(CLOSES))('after close code %s are as the catalogue says', async (code, close) => {
    withoutJitter()
    const hand = await new Hand().open()
    hand.socket.drop(Number(code))
    expect(hand.waits).toEqual([{ yes: 100, later: 5000, no: undefined }[close.comesAgain]])
    expect(hand.game.state).toBe(close.comesAgain === 'no' ? 'closed' : 'waiting')
    hand.game.close()
  })

  test('are long where the server is full, and short again when it is lost otherwise', async () => {
    withoutJitter()
    const { game, waits, sockets } = await new Hand().open()
    for (const code of [4006, 4009, 4006, 4006, 4006, 4006, 1006, 1006, 4006]) {
      sockets.at(-1)!.drop(code)
      vi.advanceTimersByTime(waits.at(-1)!)
    }
    expect(waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000, 100, 200, 5000])
    game.close()
  })

  test('never come to a login whose message is too large to be sent', async () => {
    const hand = await new Hand({ login: request => request.login({ acc: 'x'.repeat(20_000) }) })
    const opening = hand.game.open()
    hand.socket.open()
    await expect(opening).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE' })
    expect(hand.sockets).toHaveLength(1)
    expect(timersOfClient()).toBe(0)
  })

  test('end when it is closed meanwhile', async () => {
    const hand = await new Hand().open()
    hand.socket.drop(CLOSE.IDLE)
    hand.game.close()
    expect(timersOfClient()).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect(hand.sockets).toHaveLength(1)
  })
})

describe('a listener that closes the game', () => {
  test('while it connects: its socket is closed and does not open any more', async () => {
    const hand = new Hand()
    hand.game.listen('state', state => state === 'connecting' && hand.game.close())
    await expect(hand.game.open()).rejects.toMatchObject({ code: 1000 })
    expect(hand.sockets.map(socket => socket.closedWith)).toEqual([[1000]])
    hand.socket.open()
    await settled()
    expect(hand.game.state).toBe('closed')
    expect(timersOfClient()).toBe(0)
  })

  test('before its login: the login is not begun', async () => {
    const login = vi.fn(logIn)
    const hand = new Hand({ login })
    hand.game.listen('state', state => state === 'login' && hand.game.close())
    const opening = hand.game.open()
    hand.socket.open()
    await expect(opening).rejects.toThrow(ClosedError)
    expect(login).not.toHaveBeenCalled()
  })

  test('when it is lost: everyone hears of the loss first, then of the end', async () => {
    const hand = await new Hand().open()
    const late: string[] = []
    hand.told.length = 0
    hand.game.listen('state', state => state === 'waiting' && hand.game.close())
    hand.listen(late)
    hand.socket.drop(CLOSE.STOPPING)
    expect(hand.told).toEqual(['waiting', 'closed 4002', 'closed', 'closed 1000'])
    expect(late).toEqual(hand.told)
    expect(hand.game.state).toBe('closed')
    expect(timersOfClient()).toBe(0)
  })

  test('and opens it again at once: it is the new connection that counts', async () => {
    const hand = await new Hand().open()
    const end = hand.game.listen('closed', () => {
      end()
      hand.game.close()
      void hand.game.open()
    })
    hand.socket.drop(CLOSE.FULL)
    hand.socket.open()
    await settled()
    expect(hand.game.state).toBe('open')
    expect(hand.sockets).toHaveLength(2)
    vi.advanceTimersByTime(60_000)
    expect(hand.game.state).toBe('open')
  })
})

describe('listeners', () => {
  test('that are ended by another one hear nothing more', async () => {
    const hand = await new Hand().open()
    const heard: string[] = []
    hand.game.listen('state', () => end())
    const end = hand.game.listen('state', state => heard.push(state))
    hand.socket.drop(CLOSE.IDLE)
    expect(heard).toEqual([])
  })

  test('that are added by another one hear only what comes after', async () => {
    const hand = await new Hand().open()
    const heard: string[] = []
    const end = hand.game.listen('state', () => {
      end()
      hand.game.listen('state', state => heard.push(state))
    })
    hand.socket.drop(CLOSE.IDLE)
    expect(heard).toEqual([])
    hand.game.close()
    expect(heard).toEqual(['closed'])
  })

  test('may be one function twice: each is ended by itself', async () => {
    const hand = await new Hand().open()
    const heard: string[] = []
    const listener = (state: string) => heard.push(state)
    const end = hand.game.listen('state', listener)
    hand.game.listen('state', listener)
    end()
    hand.game.close()
    expect(heard).toEqual(['closed'])
  })
})

describe('a socket that can not be made', () => {
  const refusing = () => {
    const world = { isDown: false }
    const hand = new Hand({}, () => {
      if (world.isDown) throw new Error('no such address')
    })
    return { world, hand }
  }

  test('rejects the opening, which may be tried again', async () => {
    const { world, hand } = refusing()
    world.isDown = true
    const refused = hand.game.open()
    await expect(refused).rejects.toThrow(ClosedError)
    await expect(refused).rejects.toThrow('no such address')
    expect(hand.told).toEqual(['closed', 'closed 1006'])
    world.isDown = false
    await hand.open()
    expect(hand.game.state).toBe('open')
  })

  test('is tried again like a loss later on', async () => {
    const { world, hand } = refusing()
    await hand.open()
    world.isDown = true
    hand.socket.drop(CLOSE.IDLE)
    vi.advanceTimersByTime(100)
    expect(hand.told.slice(-2)).toEqual(['waiting', 'closed 1006'])
    world.isDown = false
    vi.advanceTimersByTime(200)
    hand.socket.open()
    await settled()
    expect(hand.game.state).toBe('open')
  })
})

describe('a login', () => {
  test('that goes on after its connection was lost does not speak in the next one', async () => {
    const tokens: (() => void)[] = []
    const hand = new Hand({
      login: async request => {
        if (hand.sockets.length > 1) await new Promise<void>(resolve => tokens.push(resolve))
        await request.login({ acc: 'hanxi' })
      },
    })
    const opening = hand.game.open()
    hand.socket.open()
    hand.socket.reply()
    await opening
    for (let i = 0; i < 2; i++) {
      hand.socket.drop(CLOSE.STOPPING)
      vi.advanceTimersByTime(200)
      hand.socket.open()
    }
    for (const resolve of tokens) resolve()
    await settled()
    expect(hand.sockets.map(socket => socket.sent.length)).toEqual([1, 0, 1])
    hand.socket.reply()
    await settled()
    expect(hand.game.state).toBe('open')
  })

  test('speaks for its own time only', async () => {
    let kept: RequestApi<SmallMessages> | undefined
    const hand = new Hand({
      login: async request => {
        kept = request
      },
    })
    await hand.open()
    await expect(kept!.login({ acc: 'late' })).rejects.toThrow(ClosedError)
    expect(hand.socket.sent).toEqual([])
  })

  test('that fails by itself, without a word of the server, is tried again', async () => {
    let works = true
    const hand = new Hand({
      login: async () => {
        if (!works) throw new TypeError('fetch failed')
      },
    })
    await hand.open()
    works = false
    hand.socket.drop(CLOSE.STOPPING)
    vi.advanceTimersByTime(100)
    hand.socket.open()
    await settled()
    expect(hand.told.slice(-3)).toEqual(['loginFailed fetch failed', 'waiting', 'closed 1000'])
    works = true
    vi.advanceTimersByTime(200)
    hand.socket.open()
    await settled()
    expect(hand.game.state).toBe('open')
  })

  test('that the server refuses ends it, and leaves no timer', async () => {
    const hand = new Hand({ login: logIn })
    const opening = hand.game.open()
    hand.socket.open()
    hand.socket.reply()
    await opening
    hand.socket.drop(CLOSE.STOPPING)
    vi.advanceTimersByTime(100)
    hand.socket.open()
    hand.socket.fail('BANNED')
    await settled()
    expect(hand.game.state).toBe('closed')
    expect(timersOfClient()).toBe(0)
  })

  test('that is closed meanwhile rejects the opening, and its reply does nothing', async () => {
    const hand = new Hand({ login: logIn })
    const opening = hand.game.open()
    hand.socket.open()
    hand.game.close()
    await expect(opening).rejects.toMatchObject({ code: 1000 })
    hand.socket.reply()
    await settled()
    expect(hand.game.state).toBe('closed')
    expect(timersOfClient()).toBe(0)
  })
})

describe('a request', () => {
  test('that cannot be sent rejects, and leaves nothing that waits', async () => {
    const hand = await new Hand().open()
    hand.socket.broken = new Error('the socket is closing')
    await expect(hand.game.request.echo({ text: 'x' })).rejects.toThrow('the socket is closing')
    expect(timersOfClient()).toBe(0)
  })

  test('whose reply comes after its deadline has one outcome; the reply harms nothing', async () => {
    const hand = await new Hand()
    await hand.open()
    const late = hand.game.request.echo({ text: 'x' })
    vi.advanceTimersByTime(10_000)
    await expect(late).rejects.toMatchObject({ code: 'TIMEOUT' })
    hand.socket.reply({ text: 'x' })
    hand.socket.reply({ text: 'x' })
    expect(hand.told).not.toContain('error BAD_MESSAGE')
  })

  test('whose deadline is heard late, by a page that slept, still gets a reply that lies unread', async () => {
    const hand = await new Hand().open()
    const asked = hand.game.request.echo({ text: 'x' })
    const now = performance.now()
    vi.spyOn(performance, 'now').mockReturnValue(now + 60_000)
    vi.advanceTimersByTime(10_000)
    hand.socket.reply({ text: 'awake' })
    expect(await asked).toEqual({ text: 'awake' })
    expect(timersOfClient()).toBe(0)
  })

  test('whose deadline is heard late fails all the same when nothing comes', async () => {
    const hand = await new Hand().open()
    const asked = hand.game.request.echo({ text: 'x' })
    const now = performance.now()
    vi.spyOn(performance, 'now').mockReturnValue(now + 60_000)
    vi.advanceTimersByTime(11_000)
    await expect(asked).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('may wait without end', async () => {
    const hand = await new Hand().open()
    const asked = hand.game.request.echo({ text: 'x' }, { timeout: Number.POSITIVE_INFINITY })
    vi.advanceTimersByTime(3_600_000)
    hand.socket.reply({ text: 'at last' })
    expect(await asked).toEqual({ text: 'at last' })
  })

  test('is over with its connection, in whatever state that is, and no timer is left', async () => {
    const hand = await new Hand({ heartbeat: 1000 }).open()
    const asked = hand.game.request.echo({ text: 'x' })
    hand.game.close()
    await expect(asked).rejects.toThrow(ClosedError)
    await settled()
    expect(timersOfClient()).toBe(0)
  })
})

describe('a push that comes in one packet with a reply', () => {
  /** Asks, and listens when the reply is there; resolves with what was heard in the end. */
  const joined = async ({ game }: Hand, name: string, heard: string[]) => {
    await game.request.echo({ text: name })
    heard.push(name)
    game.on.news(({ text }) => heard.push(`${name} hears ${text}`))
  }

  test('is heard by who listens when the reply is there', async () => {
    const hand = await new Hand().open()
    const heard: string[] = []
    const first = joined(hand, 'a', heard)
    hand.socket.reply()
    hand.socket.push('1')
    hand.socket.push('2')
    await first
    await settled()
    expect(heard).toEqual(['a', 'a hears 1', 'a hears 2'])
  })

  test('keeps its place among all that follows', async () => {
    const hand = await new Hand().open()
    const heard: string[] = []
    void joined(hand, 'a', heard)
    hand.socket.reply()
    hand.socket.push('1')
    void joined(hand, 'b', heard)
    hand.socket.reply()
    hand.socket.push('2')
    hand.socket.receive('{')
    for (let i = 0; i < 4; i++) await settled()
    expect(heard).toEqual(['a', 'a hears 1', 'b', 'a hears 2', 'b hears 2'])
    expect(hand.told.at(-1)).toBe('error BAD_MESSAGE')
  })

  /** A connection that just got a reply and two pushes. */
  const inOnePacket = async (heard: string[]) => {
    const hand = await new Hand().open()
    hand.game.on.news(({ text }) => heard.push(text!))
    hand.game.listen('closed', ({ code }) => heard.push(String(code)))
    void hand.game.request.echo({ text: 'x' })
    hand.socket.reply()
    hand.socket.push('1')
    hand.socket.push('2')
    return hand
  }

  test('is heard before the loss of the connection', async () => {
    const heard: string[] = []
    const hand = await inOnePacket(heard)
    hand.socket.drop(CLOSE.REPLACED)
    await settled()
    expect(heard).toEqual(['1', '2', '4001'])
  })

  test('is not heard any more when the game is closed, by a listener too', async () => {
    const heard: string[] = []
    const hand = await inOnePacket(heard)
    hand.game.close()
    await settled()
    expect(heard).toEqual(['1000'])
    heard.length = 0
    const other = await inOnePacket(heard)
    other.game.on.news(() => other.game.close())
    await settled()
    expect(heard).toEqual(['1', '1000'])
  })
})

describe('the heartbeat', () => {
  test('without an answer in 3 s ends the connection, which comes back', async () => {
    const hand = await new Hand({ heartbeat: 1000 }).open()
    await vi.advanceTimersByTimeAsync(3000)
    expect(hand.told.slice(-2)).toEqual(['waiting', 'closed 1006'])
    await vi.advanceTimersByTimeAsync(100)
    hand.socket.open()
    await settled()
    expect(hand.game.state).toBe('open')
    expect(hand.socket.sent.map(({ name }) => name)).toEqual(['heartbeat'])
  })

  test('believes the quickest answer, until a clock is set', async () => {
    const { game, socket } = await new Hand({ heartbeat: 1000 }).open()
    const beat = async (ahead: number, roundTrip: number) => {
      await vi.advanceTimersByTimeAsync(roundTrip)
      socket.reply({ time: Date.now() + ahead - roundTrip / 2 })
      await vi.advanceTimersByTimeAsync(1000)
      return game.clock.offset
    }
    expect(await beat(60_000, 20)).toBe(60_000)
    expect(await beat(60_090, 200)).toBe(60_000)
    expect(await beat(5_000, 400)).toBe(5_000)
    expect(game.clock.latency).toBe(400)
    expect(game.clock.now()).toBe(Date.now() + 5_000)
  })
})

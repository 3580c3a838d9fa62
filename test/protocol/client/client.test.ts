import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  ClosedError,
  type Frame,
  type Game,
  type GameEvents,
  type GameOptions,
  type RequestApi,
  RequestError,
} from '../../../protocol/client/index.ts'
import { makeGame } from '../../../protocol/client/make-game.ts'
import { CLOSE } from '../../../protocol/errors.ts'
import { protocol, SmallGate, type SmallMessages } from './small-gate.ts'

let gate: SmallGate
let url: string
const games: Game<SmallMessages>[] = []

beforeEach(async () => {
  gate = new SmallGate()
  url = await gate.open()
})
afterEach(() => {
  for (const game of games.splice(0)) game.close()
  gate.close()
})

function make(options: GameOptions<SmallMessages> = {}): Game<SmallMessages> {
  const game = makeGame<SmallMessages>(url, { protocol, heartbeat: 0, ...options })
  games.push(game)
  return game
}

async function connected(options: GameOptions<SmallMessages> = {}): Promise<Game<SmallMessages>> {
  const game = make(options)
  await game.open()
  return game
}

/** The next event of the kind for which `fits` holds. */
function next<E extends keyof GameEvents>(
  game: Game<SmallMessages>,
  event: E,
  fits: (value: GameEvents[E]) => boolean = () => true,
): Promise<GameEvents[E]> {
  return new Promise(resolve => {
    const end = game.listen(event, value => {
      if (!fits(value)) return
      end()
      resolve(value)
    })
  })
}

const logIn = (request: RequestApi<SmallMessages>) => request.login({ acc: 'hanxi' })

describe.each(['binary', 'text'] as const)('a game over %s frames', format => {
  test('asks and gets the reply', async () => {
    const game = await connected({ format })
    expect(await game.request.login({ acc: 'hanxi' })).toEqual({ uid: 'uid of hanxi' })
  })

  test('many requests at once each get their own reply', async () => {
    const game = await connected({ format })
    const texts = Array.from({ length: 200 }, (_, n) => `text ${n}`)
    const replies = await Promise.all(texts.map(text => game.request.echo({ text })))
    expect(replies.map(reply => reply.text)).toEqual(texts)
  })

  test('binary data comes back as it went', async () => {
    const game = await connected({ format })
    const data = Uint8Array.from({ length: 300 }, (_, n) => n)
    expect(await game.request.blob({ data, big: 2 ** 50 })).toEqual({ data, big: 2 ** 50 })
  })

  test('an error of the server is a RequestError with its code', async () => {
    gate.refuse = 'BANNED'
    const game = await connected({ format })
    const refused = game.request.login({ acc: 'hanxi' })
    await expect(refused).rejects.toThrow(RequestError)
    await expect(refused).rejects.toMatchObject({
      code: 'BANNED',
      request: 'login',
      message: 'said the test',
    })
  })

  test('a push reaches its listeners until they end', async () => {
    const game = await connected({ format })
    const seen: unknown[] = []
    const end = game.on.news(body => seen.push(body.text))
    await game.request.announce({ text: 'one' })
    end()
    await game.request.announce({ text: 'two' })
    expect(seen).toEqual(['one'])
  })

  test('a body that does not fit is refused here, naming the path, and nothing is sent', async () => {
    const game = await connected({ format })
    await expect(game.request.echo({ text: 5 as never })).rejects.toThrow(/^text: /)
    expect(gate.heard).toEqual([])
  })

  test('send does not wait for an answer', async () => {
    const game = await connected({ format })
    game.send.silent({ text: 'psst' })
    await game.request.echo({ text: 'after' })
    expect(gate.heard).toEqual(['silent:psst', 'echo:after'])
  })

  test('a request without a response is over when the server has confirmed it', async () => {
    const game = await connected({ format })
    expect(await game.request.announce({ text: 'x' })).toBeUndefined()
  })
})

describe('a game', () => {
  test('one request may use another format than the rest', async () => {
    const frames: Frame[] = []
    const game = await connected({ trace: frame => frames.push(frame) })
    await game.request.echo({ text: 'a' }, { format: 'text' })
    await game.request.echo({ text: 'b' })
    expect(frames.map(frame => typeof frame.data)).toEqual(['string', 'string', 'object', 'object'])
  })

  test('a request without a reply fails with TIMEOUT', async () => {
    const game = await connected()
    const late = game.request.silent({ text: 'x' }, { timeout: 20 })
    await expect(late).rejects.toMatchObject({ name: 'RequestError', code: 'TIMEOUT' })
    expect(await game.request.echo({ text: 'still here' })).toEqual({ text: 'still here' })
  })

  test('a request that waits when the connection ends fails with the close code', async () => {
    const game = await connected()
    const waiting = game.request.silent({ text: 'x' })
    gate.closeAll(CLOSE.STOPPING)
    await expect(waiting).rejects.toThrow(ClosedError)
    await expect(waiting).rejects.toMatchObject({ code: CLOSE.STOPPING })
  })

  test('a request before the connection is open fails at once', async () => {
    const game = make()
    await expect(game.request.echo({ text: 'x' })).rejects.toThrow(ClosedError)
    expect(() => game.send.echo({ text: 'x' })).toThrow(ClosedError)
  })

  test('nobody listening: the first try rejects and is not repeated', async () => {
    url = 'ws://127.0.0.1:1'
    const game = make()
    const closed = next(game, 'closed')
    await expect(game.open()).rejects.toThrow(ClosedError)
    expect(await closed).not.toHaveProperty('retryIn')
    expect(game.state).toBe('closed')
  })

  test('a lost connection comes back, logs in again, and tells so', async () => {
    const game = await connected({ login: logIn })
    const states: string[] = []
    game.listen('state', state => states.push(state))
    const closed = next(game, 'closed')
    const open = next(game, 'state', state => state === 'open')
    gate.closeAll(CLOSE.STOPPING)
    const event = await closed
    expect(event).toMatchObject({ code: 4002, reason: 'the server is stopping, connect again' })
    expect(event.retryIn).toBeGreaterThanOrEqual(50)
    expect(event.retryIn).toBeLessThanOrEqual(100)
    await open
    expect(states).toEqual(['waiting', 'connecting', 'login', 'open'])
    expect(gate.heard).toEqual(['login:hanxi', 'login:hanxi'])
    expect(await game.request.echo({ text: 'back' })).toEqual({ text: 'back' })
  })

  test('it keeps trying, later each time, until the server is there again', async () => {
    const game = await connected({ login: logIn, socket: () => new WebSocket(url) })
    const waits: number[] = []
    game.listen('closed', event => waits.push(event.retryIn!))
    const third = next(game, 'closed', () => waits.length === 3)
    gate.close()
    await third
    gate = new SmallGate()
    const open = next(game, 'state', state => state === 'open')
    url = await gate.open()
    await open
    const [first, second, last] = waits as [number, number, number]
    expect([first <= 100, second > first / 2, second <= 200, last <= 400, last >= 200]).not.toContain(false)
  })

  test('replaced by another login it stays away', async () => {
    const game = await connected({ login: logIn })
    const closed = next(game, 'closed')
    gate.closeAll(CLOSE.REPLACED)
    expect(await closed).toEqual({ code: 4001, reason: 'replaced by another login' })
    expect(game.state).toBe('closed')
  })

  test('closed by its own side it stays closed, also while it waits to come back', async () => {
    const game = await connected()
    const waiting = next(game, 'state', state => state === 'waiting')
    gate.closeAll(CLOSE.IDLE)
    await waiting
    game.close()
    expect(game.state).toBe('closed')
    await game.open()
    expect(game.state).toBe('open')
  })

  test('a login that is refused for good ends it; one that may work later is tried again', async () => {
    const game = await connected({ login: logIn })
    gate.refuse = 'TRY_AGAIN'
    const failed = next(game, 'loginFailed')
    gate.closeAll(CLOSE.STOPPING)
    expect(await failed).toMatchObject({ code: 'TRY_AGAIN' })
    gate.refuse = 'BANNED'
    const closed = next(game, 'closed', event => event.retryIn === undefined)
    expect(await next(game, 'loginFailed')).toMatchObject({ code: 'BANNED' })
    await closed
    expect(game.state).toBe('closed')
  })

  test('a first login that is refused rejects the opening with its code', async () => {
    gate.refuse = 'LOGIN_FAILED'
    await expect(connected({ login: logIn })).rejects.toMatchObject({ code: 'LOGIN_FAILED' })
  })

  test('heartbeats keep the clock of the server', async () => {
    gate.clockAhead = 60_000
    const game = make({ heartbeat: 10 })
    const beat = next(game, 'beat')
    await game.open()
    await beat
    // Half of the way there and back is not known, which is long on a busy machine.
    expect(Math.abs(game.clock.offset - 60_000)).toBeLessThan(20_000)
    expect(Math.abs(game.clock.now() - Date.now() - 60_000)).toBeLessThan(20_000)
    expect(game.clock.latency).toBeGreaterThan(0)
  })

  test('a frame that cannot be read is an error event and harms nothing', async () => {
    const game = await connected()
    const error = next(game, 'error')
    game.send.garbage()
    expect(await error).toMatchObject({ code: 'BAD_MESSAGE' })
    expect(await game.request.echo({ text: 'fine' })).toEqual({ text: 'fine' })
  })

  test('a listener that throws does not keep the others from hearing', async () => {
    const game = await connected()
    const uncaught = new Promise(resolve => process.once('uncaughtException', resolve))
    const seen: unknown[] = []
    game.on.news(() => {
      throw new Error('a bug of the listener')
    })
    game.on.news(body => seen.push(body.text))
    await game.request.announce({ text: 'one' })
    expect(seen).toEqual(['one'])
    expect(await uncaught).toMatchObject({ message: 'a bug of the listener' })
  })

  test('the trace sees every frame with what it says, and a reply with how long it took', async () => {
    const frames: Frame[] = []
    const game = await connected({ trace: frame => frames.push(frame) })
    await game.request.echo({ text: 'x' })
    await game.request.silent({}, { timeout: 10 }).catch(() => undefined)
    expect(frames).toMatchObject([
      { direction: 'sent', kind: 'request', name: 'echo', session: 1, body: { text: 'x' } },
      { direction: 'received', kind: 'reply', name: 'echo', session: 1, latency: expect.any(Number) },
      { direction: 'sent', kind: 'request', name: 'silent', session: 2 },
      { direction: 'received', kind: 'failed', name: 'silent', error: { code: 'TIMEOUT' }, data: '' },
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineGameOf, defineRole, gameKit } from '../../server/kit/index.ts'
import { duelProtocol } from '../support/games/duel.ts'
import { serverForTest } from '../support/server/server-for-test.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { workers } from '../support/workers.ts'
import { duelists, duelSettings } from './support/duelist.ts'
import { refusal } from './support/hall.ts'

const share = shareServers()

describe.each(workers(1))('messages of a kind of rooms, with %i workers', threads => {
  const open = () => share(duelSettings({ threads }))

  test('go to the room they name, else to the only one of the kind', async () => {
    const [amy, ben] = await duelists(await open(), 'amy', 'ben')
    expect(await refusal(amy!.ask('spend', { gold: 1 }))).toBe('NOT_IN_ROOM')
    const { id: one } = await amy!.ask('open', { kind: 'duel', stake: 1 })
    expect(await amy!.ask('spend', { gold: 1 })).toEqual({ gold: 1 })
    const { id: two } = await amy!.ask('open', { kind: 'duel', stake: 1 })
    expect(await refusal(amy!.ask('spend', { gold: 1 }))).toBe('BAD_MESSAGE')
    for (const room of [one, two]) expect(await amy!.ask('spend', { room, gold: 1 })).toEqual({ gold: 1 })
    expect(await refusal(ben!.ask('spend', { room: one, gold: 1 }))).toBe('NOT_IN_ROOM')
  })

  test('are refused for a room of another kind', async () => {
    const [cat] = await duelists(await open(), 'cat')
    const { id: room } = await cat!.ask('open', { kind: 'vault' })
    expect(await refusal(cat!.ask('spend', { room, gold: 1 }))).toBe('BAD_MESSAGE')
  })

  test('have rates of their own, of each player, which texts do not touch', async () => {
    const [dee, eve] = await duelists(await open(), 'dee', 'eve')
    const { id: room } = await dee!.ask('open', { kind: 'duel', stake: 1 })
    await eve!.ask('join', { id: room })
    const waves = (player: typeof dee) => refusal(player!.ask('wave', { room }))
    expect([await waves(dee), await waves(dee), await waves(dee), await waves(dee)]).toEqual([
      'none',
      'none',
      'none',
      'RATE_LIMITED',
    ])
    expect(await waves(eve)).toBe('none')
    const { id } = await dee!.ask('open', { kind: 'chat' })
    const say = () => refusal(dee!.ask('say', { id, text: 'hello' }))
    expect([await say(), await say()]).toEqual(['none', 'RATE_LIMITED'])
    expect(await refusal(dee!.ask('spend', { room, gold: 1 }))).toBe('none')
  })

  test('may have a handler of the game before the room', async () => {
    const [fay] = await duelists(await open(), 'fay')
    const { id: room } = await fay!.ask('open', { kind: 'duel', stake: 1 })
    expect(await refusal(fay!.ask('checked', {}))).toBe('NOT_ALLOWED')
    expect(await fay!.ask('checked', { room })).toEqual({ number: 1 })
  })

  test('texts reach kinds that talk only', async () => {
    const [gus] = await duelists(await open(), 'gus')
    const { id } = await gus!.ask('open', { kind: 'duel', stake: 1 })
    expect(await refusal(gus!.ask('say', { id, text: 'hello' }))).toBe('NOT_ALLOWED')
  })

  test('players open what is open to them, with the options that the kind takes', async () => {
    const [hal] = await duelists(await open(), 'hal')
    expect(await refusal(hal!.ask('open', { kind: 'closed' }))).toBe('NOT_ALLOWED')
    expect(await refusal(hal!.ask('open', { kind: 'constructor' }))).toBe('NOT_ALLOWED')
    const wrong = hal!.ask('open', { kind: 'duel', stake: 0 })
    await expect(wrong).rejects.toMatchObject({
      code: 'BAD_MESSAGE',
      message: expect.stringContaining('options.stake: '),
    })
  })
})

test('what the game itself asks for in vain is its own error, not the client’s', async () => {
  const server = await serverForTest(duelSettings())
  const [ida] = await duelists(server, 'ida')
  for (const what of ['kind', 'options']) expect(await refusal(ida!.ask('wrong', { what }))).toBe('INTERNAL')
  expect(server.complaints().map(({ err }) => (err as { message: string }).message)).toEqual([
    'kind: expected one of duel, vault, chat, closed, got "nothing"',
    expect.stringContaining('room of the kind duel: options.stake: '),
  ])
})

describe('a game is refused', () => {
  const { defineRoom, Room } = gameKit<{ role: never }>()
  class Place extends Room {}
  const gameOf = (rooms: object) =>
    defineGameOf({
      role: defineRole({ schema: z.object({}) }),
      protocol: duelProtocol,
      latestWins: new Set(),
      guest: {},
      handlers: {},
      rooms: rooms as never,
    })
  const kind = (name: string) => defineRoom({ room: Place, messages: { [name]: () => ({}) } as never })

  test('when two kinds claim one message, or one that there is not', () => {
    expect(() => gameOf({ one: kind('wave'), two: kind('wave') })).toThrow(
      'rooms.two.messages.wave: expected a message of one kind, got one of one too',
    )
    expect(() => gameOf({ one: kind('waves') })).toThrow(
      /^rooms\.one\.messages\.waves: expected a request .*; run npm run protocol /,
    )
  })

  test('when a rate is none', () => {
    const wave = { rate: 0, burst: 1, run: () => ({}) }
    expect(() => defineRoom({ room: Place, messages: { wave } as never })).toThrow(
      'messages.wave: expected a rate',
    )
  })
})

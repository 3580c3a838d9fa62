// What operators do to a server, each command over a socket: what it says, and what has come of it.

import { describe, expect, test } from 'vitest'
import { Service } from '../../../server/core/service/service.ts'
import { refusal, shareGame, until } from '../../kit/index.ts'
import { askConsole, ConsoleClient, ConsoleError } from '../../support/server/console-client.ts'
import { workers } from '../../support/workers.ts'

describe.each(workers(1))('with %i workers', threads => {
  const game = shareGame({ threads })
  const ask = <T>(line: string) => askConsole<T>(game().server.consolePort!, line)
  const reason = (line: string) =>
    ask(line).then(
      () => 'none',
      error => (error instanceof ConsoleError ? error.message : Promise.reject(error)),
    )
  const closed = (acc: string) =>
    until(
      () => ask<{ online: boolean }>(`player ${acc}`),
      ({ online }) => !online,
    )

  test('a player who is kicked is saved and out', async () => {
    const ann = await game().player('ann')
    await ann.request.sign()
    expect(await ask('kick ann')).toEqual({ kicked: 'ann', uid: ann.uid })
    await closed('ann')
    expect(await game().role('ann')).toMatchObject({ sign_cnt: 1 })
    expect(await reason('kick ann')).toBe('there is no account and no uid ann online')
  })

  test('a banned account stays out until it is unbanned', async () => {
    const bob = await game().player('bob')
    expect(await ask(`ban ${bob.uid} 30 insulted "everybody"`)).toMatchObject({ banned: 'bob' })
    await closed('bob')
    await expect(game().player('bob')).rejects.toMatchObject({ code: 'BANNED' })
    const [ban] = (await ask<{ rows: { until: string }[] }>('bans')).rows
    expect(ban).toMatchObject({ account: 'bob', reason: 'insulted "everybody"' })
    expect(Date.parse(ban!.until)).toBeGreaterThan(Date.now())
    await ask('unban bob')
    await game().player('bob')
    expect(await reason('unban bob')).toBe('the account bob is not banned')
    expect(await reason('ban bob never')).toMatch(
      /^minutes: expected a number, got "never"; usage: ban PLAYER/,
    )
  })

  test('an account that nobody has yet can be banned, for good', async () => {
    expect(await ask('ban mallory')).toEqual({ banned: 'mallory', until: 'for good' })
    await expect(game().player('mallory')).rejects.toMatchObject({ code: 'BANNED' })
    await ask('unban mallory')
  })

  test('a player who is muted says nothing in any room', async () => {
    const cid = await game().player('cid')
    const { room } = await cid.request.room_create({ name: 'den' })
    expect(await ask('mute cid 5')).toMatchObject({
      uid: cid.uid,
      muted: expect.stringContaining('until 20'),
    })
    const say = () => refusal(cid.request.room_say({ id: room.id, text: 'hi' }))
    await until(say, code => code === 'MUTED')
    expect(await ask('mute cid 0')).toMatchObject({ muted: 'no more' })
    await until(say, code => code === 'none')
  })

  test('a push reaches one player, or everybody', async () => {
    const [dan, eve] = await game().players('dan', 'eve')
    const word = { uid: '0', acc: 'operator', text: 'restart at noon', time: 1 }
    expect(await ask(`push dan whispered ${JSON.stringify(word)}`)).toEqual({
      pushed: 'whispered',
      account: 'dan',
    })
    expect(await dan!.push('whispered')).toMatchObject({ text: 'restart at noon' })
    expect(await ask(`push * whispered ${JSON.stringify(word)}`)).toEqual({ players: 2 })
    expect(await eve!.push('whispered')).toMatchObject({ acc: 'operator' })
  })

  test.each([
    ['a request', 'push dan sign {}', 'message: expected a push of the schema, got sign'],
    ['what is no JSON', 'push dan whispered {text}', 'body: expected JSON, got '],
    ['a body that does not fit', 'push dan whispered {"text":5}', 'body: '],
    ['nobody', 'push nobody whispered {}', 'there is no account and no uid nobody online'],
  ])('a push is refused for %s', async (_, line, text) => {
    expect(await reason(line)).toContain(text)
  })

  test('saving waits until everything is stored', async () => {
    const fay = await game().player('fay')
    await fay.request.sign()
    expect(await ask('save fay')).toEqual({ saved: 'fay' })
    expect(await game().store.stores.roles.find({ acc: 'fay' })).toMatchObject({ sign_cnt: 1 })
    await ask('save')
    expect(await reason('save nobody')).toContain('nobody online')
  })

  test('a service is called by its name and by its address', async () => {
    await game().player('gil')
    const found = await ask<{ agent: number }>('call .watchdog find {"account":"gil"}')
    expect(found).toMatchObject({ account: 'gil' })
    expect(await ask(`player gil`)).toMatchObject({ role: {}, online: true })
    await until(
      () => ask<{ total: number }>('call .watchdog players [0,10]'),
      ({ total }) => total === 1,
    )
    const { agent } = (await ask<{ rows: { agent: string }[] }>('players')).rows[0]!
    await ask(`send ${agent} leave [4008]`)
    await closed('gil')
    expect(await reason(`call ${agent} leave`)).toBe('the service has ended or never existed')
  })

  test.each([
    [
      'a service that is misspelt',
      'call .watchdgo count',
      'address: there is no service .watchdgo; did you mean .watchdog?',
    ],
    ['an address of nothing', 'call :9.00000999 count', 'the service has ended or never existed'],
    ['a command that is none', 'call .watchdog frobnicate', 'the service has no such command'],
    ['arguments that are no JSON', 'call .watchdog find {', 'args: expected JSON, got '],
  ])('a call is refused for %s', async (_, line, text) => {
    expect(await reason(line)).toContain(text)
  })

  test('what a service keeps to itself is no command of the console either', async () => {
    class Vault extends Service {
      private _open(): string {
        return 'gold'
      }

      look(): string {
        return this._open()
      }
    }
    const vault = await game().server.node.launch(Vault, undefined, { name: '.vault' })
    expect(await ask('call .vault look')).toEqual({ result: 'gold' })
    expect(await reason('call .vault _open')).toContain('the service has no such command')
    await game().server.node.end(vault)
  })

  test('a service of the game can be killed, one of the kit can not', async () => {
    const hal = await game().player('hal')
    const { room } = await hal.request.room_create({ name: 'attic' })
    const { rows } = await ask<{ rows: { id: string; address: string }[] }>('rooms')
    const { address } = rows.find(({ id }) => id === room.id)!
    expect(await ask(`kill ${address} --now`)).toEqual({ ended: `the room ${room.id}` })
    expect(await hal.push('room_closed')).toEqual({ room: room.id, reason: 'lost' })
    expect(await reason(`kill ${address}`)).toBe('the service has ended or never existed')
    const next = await hal.request.room_create({ name: 'cellar' })
    const again = await ask<{ rows: { id: string; address: string }[] }>('rooms')
    await ask(`kill ${again.rows.find(({ id }) => id === next.room.id)!.address}`)
    expect(await hal.push('room_closed', 2)).toEqual({ room: next.room.id, reason: 'closed' })
    expect(await reason('kill .watchdog')).toContain('.watchdog is needed by the server')
    const { agent } = (await ask<{ rows: { agent: string }[] }>('players')).rows[0]!
    expect(await reason(`kill ${agent}`)).toContain('kick it instead')
    expect(await reason('kill :1.00000001')).toContain('expected a service of the game')
  })

  test('no service of the kit can be killed, under whatever name it runs', async () => {
    const names = Object.keys(await game().server.node.names())
    for (const name of names.filter(each => each !== '.vault'))
      expect(await reason(`kill ${name}`)).toContain(`${name} is needed by the server`)
  })

  test('garbage is collected on every thread', async () => {
    const rows = await ask<Record<string, number>[]>('gc')
    expect(rows.map(({ thread }) => thread)).toEqual([...new Set([0, ...game().server.node.slots])])
    for (const { before, after, freed } of rows) expect(before! - after!).toBeCloseTo(freed!)
    expect(await ask('gc 0')).toHaveLength(1)
    expect(await reason('gc 9')).toBe('thread: there is no thread 9')
  })

  test('tables are built again, and go back', async () => {
    expect(await ask('tables replace')).toMatch(/^version \d+/)
    const [first] = await ask<{ version: number }[]>('tables versions')
    expect(await ask(`tables rollback ${first!.version}`)).toMatch(/^version \d+/)
    expect(await reason('tables rollback 999')).toContain('no version 999 of the tables is kept')
  })

  test('a board is emptied', async () => {
    const ida = await game().player('ida')
    await ida.request.sign()
    const sign = async () =>
      (await ask<{ name: string; entries: number }[]>('boards')).find(({ name }) => name === 'sign')!
    const { entries } = await sign()
    expect(await ask('boards reset sign')).toEqual({ board: 'sign', dropped: entries })
    expect((await sign()).entries).toBe(0)
    expect(await reason('boards reset sing')).toBe('name: there is no board sing, did you mean sign?')
  })

  test('a drain that is given up lets players in again', async () => {
    const jim = await game().player('jim')
    const operator = await ConsoleClient.open(game().server.consolePort!)
    const drained = operator.parts('drain --wait 600', () => operator.say(''))
    await expect(drained).rejects.toThrow('given up: players are let in again')
    operator.close()
    expect(await refusal(jim.request.sign())).toBe('none')
    await game().player('kim')
  })

  test('a drain that stays lets nobody in, saves everything and closes the clients with 4002', async () => {
    const lea = await game().player('lea')
    game().store.fail()
    await lea.request.sign()
    const parts: { players: number; unsaved: number }[][] = []
    const operator = await ConsoleClient.open(game().server.consolePort!)
    const drained = operator.parts('drain --stay', part => {
      parts.push(part as never)
      game().store.heal()
    })
    const [last] = (await drained).slice(-1)
    operator.close()
    expect(parts[0]).toEqual([{ players: 1, unsaved: 1, oldest: expect.any(Number) }])
    expect(last).toEqual({ players: 0, unsaved: 0, oldest: 0, next: 'stop the server, or undrain it' })
    expect(game().server.node.state).toBe('draining')
    await expect(game().player('mia')).rejects.toMatchObject({ code: 'TRY_AGAIN' })
    expect(await game().store.stores.roles.find({ acc: 'lea' })).toMatchObject({ sign_cnt: 1 })
    expect(await ask('undrain')).toBe('players are let in')
    await game().player('mia')
  })
})

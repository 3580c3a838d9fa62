import { describe, expect, test } from 'vitest'
import { refusal, shareGame, startGame, until } from '../../kit/index.ts'
import type { RawClient } from '../../support/client/raw-client.ts'
import { type Clerk, MOST_GOLD, VAULTS, Vault } from '../../support/games/vaults.ts'
import { workers } from '../../support/workers.ts'

describe.each(workers(1))('with %i threads, gold that is sent', threads => {
  const game = shareGame({ game: VAULTS, threads })
  const clerk = () => game().service<Clerk>('.clerk')
  const open = (id: string) => game().server.node.open(Vault, id)

  async function vaultWith(id: string, gold: number) {
    await (await clerk()).call.create(id, { gold })
    return open(id)
  }

  async function player(acc: string) {
    const client = await game().connect()
    const { uid } = (await client.login(acc)) as { uid: string }
    return { client, uid }
  }

  const goldOf = async (id: string) => (await (await open(id)).call.look()).gold
  const purse = async (client: RawClient) =>
    (await client.ask('cs_purse', {})).data as { gold: number; notes?: string[] }

  /** Resolves when it is so. */
  const comes = (look: () => Promise<number>, gold: number) => until(look, found => found === gold)

  test('goes from one document to another', async () => {
    const from = await vaultWith('from', 10)
    await vaultWith('to', 1)
    await from.call.give({ kind: 'vault', id: 'to' }, 7)
    await comes(() => goldOf('to'), 8)
    expect(await goldOf('from')).toBe(3)
  })

  test('goes through a document that sends it on', async () => {
    const from = await vaultWith('first', 10)
    await vaultWith('between', 0)
    await vaultWith('last', 0)
    await from.call.pass('between', { kind: 'vault', id: 'last' }, 4)
    await comes(() => goldOf('last'), 4)
    expect(await (await open('between')).call.look()).toMatchObject({ gold: 0, notes: ['passed 4'] })
  })

  test('goes to a role that is online and to one that is not, and from roles to documents and roles', async () => {
    const vault = await vaultWith('bank', 100)
    const [here, gone] = [await player(`here ${threads}`), await player(`gone ${threads}`)]
    await gone.client.ask('cs_logout', {})
    for (const { uid } of [here, gone]) await vault.call.give({ role: uid }, 30)
    await comes(async () => (await purse(here.client)).gold, 30)
    await here.client.ask('cs_give', { vault: 'bank', gold: 10 })
    await comes(() => goldOf('bank'), 50)
    await here.client.ask('cs_give', { uid: gone.uid, gold: 5 })
    const { stores } = game().store
    await comes(async () => Number((await stores.roles.find({ uid: gone.uid }))!.gold), 35)
    expect((await purse(here.client)).gold).toBe(15)
  })

  test('goes to the player whose handler has asked for it', async () => {
    await vaultWith('asked', 9)
    const { client } = await player(`asks ${threads}`)
    await client.ask('cs_take', { vault: 'asked', gold: 9 })
    await comes(async () => (await purse(client)).gold, 9)
  })

  test('and that the receiver refuses comes back, once, and leaves nothing there', async () => {
    const rich = await vaultWith('rich', 5000)
    await vaultWith('modest', 0)
    await rich.call.give({ kind: 'vault', id: 'modest' }, MOST_GOLD + 1)
    await comes(() => goldOf('rich'), 5000)
    const { uid, client } = await player(`modest ${threads}`)
    await rich.call.give({ role: uid }, MOST_GOLD + 2)
    await until(
      () => rich.call.look(),
      ({ notes }) => notes.length === 2,
    )
    expect(await rich.call.look()).toMatchObject({
      gold: 5000,
      notes: ['1001 back: NOT_ALLOWED', '1002 back: NOT_ALLOWED'],
    })
    expect([await goldOf('modest'), (await purse(client)).gold]).toEqual([0, 0])
  })

  test('and that nobody can take comes back too', async () => {
    const vault = await vaultWith('lonely', 10)
    await vault.call.give({ kind: 'vault', id: 'nowhere' }, 1)
    await vault.call.give({ role: '1' }, 2)
    await vault.call.give({ kind: 'dragon', id: 'x' }, 3)
    const { gold, notes } = await until(
      () => vault.call.look(),
      ({ notes }) => notes.length === 3,
    )
    expect([...notes].sort()).toEqual([1, 2, 3].map(each => `${each} back: DOCUMENT_NOT_FOUND`))
    expect(gold).toBe(10)
  })

  test('that comes back and that nothing takes waits until the game declares what does', async () => {
    const vault = await vaultWith('giver', 10)
    await vaultWith('deaf', 0)
    await vault.call.give({ kind: 'vault', id: 'deaf' }, 4, 'unheard')
    const documents = await game().store.stores.documents.open('vault')
    const waiting = await until(
      async () => (await documents.outboxes(['deaf'])).get('deaf') ?? [],
      ({ length }) => length > 0,
    )
    expect(waiting.map(({ to }) => to)).toEqual(['document/vault/giver'])
    expect(waiting[0]!.body).toContain('nothing receives')
    expect(await goldOf('giver')).toBe(6)
  })

  test('from a role comes back to it, though it has left', async () => {
    const { client, uid } = await player(`leaves ${threads}`)
    await client.ask('cs_earn', { gold: 10 })
    await client.ask('cs_give', { vault: 'nowhere at all', gold: 10 })
    await client.ask('cs_logout', {})
    const { stores } = game().store
    const found = await until(
      async () => (await stores.roles.find({ uid }))!,
      ({ notes }) => (notes as string[] | undefined)?.length === 1,
    )
    expect(found).toMatchObject({ gold: 10, notes: ['10 back: DOCUMENT_NOT_FOUND'] })
  })

  test('by an edit goes with it, and not at all when the edit fails', async () => {
    await vaultWith('edited from', 10)
    await vaultWith('edited to', 0)
    const { call } = await clerk()
    await call.editAndGive('edited from', { kind: 'vault', id: 'edited to' }, 6)
    await comes(() => goldOf('edited to'), 6)
    expect(await refusal(call.editAndGive('edited from', { kind: 'vault', id: 'edited to' }, 6))).not.toBe(
      'none',
    )
    expect(await goldOf('edited from')).toBe(4)
  })

  test('by a document that is removed then arrives all the same', async () => {
    const vault = await vaultWith('dissolves', 12)
    await vaultWith('heir', 0)
    await vault.call.dissolve({ kind: 'vault', id: 'heir' })
    await comes(() => goldOf('heir'), 12)
    await until(
      async () => (await clerk()).call.exists('dissolves'),
      exists => !exists,
    )
  })

  test('that comes back to a document which was removed is named in the log, with what it was', async () => {
    const vault = await vaultWith('gone', 12)
    await vault.call.dissolve({ kind: 'vault', id: 'nobody' })
    const lost = () =>
      game()
        .complaints()
        .filter(({ vault }) => vault === 'gone')
    const [line] = await until(lost, ({ length }) => length > 0)
    expect(line).toMatchObject({ refusedBy: 'document/vault/nobody', move: 'gold', body: { gold: 12 } })
  })
})

test('a move that a bug keeps from being taken waits, and holds up no other receiver', async () => {
  const game = await startGame({ game: VAULTS })
  const { call } = await game.service<Clerk>('.clerk')
  for (const id of ['sender', 'buggy', 'sound']) await call.create(id, { gold: 10 })
  const open = (id: string) => game.server.node.open(Vault, id)
  const sender = await open('sender')
  await sender.call.give({ kind: 'vault', id: 'buggy' }, 1, 'bug')
  await sender.call.give({ kind: 'vault', id: 'sound' }, 1)
  await until(
    async () => (await (await open('sound')).call.look()).gold,
    gold => gold === 11,
  )
  const store = await game.store.stores.documents.open('vault')
  await until(
    async () => (await store.outboxes(['sender'])).get('sender')?.map(({ to }) => to),
    to => JSON.stringify(to) === '["document/vault/buggy"]',
  )
  expect((await (await open('buggy')).call.look()).gold).toBe(10)
})

test('while the store fails nothing is lost, and everything arrives once when it is back', async () => {
  const game = await startGame({ game: VAULTS })
  const { call } = await game.service<Clerk>('.clerk')
  await call.create('one', { gold: 100 })
  await call.create('two', { gold: 100 })
  const [one, two] = await Promise.all(['one', 'two'].map(id => game.server.node.open(Vault, id)))
  game.store.fail()
  for (let i = 0; i < 10; i++) {
    await one!.call.give({ kind: 'vault', id: 'two' }, i)
    await two!.call.give({ kind: 'vault', id: 'one' }, 2 * i)
  }
  game.store.heal()
  await until(
    async () => [(await one!.call.look()).gold, (await two!.call.look()).gold],
    ([first, second]) => first === 145 && second === 55,
  )
})

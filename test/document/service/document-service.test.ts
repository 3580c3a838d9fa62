import { describe, expect, test } from 'vitest'
import type { DocumentDirectory } from '../../../server/document/directory/document-directory.ts'
import { kindsOf } from '../../../server/document/service/kinds-of.ts'
import type { ThreadDocuments } from '../../../server/document/service/thread-documents.ts'
import { refusal, shareGame, startGame, until } from '../../kit/index.ts'
import type { Clerk } from '../../support/games/vaults.ts'
import { VAULTS, Vault } from '../../support/games/vaults.ts'
import { askConsole } from '../../support/server/console-client.ts'
import { workers } from '../../support/workers.ts'

describe.each(workers(2))('with %i threads, a document of a service', threads => {
  const game = shareGame({ game: VAULTS, threads })
  const open = (id: string) => game().server.node.open(Vault, id)
  const clerk = () => game().service<Clerk>('.clerk')

  test('is made, found by its id from any thread, and there once', async () => {
    const { call } = await clerk()
    expect([await call.create('a', { gold: 5 }), await call.create('a', { gold: 9 })]).toEqual([true, false])
    expect([await call.exists('a'), await call.exists('nowhere')]).toEqual([true, false])
    const [one, other] = await Promise.all([open('a'), open('a')])
    expect(one.address).toBe(other.address)
    await one.call.grow(2)
    expect(await call.grow('a', 1)).toBe(3)
    expect(await other.call.look()).toEqual({ id: 'a', gold: 5, level: 3, notes: [] })
  })

  test('is there once, also where its thread is asked again because the answer was not waited for', async () => {
    await (await clerk()).call.create('asked')
    const directory = await game().service<DocumentDirectory>('.documents')
    const slot = await directory.call.slotOf('vault', 'asked')
    const { call } = await game().service<ThreadDocuments>(`.documents/${slot}`)
    const [one, other] = await Promise.all([call.open('vault', 'asked'), call.open('vault', 'asked')])
    const { address } = await open('asked')
    expect([one, other, await call.open('vault', 'asked')]).toEqual([address, address, address])
  })

  test('that was not made, or whose id is none, is refused with a clear error', async () => {
    expect(await refusal(open('nowhere'))).toBe('DOCUMENT_NOT_FOUND')
    expect(await refusal(open(''))).toBe('BAD_MESSAGE')
    expect(await refusal(open('x\n'))).toBe('BAD_MESSAGE')
    const { call } = await clerk()
    expect(await refusal(call.create('y'.repeat(129)))).toBe('BAD_MESSAGE')
  })

  test('cannot be launched, only opened', async () => {
    await expect(game().server.node.launch(Vault, undefined as never)).rejects.toThrow('expected node.open')
  })

  test('is not opened where its onStart fails, and can be opened later', async () => {
    const { call } = await clerk()
    await call.create('fails', { name: 'fails' })
    expect(await refusal(open('fails'))).toBe('NOT_ALLOWED')
    expect(await refusal(open('fails'))).toBe('NOT_ALLOWED')
  })

  test('keeps what its service has changed, onExit too, when that ends', async () => {
    await (await clerk()).call.create('leaves')
    const vault = await open('leaves')
    await vault.call.grow(4)
    await vault.call.leave()
    const again = await until(
      () => open('leaves'),
      ({ address }) => address !== vault.address,
    )
    expect(await again.call.look()).toMatchObject({ level: 4, notes: ['left'] })
    expect(await refusal(vault.call.look())).toBe('SERVICE_DEAD')
  })

  test('is changed by edits, once for each id, and not at all by one that fails', async () => {
    const { call } = await clerk()
    await call.create('edited', { gold: 1 })
    expect([await call.edit('edited', 5, 'mail'), await call.edit('edited', 5, 'mail')]).toEqual([
      true,
      false,
    ])
    expect(await refusal(call.editAndFail('edited'))).toBe('NOT_ALLOWED')
    expect(await (await open('edited')).call.look()).toMatchObject({ gold: 6 })
    expect(await refusal(call.edit('nowhere', 1))).toBe('DOCUMENT_NOT_FOUND')
    expect(await refusal((await open('edited')).call.editOwn())).toBe('CALL_CYCLE')
  })

  test('is gone when it is removed, after the message in progress', async () => {
    const { call } = await clerk()
    await call.create('removed', { gold: 1 })
    const vault = await open('removed')
    const pondering = vault.call.ponder(50)
    expect([await call.removeVault('removed'), await call.removeVault('removed')]).toEqual([true, false])
    await pondering
    expect(await refusal(open('removed'))).toBe('DOCUMENT_NOT_FOUND')
    expect(await call.create('removed')).toBe(true)
    expect(await (await open('removed')).call.look()).toMatchObject({ gold: 0, notes: [] })
  })

  test('is found by its indexes, page by page, with what is not saved yet', async () => {
    const { call } = await clerk()
    const prefix = `found ${threads}`
    for (const [i, level] of [130, 110, 120, 110].entries())
      await call.create(`${prefix}${i}`, { level, name: `${prefix}${i}` })
    await (await open(`${prefix}3`)).call.grow(50)
    const first = await call.find({ index: 'level', from: 100, order: 'down', limit: 2 })
    expect(first.found).toEqual([`${prefix}3 160`, `${prefix}0 130`])
    const { found, next } = await call.find({ index: 'level', from: 100, order: 'down', after: first.next })
    expect([found, next]).toEqual([[`${prefix}2 120`, `${prefix}1 110`], undefined])
    expect((await call.find({ index: 'name', is: `${prefix}2` })).found).toEqual([`${prefix}2 120`])
    expect(await refusal(call.find({ index: 'level', limit: 1000 }))).toBe('BAD_MESSAGE')
    const long = 'x'.repeat(3000)
    for (const after of ['x', '[1]', '[null,"a"]', JSON.stringify([1, long]), JSON.stringify([long, 'a'])])
      expect(await refusal(call.find({ index: 'level', after }))).toBe('BAD_MESSAGE')
  })

  test('is seen by operators, open or not', async () => {
    const ask = <T>(line: string) => askConsole<T>(game().server.consolePort!, line)
    await (await clerk()).call.create('seen', { gold: 7 })
    expect(await ask('document vault seen')).toMatchObject({ id: 'seen', epoch: 1, fields: { gold: 7 } })
    await (await open('seen')).call.grow(2)
    const slots = game().server.node.slots
    const shown = await ask<{ thread: number }>('document vault seen')
    expect(shown).toMatchObject({ epoch: 2, fields: { gold: 7, level: 2 } })
    expect(slots).toContain(shown.thread)
    const { rows } = await ask<{ rows: { id: string }[] }>('documents vault')
    expect(rows.map(({ id }) => id)).toContain('seen')
    expect(await ask('documents')).toEqual([{ kind: 'vault', open: rows.length }])
    await expect(ask('document vault nobody')).rejects.toThrow('there is no vault nobody')
    await expect(ask(`document vault ${'x'.repeat(3000)}`)).rejects.toThrow('id: expected a text of 1 to 128')
    await expect(ask('documents dragon')).rejects.toThrow('kind: expected one of vault, state, got dragon')
  })

  test('that is larger than a database keeps is not saved until it is smaller, and whoever waits is told', async () => {
    await (await clerk()).call.create('large')
    const vault = (await open('large')).within(60_000)
    await vault.call.fill(13, 1_000_000)
    expect(await refusal(vault.call.fill(4, 1_000_000))).toBe('DOCUMENT_TOO_LARGE')
    await vault.call.empty()
    await vault.call.earn(3)
    const { documents } = game().store.stores
    expect(await (await documents.open('vault')).read('large')).toMatchObject({ gold: 3, bulk: [] })
    expect(
      game()
        .complaints()
        .filter(({ uid, msg }) => uid === 'large' && /^a document is (too )?large/.test(msg)).length,
    ).toBe(2)
  }, 60_000)
})

test('a document that nobody has asked for is saved and leaves the memory, though its timers run', async () => {
  const game = await startGame({ game: VAULTS, document: { idle: 1500 } })
  const clerk = await game.service<Clerk>('.clerk')
  await clerk.call.create('idle')
  const vault = await game.server.node.open(Vault, 'idle')
  await vault.call.grow(3)
  await vault.call.tick(10)
  const directory = await game.service<DocumentDirectory>('.documents')
  await until(
    async () => (await directory.call.look('vault', 0, 10)).total,
    total => total === 0,
  )
  expect(await refusal(vault.call.look())).toBe('SERVICE_DEAD')
  const again = await game.server.node.open(Vault, 'idle')
  expect(await again.call.look()).toMatchObject({ level: 3, notes: ['left'] })
})

test('documents outlast a restart, and a lost worker but for what was not saved', async () => {
  const game = await startGame({ game: VAULTS, threads: 1 })
  await (await game.service<Clerk>('.clerk')).call.create('lasts')
  const earn = async (gold: number) => (await game.server.node.open(Vault, 'lasts')).call.earn(gold)
  expect(await earn(5)).toBe(5)
  const directory = await game.service<DocumentDirectory>('.documents')
  await game.loseWorker((await directory.call.threadOf('vault', 'lasts'))!)
  expect(await until(() => earn(1).catch(() => 0), Boolean)).toBe(6)
  await game.restart()
  expect(await earn(1)).toBe(7)
})

test('what a document that is too large has not saved when its service ends is kept for the next start', async () => {
  const game = await startGame({ game: VAULTS, threads: 0, save: { warnBytes: 1000, refuseBytes: 2000 } })
  await (await game.service<Clerk>('.clerk')).call.create('large')
  const vault = await game.server.node.open(Vault, 'large')
  expect(await refusal(vault.call.fill(1, 300_000))).toBe('DOCUMENT_TOO_LARGE')
  await game.server.node.end(vault)
  expect(game.complaints().map(({ msg }) => msg)).toContain(
    'not everything could be saved; the next start applies the file',
  )
  await game.restart()
  const stored = await (await game.store.stores.documents.open('vault')).read('large')
  expect(stored).toMatchObject({ bulk: [expect.any(String)], notes: ['left'] })
})

test('a service that has a document handles one message at a time', () => {
  class Overlapping extends Vault {
    static concurrent = true
  }
  expect(() => kindsOf({ vault: Overlapping as never })).toThrow(
    'services.vault: expected a class that is not concurrent',
  )
})

test('a service whose document somebody else has claimed ends, and can be opened again', async () => {
  const game = await startGame({ game: VAULTS })
  await (await game.service<Clerk>('.clerk')).call.create('fought over')
  const open = () => game.server.node.open(Vault, 'fought over')
  const vault = await open()
  await vault.call.earn(1)
  const store = await game.store.stores.documents.open('vault')
  await store.claim('fought over')
  expect(await refusal(vault.call.earn(1))).toBe('DOCUMENT_CLOSED')
  expect(await refusal(vault.call.look())).toBe('SERVICE_DEAD')
  const again = await until(open, ({ address }) => address !== vault.address)
  expect(await again.call.earn(1)).toBe(2)
})

test('what a stop cannot save of documents, moves among it, is applied by the next start', async () => {
  const game = await startGame({ game: VAULTS, stopTimeout: 2500 })
  const clerk = await game.service<Clerk>('.clerk')
  for (const id of ['one', 'other']) await clerk.call.create(id, { gold: 10 })
  const open = (id: string) => game.server.node.open(Vault, id)
  const one = await open('one')
  await open('other')
  game.store.fail()
  await one.call.grow(5)
  await one.call.give({ kind: 'vault', id: 'other' }, 4)
  const { problems } = await game.server.stop()
  expect(problems.join()).toContain('vault one')
  game.store.heal()
  await game.restart()
  expect(await (await open('one')).call.look()).toMatchObject({ gold: 6, level: 5 })
  await until(
    async () => (await (await open('other')).call.look()).gold,
    gold => gold === 14,
  )
})

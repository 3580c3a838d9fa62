import { expect, test } from 'vitest'
import { refusal, startGame, until } from '../kit/index.ts'

test('a guild is founded once, joined, given to, and grows', async () => {
  const game = await startGame({ threads: 1 })
  const [ann, bob] = await game.players('ann', 'bob')
  expect(await ann.request.guild_create({ name: 'wolves' })).toEqual({
    guild: { id: 'wolves', level: 0, gold: 0, members: 1 },
  })
  expect(await refusal(bob.request.guild_create({ name: 'wolves' }))).toBe('GUILD_NAME_TAKEN')
  expect(await refusal(bob.request.guild_create({ name: ' ' }))).toBe('BAD_MESSAGE')
  expect(await refusal(bob.request.guild_join({ id: 'nobody' }))).toBe('DOCUMENT_NOT_FOUND')
  expect(await bob.request.guild_join({ id: 'wolves' })).toMatchObject({ guild: { members: 2 } })
  expect(await refusal(bob.request.guild_join({ id: 'wolves' }))).toBe('ALREADY_IN_GUILD')
  expect(await refusal(bob.request.guild_donate({ gold: 100 }))).toBe('NOT_ENOUGH_GOLD')
  const { gold } = await bob.request.sign().then(() => bob.request.guild_donate({ gold: 40 }))
  expect(gold).toBe(60)
  const shown = await until(
    () => bob.request.guild_show(),
    ({ guild }) => guild.gold === 40,
  )
  expect(shown.members).toContainEqual({ uid: expect.any(String), name: 'bob', given: 40 })
  expect(shown.log).toEqual(['ann joined', 'bob joined', 'bob gave 40'])
})

test('what members have given counts by the week, and is the guild’s for good', async () => {
  const game = await startGame({ now: '2026-06-03T12:00+08:00' })
  const [ann, bob] = await game.players('ann', 'bob')
  await ann.request.guild_create({ name: 'wolves' })
  await bob.request.guild_join({ id: 'wolves' })
  await ann.request.sign()
  await ann.request.guild_donate({ gold: 30 })
  const shown = () => bob.request.guild_show()
  await until(shown, ({ guild }) => guild.gold === 30)
  await game.clock.move({ days: 5 })
  const { guild, members } = await shown()
  expect([guild.gold, members.map(({ given }) => given)]).toEqual([30, [0, 0]])
  await bob.request.guild_leave()
  expect((await ann.request.guild_show()).members).toHaveLength(1)
  expect(await refusal(bob.request.guild_show())).toBe('NOT_IN_GUILD')
  for (let i = 0; i < 3; i++) {
    await bob.request.guild_join({ id: 'wolves' })
    await bob.request.guild_leave()
  }
  expect(await bob.request.guild_join({ id: 'wolves' })).toMatchObject({ guild: { members: 2 } })
})

test('guilds are listed by level, page by page', async () => {
  const game = await startGame()
  const store = await game.store.stores.documents.open('guild')
  for (let i = 0; i < 25; i++)
    await store.create({
      _id: `g${i}`,
      epoch: 1,
      rev: 0,
      version: 0,
      level: i % 5,
      gold: 0,
      members: {},
      week: 0,
      log: [],
    })
  const ann = await game.player('ann')
  const { guilds, next } = await ann.request.guild_list({})
  expect([guilds.length, guilds[0]?.level]).toEqual([20, 4])
  const rest = await ann.request.guild_list({ after: next! })
  expect(rest.guilds.map(({ level }) => level)).toEqual([0, 0, 0, 0, 0])
  expect(rest.next).toBeUndefined()
})

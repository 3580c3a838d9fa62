import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineKind } from '../../../server/document/service/define-kind.ts'
import { refusal, shareGame, startGame, until } from '../../kit/index.ts'
import { SEASONS, Season } from '../../support/games/seasons.ts'
import { askConsole } from '../../support/server/console-client.ts'

/** What a launch has failed with, as its cause says. */
const reason = (launch: Promise<unknown>): Promise<string> =>
  launch.then(
    () => 'none',
    ({ cause }: Error) => String(cause instanceof Error ? cause.message : cause),
  )

describe.each([0, 2])('with %i threads, the state of a service', threads => {
  const game = shareGame({ game: SEASONS, threads })
  const slot = () => game().server.node.slots.at(-1)!
  const launch = (name?: string, type = 'season', options?: object) =>
    game().server.node.launchOn<Season>(slot(), type, options, name === undefined ? {} : { name })

  test('is taken back by the next one of its name, with what onExit has changed, and by nobody else', async () => {
    const first = await launch('.first')
    expect(await first.call.look()).toEqual({ round: 0, places: {}, last: [], notes: [] })
    await first.call.step()
    await game().server.node.end(first)
    const again = await launch('.first')
    expect(await again.call.look()).toMatchObject({ round: 1, notes: ['left'] })
    expect(await (await launch('.other')).call.look()).toMatchObject({ round: 0 })
  })

  test('has one owner: a second service of its name is refused, and changes nothing', async () => {
    const owner = await launch('.owned')
    await owner.call.step()
    expect(await refusal(launch('.owned'))).toBe('NAME_TAKEN')
    expect(await owner.call.bump()).toBe(2)
  })

  test('is not kept without a name, and cannot be used before onStart', async () => {
    expect(await reason(launch())).toContain('Season: expected a launch with a name')
    expect(await reason(launch('.hasty', 'hasty'))).toContain('expected its use from onStart on')
  })

  test('is given up by a launch that fails', async () => {
    expect(await refusal(launch('.fails', 'season', { fails: true }))).toBe('NOT_ALLOWED')
    expect(await (await launch('.fails')).call.step()).toBe(1)
  })

  test('goes on with the instance that takes the place of another', async () => {
    const phoenix = await launch('.phoenix', 'phoenix')
    await phoenix.call.step()
    await phoenix.call.leave()
    expect(
      await until(
        () => phoenix.call.look(),
        ({ notes }) => notes.length > 0,
      ),
    ).toMatchObject({ round: 1 })
  })

  test('is saved while the service runs', async () => {
    const season = await launch('.saved')
    await season.call.step()
    const store = await game().store.stores.documents.open('state')
    await until(
      () => store.read('.saved'),
      found => found?.round === 1,
    )
  })

  test('is seen by operators', async () => {
    const ask = <T>(line: string) => askConsole<T>(game().server.consolePort!, line)
    const season = await launch('.seen')
    await season.call.bump()
    expect(await ask('document state .seen')).toMatchObject({ thread: slot(), fields: { round: 1 } })
    const { rows } = await ask<{ rows: { id: string }[] }>('documents state')
    expect(rows.map(({ id }) => id)).toContain('.seen')
    expect(await ask('documents')).toEqual([{ kind: 'state', open: rows.length }])
    await game().server.node.end(season)
    expect(await ask('document state .seen')).toMatchObject({ fields: { round: 1, notes: ['left'] } })
  })
})

test('a state outlasts a restart, and a lost worker but for what was not saved', async () => {
  const game = await startGame({ game: SEASONS, threads: 2 })
  const season = () => game.service<Season>('.season')
  expect(await (await season()).call.bump()).toBe(1)
  const { rows } = await askConsole<{ rows: { thread: number }[] }>(
    game.server.consolePort!,
    'documents state',
  )
  await game.loseWorker(rows[0]!.thread)
  expect(await until(async () => (await season()).call.bump().catch(() => 0), Boolean)).toBe(2)
  await game.restart()
  expect(await (await season()).call.look()).toMatchObject({ round: 2 })
})

test('what a stop cannot save of a state is applied by the next start', async () => {
  const game = await startGame({ game: SEASONS, stopTimeout: 2500 })
  const season = await game.service<Season>('.season')
  await season.call.bump()
  game.store.fail()
  await season.call.step()
  const { problems } = await game.server.stop()
  expect(problems.join()).toContain('state .season')
  game.store.heal()
  await game.restart()
  expect(await (await game.service<Season>('.season')).call.look()).toMatchObject({ round: 2 })
})

test('a service whose state somebody else has claimed ends', async () => {
  const game = await startGame({ game: SEASONS })
  const season = await game.service<Season>('.season')
  await season.call.bump()
  await (await game.store.stores.documents.open('state')).claim('.season')
  expect(await refusal(season.call.bump())).toBe('DOCUMENT_CLOSED')
  expect(await refusal(season.call.look())).toBe('SERVICE_DEAD')
})

test('the only one of its class has a state too', async () => {
  const { server } = await startGame({ game: SEASONS, threads: 0 })
  const season = await server.node.unique(Season, undefined)
  await season.call.step()
  await server.node.end(season)
  expect(await (await server.node.unique(Season, undefined)).call.look()).toMatchObject({ round: 1 })
})

test('no kind of documents is called as states are', () => {
  expect(() => defineKind({ kind: 'state', schema: z.object({}) })).toThrow('"state", which is the kit')
})

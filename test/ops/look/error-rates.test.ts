// What fails too often: the warning, the game's hook, and what becomes of the service.

import { describe, expect, onTestFinished, test } from 'vitest'
import type { Ref } from '../../../server/core/service/ref.ts'
import { Service } from '../../../server/core/service/service.ts'
import type { ErrorAlarm } from '../../../server/kit/index.ts'
import { FAILING, failingProtocol, type Restarting } from '../../support/games/failing.ts'
import { serverForSuite } from '../../support/server/suite-server.ts'
import { until } from '../../support/until.ts'
import { workers } from '../../support/workers.ts'

class Heard extends Service {
  readonly #alarms: ErrorAlarm[] = []

  note(alarm: ErrorAlarm): void {
    this.#alarms.push(alarm)
  }

  all(): ErrorAlarm[] {
    return [...this.#alarms]
  }
}

describe.each(workers(1))('with %i threads', threads => {
  const { server, player } = serverForSuite(
    { threads, game: FAILING, watch: { errors: 3, errorsWithin: 60_000 }, web: { enabled: true } },
    failingProtocol,
  )

  async function listen(): Promise<Ref<Heard>> {
    const { node } = server().server
    const heard = await node.launch(Heard, undefined, { name: '.heard' })
    onTestFinished(() => node.thread.cells.get(heard.address)?.end())
    return heard
  }

  const alarms = (heard: Ref<Heard>, count: number) =>
    until(
      () => heard.call.all(),
      all => all.length >= count,
    )

  async function fragile(type: string, name: string): Promise<Ref<Restarting>> {
    const { node } = server().server
    return node.launchOn<Restarting>(node.slots[0]!, type, undefined, { name })
  }

  const failTimes = async (service: Ref<Restarting>, times: number) => {
    for (let i = 0; i < times; i++) await expect(service.call.fail()).rejects.toThrow()
  }

  test('a request that fails too often is warned of, with the example, and the game hears of it once', async () => {
    const heard = await listen()
    const bob = await player('bob')
    for (let i = 0; i < 3; i++) await bob.ask('cs_bug')
    expect(await heard.call.all()).toEqual([])
    await bob.ask('cs_bug')
    const [alarm] = await alarms(heard, 1)
    expect(alarm).toMatchObject({
      type: 'Agent',
      command: 'bug',
      count: 4,
      within: 60_000,
      text: 'TypeError: a bug for bob',
      place: expect.stringMatching(/^test\/support\/games\/failing\.ts:\d+:\d+$/),
      about: { account: 'bob', connection: expect.any(Number) },
    })
    await bob.ask('cs_bug')
    expect(await heard.call.all()).toHaveLength(1)
    const [line] = server()
      .log()
      .filter(({ msg }) => msg === 'a message fails too often')
    expect(line).toMatchObject({ level: 40, failing: 'bug', account: 'bob', errors: 4, example: alarm!.text })
  })

  test('a service may start again in its place: same address, same name, nothing of its state', async () => {
    await listen()
    const service = await fragile('restarting', '.again')
    await service.call.add()
    await failTimes(service, 3)
    expect(await service.call.add()).toBe(2)
    await failTimes(service, 1)
    expect(await service.call.add()).toBe(1)
    expect(await service.call.startsOfThisOne()).toBe(1)
    expect((await server().server.node.query('.again')).address).toBe(service.address)
  })

  test('a service may end', async () => {
    await listen()
    const service = await fragile('ending', '.ending')
    await failTimes(service, 4)
    await expect(service.call.add()).rejects.toMatchObject({ code: 'SERVICE_DEAD' })
  })

  test('a service that starts with the game and has failed is a reason to send no new players', async () => {
    const { node, webPort } = server().server
    const why = async () => (await (await fetch(`http://127.0.0.1:${webPort}/readyz`)).json()) as object
    expect(await why()).not.toHaveProperty('why')
    await failTimes(await node.query('.kept'), 4)
    const failed = {
      state: 'ready',
      code: expect.anything(),
      why: ['.kept has failed too often and has ended'],
    }
    expect(await until(why, ({ why: reasons }: { why?: unknown }) => reasons !== undefined)).toEqual(failed)
  })

  test('a service that says nothing goes on', async () => {
    await listen()
    const service = await fragile('fragile', '.fragile')
    await failTimes(service, 9)
    expect(await service.call.add()).toBe(1)
  })
})

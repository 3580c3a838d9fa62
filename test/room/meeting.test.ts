import { describe, expect, test } from 'vitest'
import { cases } from '../support/cases.ts'
import type { Duelist } from '../support/client/duelist.ts'
import { shareServers } from '../support/server/shared-servers.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { duelists, duelSettings } from './support/duelist.ts'
import { refusal } from './support/hall.ts'

const share = shareServers()
const names = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`)
const meet = (player: Duelist, mode: string) => player.ask('meet', { kind: 'duel', mode })

describe.each(workers(2))('with %i workers', threads => {
  test('two who want to join or create at once make one room', async () => {
    const server = await share(duelSettings({ threads }))
    const players = await duelists(server, ...names(10, 'pair'))
    const met = await Promise.all(players.map(player => meet(player, 'ranked')))
    const sizes = new Map<unknown, number>()
    for (const { id } of met) sizes.set(id, (sizes.get(id) ?? 0) + 1)
    expect([...sizes.values()]).toEqual([2, 2, 2, 2, 2])
  })

  test('who wants another match does not meet, and a place that is free again is taken', async () => {
    const server = await share(duelSettings({ threads }))
    const [ann, bob, cid] = await duelists(server, 'ann', 'bob', 'cid')
    const { id } = await meet(ann!, 'quick')
    expect((await meet(bob!, 'slow')).id).not.toBe(id)
    expect(await meet(cid!, 'quick')).toEqual({ id, members: 2 })
    const counted = (count: number) =>
      until(
        () => ann!.ask('herald', { word: 'find', uids: [id as string] }),
        ({ text }) => (JSON.parse(text as string) as { members: number }).members === count,
      )
    await counted(2)
    await cid!.ask('leave', { id })
    await counted(1)
    const [dan] = await duelists(server, 'dan')
    expect((await meet(dan!, 'quick')).id).toBe(id)
  })

  test('whoever creates a room is in it before others can be, however they hurry', async () => {
    const server = await share(duelSettings({ threads }))
    const owners = await duelists(server, ...names(5, 'owner'))
    const others = await duelists(server, ...names(5, 'other'))
    let isOver = false
    let joined = 0
    const hurry = async (other: Duelist) => {
      while (!isOver) {
        const { ids = [] } = (await other.ask('list')) as { ids?: string[] }
        for (const id of ids) {
          if ((await refusal(other.ask('join', { id }))) !== 'none') continue
          joined++
          await refusal(other.ask('leave', { id }))
        }
      }
    }
    const hurrying = others.map(hurry)
    const create = async (owner: Duelist) => {
      for (let i = 0; i < cases(5, 20); i++) {
        const { id } = await owner.ask('make', { kind: 'duel', stake: 1 })
        const before = joined
        await until(
          () => joined,
          count => count > before,
        )
        await owner.ask('leave', { id })
      }
    }
    await Promise.all(owners.map(create))
    isOver = true
    await Promise.all(hurrying)
  })
})

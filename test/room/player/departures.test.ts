import { expect, test } from 'vitest'
import { MAILBOX_LIMIT } from '../../../server/core/service/mailbox.ts'
import { Service } from '../../../server/core/service/service.ts'
import { Departures } from '../../../server/room/player/departures.ts'
import type { Caller } from '../../../server/room/room-messages.ts'
import { startNode } from '../../core/support/start-node.ts'

/** The part of a room that hears of it. */
class Door extends Service<undefined> {
  readonly #heard: string[] = []
  #onLast: (() => void) | undefined

  gone(callers: readonly Caller[]): void {
    this.#heard.push(...callers.map(({ uid }) => uid))
    if (this.#heard.includes('last')) this.#onLast?.()
  }

  async heard(): Promise<string[]> {
    if (!this.#heard.includes('last')) await new Promise<void>(resolve => (this.#onLast = resolve))
    return this.#heard
  }

  static concurrent = true
}

/** Has the agents of a thread as its neighbours. */
class Floor extends Service<{ rooms: number[]; count: number }> {
  vanish(): void {
    const departures = new Departures(this.node)
    const { rooms, count } = this.options
    for (let i = 1; i <= count; i++)
      for (const room of rooms) departures.add(room, { uid: i === count ? 'last' : `${i}`, agent: i })
  }
}

test('a room hears of everybody who vanishes in one turn of the loop, however many', async () => {
  const { node } = await startNode()
  const count = MAILBOX_LIMIT + 1000
  const doors = [await node.launch(Door, undefined), await node.launch(Door, undefined)]
  const floor = await node.launch(Floor, { rooms: doors.map(door => door.address), count })
  await floor.call.vanish()
  for (const door of doors) expect(await door.call.heard()).toHaveLength(count)
})

import { expect, test } from 'vitest'
import type { RawClient } from '../support/client/raw-client.ts'
import { workers } from '../support/workers.ts'
import { openHall, type Player } from './support/hall.ts'

const placeOf = (text: unknown): number => Number.parseInt(text as string, 10)

/** Places and chat in the order that the client hears them, until `isEnough`. */
async function hear(client: RawClient, isEnough: (places: number[], said: string[]) => boolean) {
  const [places, said]: [number[], string[]] = [[], []]
  while (!isEnough(places, said)) {
    const { name, data } = await client.nextText()
    if (name === 'sc_whispered') places.push(placeOf(data.text))
    if (name === 'sc_room_message') said.push(data.text as string)
  }
  return { places, said }
}

/** The most places that came one after the other without one left out. */
function longestRow(places: readonly number[]): number {
  let [longest, row] = [0, 0]
  for (const [i, place] of places.entries()) {
    row = place - 1 === places[i - 1] ? row + 1 : 1
    longest = Math.max(longest, row)
  }
  return longest
}

const lastPlace = (player: Player): number => placeOf(player.pushes('whispered').at(-1)?.text)

test.each(workers(2))(
  'a slow member of a moving room gets the newest place and all that is said, with %i worker threads',
  async threads => {
    const hall = await openHall({ threads })
    const anna = await hall.player('anna')
    const { room } = await anna.request.room_create({ kind: 'moving', name: 'den' })
    const id = room.id
    const bert = await hall.player('bert', 'text')
    await bert.request.room_join({ id })
    const slow = await hall.server.connect()
    await slow.login('slow')
    await slow.ask('cs_room_join', { id })
    slow.pause()
    await hall.server.until(({ queued }) => queued > 65_536, 60_000)
    const stalledAt = lastPlace(bert)
    await anna.request.room_say({ id, text: 'first' })
    await bert.until(() => lastPlace(bert) > stalledAt + 150, '5 MB more')
    await anna.request.room_say({ id, text: 'second' })
    const movedTo = lastPlace(bert)
    slow.resume()
    const heard = await hear(slow, (places, said) => said.length === 2 && places.at(-1)! > movedTo + 10)
    expect(heard.said).toEqual(['first', 'second'])
    expect(heard.places).toEqual([...heard.places].sort((a, b) => a - b))
    expect(heard.places.length).toBeLessThan(heard.places.at(-1)! - 100)
    // It misses nothing any more, nor does one who reads, as long as the machine lets them keep up.
    await hear(slow, places => longestRow(places) >= 20)
    const quick = bert.pushes('whispered').map(({ text }) => placeOf(text))
    expect(quick).toEqual([...quick].sort((a, b) => a - b))
    expect(longestRow(quick)).toBeGreaterThan(100)
  },
  120_000,
)

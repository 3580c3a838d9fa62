// What the tester page is told of rooms.

import { expect, onTestFinished, test } from 'vitest'
import { DEMO } from '../kit/game-server.ts'
import { startTestServer } from '../support/server/server.ts'

const limitsOf = async (page: boolean) => {
  const settings = { game: DEMO, room: { nameLength: 12, textLength: 80 }, web: { enabled: true, page } }
  const server = await startTestServer(settings)
  onTestFinished(async () => void (await server.stop()))
  return fetch(`http://127.0.0.1:${server.server.webPort}/api/rooms`)
}

test('the page is told how long names and texts may be, as the settings say', async () => {
  expect(await (await limitsOf(true)).json()).toEqual({ nameLength: 12, textLength: 80 })
})

test('without the page nobody is', async () => {
  expect((await limitsOf(false)).status).toBe(404)
})

// npm run new -- bot race: a script for npm run bots, with a test that runs it. Where the schema has the messages of
// `npm run new -- room race`, the bot plays them.

import type { Draft } from './draft.ts'
import { kebabOf } from './names.ts'
import { schemaOf } from './schema.ts'

export function newBot(draft: Draft, name: string): string[] {
  const file = `server/game/bots/${kebabOf(name)}.ts`
  draft.create(file, playsRoom(draft, name) ? roomBotOf(name, file) : botOf(file))
  draft.create(`test/game/${kebabOf(name)}-bot.test.ts`, testOf(name, file))
  return [`what a bot does in a round: ${file}`, `with a server running: npm run bots -- --script ${file}`]
}

function playsRoom(draft: Draft, name: string): boolean {
  const { protocols } = schemaOf(draft)
  const fieldsOf = (message: string, side: 'request' | 'response'): string | undefined =>
    protocols
      .get(`${name}_${message}`)
      ?.[side]?.fields.map(field => field.name)
      .join()
  return (
    fieldsOf('join', 'response') === 'room' &&
    fieldsOf('play', 'request') === 'room,move' &&
    fieldsOf('leave', 'request') === 'room'
  )
}

const botOf = (file: string): string => `// npm run bots -- --script ${file}: players who ask for the time.

import { defineBot } from '../../kit/index.ts'

/** One round. What a player may be refused is \`await bot.mayFail(request, …codes)\`; all else that throws is a mistake. */
export default defineBot(async bot => {
  const { request } = bot.game
  const { time } = await request.heartbeat()
  if (time <= 0) throw new Error(\`time: expected ms since 1970, got \${time}\`)
  await bot.think()
})
`

const roomBotOf = (
  name: string,
  file: string,
): string => `// npm run bots -- --script ${file}: players who meet, play a turn each, and leave.

import { defineBot } from '../../kit/index.ts'

/** The other has left, and the room ends, or has ended. */
const ENDED = ['NOT_IN_ROOM', 'ROOM_NOT_FOUND', 'TRY_AGAIN']

/** One round. What a player may be refused is \`await bot.mayFail(request, …codes)\`; all else that throws is a mistake. */
export default defineBot(async bot => {
  const { request } = bot.game
  const joined = await bot.mayFail(request.${name}_join(), 'RATE_LIMITED', 'TRY_AGAIN')
  if (!joined) return bot.think()
  const { room } = joined
  try {
    await bot.think()
    const move = 1 + Math.floor(bot.random() * 9)
    await bot.mayFail(request.${name}_play({ room, move }), 'NOT_ALLOWED', ...ENDED)
    await bot.think()
  } finally {
    await bot.mayFail(request.${name}_leave({ room }), ...ENDED)
  }
})
`

const testOf = (name: string, file: string): string => `// The bots of ${file}, against a whole server.

import { expect, test } from 'vitest'
import { runBots, startGame } from '../kit/index.ts'

test('bots of ${name} play their rounds, and find nothing wrong', async () => {
  const { url } = await startGame()
  const quick = ['--count', '4', '--rate', '100', '--rounds', '2', '--think', '1-20']
  const { summary } = await runBots('--script', '${file}', '--url', url, ...quick)
  expect(summary.mistakes).toEqual([])
  expect(summary).toMatchObject({ isClean: true, rounds: 8, bots: { loggedIn: 4 } })
})
`

// npm run new -- room race: a kind of rooms for two who take turns, its messages, and a test in which they play.

import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'
import { namesIn, needOfKit, type Part, pathBetween, placeOf } from './game-files.ts'
import { addHandler } from './message.ts'
import { camelOf, kebabOf, pascalOf } from './names.ts'
import { addMessage, PUSHES, REQUESTS, regenerate } from './schema.ts'

const ROOMS: Part = {
  key: 'rooms',
  file: 'server/game/rooms/index.ts',
  text: `// The kinds of rooms of the game.

export const rooms = {}
`,
  type: { text: 'typeof rooms' },
}

export function newRoom(draft: Draft, name: string): string[] {
  const kind = camelOf(name)
  const file = `server/game/rooms/${kebabOf(name)}.ts`
  const place = placeOf(draft, ROOMS)
  if (namesIn(place).includes(kind))
    throw new StartError(`name: expected a kind that is not there yet, got ${kind} of ${place.source.path}`)
  place.source.addElement(place.elements, kind)
  place.source.addImport(kind, pathBetween(place.source.path, file))
  needOfKit(draft, 'Room', 'defineRoom')
  draft.create(file, roomOf(name, kind))
  for (const [message, stanza] of requestsOf(name))
    addMessage(draft, REQUESTS, message, tag => textOf(message, tag, stanza))
  const push = `${name}_played`
  addMessage(draft, PUSHES, push, tag => textOf(push, tag, pushOf(name)))
  const handlers = addHandler(draft, name, handlersOf(name, kind))
  draft.create(`test/game/${kebabOf(name)}-room.test.ts`, testOf(name))
  regenerate(draft)
  return [
    `what happens in it: ${file}`,
    `what its members send and hear: ${REQUESTS} and ${PUSHES}, then npm run protocol`,
    `who meets whom: joinOrCreate in ${handlers}`,
  ]
}

/** A message of the schema without its name and its tag. */
interface Stanza {
  comment: string
  body: string
}

const textOf = (name: string, tag: number, { comment, body }: Stanza): string =>
  `# ${comment}\n${name} ${tag} {\n${body}}\n`

const requestsOf = (name: string): [string, Stanza][] => [
  [
    `${name}_join`,
    {
      comment: 'Joins a room that has a place, or opens one.',
      body: '  response { #!\n    room 0 : string\n  }\n',
    },
  ],
  [
    `${name}_play`,
    {
      comment: 'Plays a turn.',
      body: `  request {
    room 0 : string      # left out: the only one of its kind that one is in
    move 1 : integer     #! 1 to 9
  }
  response { #!
    turn 0 : integer     # the number of this turn, from 1
  }
`,
    },
  ],
  [
    `${name}_leave`,
    { comment: 'Leaves, which ends it.', body: '  request { #!\n    room 0 : string\n  }\n  response {}\n' },
  ],
]

const pushOf = (name: string): Stanza => ({
  comment: `A member of your room, you too, has played a turn; see ${name}_play.`,
  body: `  request { #!
    room 0 : string
    uid 1 : string
    move 2 : integer
    turn 3 : integer
  }
`,
})

const roomOf = (
  name: string,
  kind: string,
): string => `// Two players who take turns. Who leaves, or loses the connection, ends it.

import { AppError, type Member } from '../../kit/index.ts'
import { defineRoom, Room } from '../kit.ts'

class ${pascalOf(name)}Room extends Room {
  private turn = 0
  /** uid of who has played last. */
  private last = ''

  play({ uid }: Member, move: number): { turn: number } {
    if (move < 1 || move > 9) throw new AppError('BAD_MESSAGE', \`move: expected 1 to 9, got \${move}\`)
    if (this.size < 2) throw new AppError('NOT_ALLOWED', 'nobody else is here yet')
    if (uid === this.last) throw new AppError('NOT_ALLOWED', 'it is not your turn')
    this.last = uid
    this.turn += 1
    this.broadcast('${name}_played', { room: this.id, uid, move, turn: this.turn })
    return { turn: this.turn }
  }

  override onLeave(): void {
    this.close()
  }
}

export const ${kind} = defineRoom({
  room: ${pascalOf(name)}Room,
  maxMembers: 2,
  history: 'none',
  messages: {
    ${name}_play: { rate: 5, burst: 10, run: (room, member, { move }) => room.play(member, move) },
  },
})
`

const handlersOf = (name: string, kind: string): string => `  async ${name}_join(agent) {
    const { room } = await agent.rooms.joinOrCreate('${kind}', {})
    return { room: room.id }
  },

  async ${name}_leave(agent, { room }) {
    await agent.rooms.leave(room)
    return {}
  }`

const testOf = (name: string): string => `// ${name}: two players, on threads of their own.

import { expect, test } from 'vitest'
import { type Player, refusal, shareGame } from '../kit/index.ts'

const server = shareGame({ threads: 2 })

/** Two who have met. */
async function meet(...accs: [string, string]): Promise<[Player, Player, string]> {
  const [first, second] = (await server().players(...accs)) as [Player, Player]
  const { room } = await first.request.${name}_join()
  expect(await second.request.${name}_join()).toEqual({ room })
  return [first, second, room]
}

test('two players meet, take turns, and hear of each', async () => {
  const [ann, bob, room] = await meet('ann', 'bob')
  expect(await ann.request.${name}_play({ move: 5 })).toEqual({ turn: 1 })
  expect(await bob.push('${name}_played')).toEqual({ room, uid: ann.uid, move: 5, turn: 1 })
  expect(await bob.request.${name}_play({ move: 9 })).toEqual({ turn: 2 })
  expect(await ann.push('${name}_played', 2)).toEqual({ room, uid: bob.uid, move: 9, turn: 2 })
})

test('a move that does not exist, and one out of turn, are refused and change nothing', async () => {
  const [carl, dora] = await meet('carl', 'dora')
  for (const move of [0, 10]) expect(await refusal(carl.request.${name}_play({ move }))).toBe('BAD_MESSAGE')
  expect(await carl.request.${name}_play({ move: 1 })).toEqual({ turn: 1 })
  expect(await refusal(carl.request.${name}_play({ move: 1 }))).toBe('NOT_ALLOWED')
  expect(await dora.request.${name}_play({ move: 1 })).toEqual({ turn: 2 })
})

test('who is alone waits; who leaves ends it', async () => {
  const eve = await server().player('eve')
  const { room } = await eve.request.${name}_join()
  expect(await refusal(eve.request.${name}_play({ move: 1 }))).toBe('NOT_ALLOWED')
  const finn = await server().player('finn')
  await finn.request.${name}_join()
  await finn.request.${name}_leave({ room })
  expect(await eve.push('room_closed')).toMatchObject({ room })
})
`

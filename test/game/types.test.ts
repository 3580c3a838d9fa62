import { expect, test } from 'vitest'
import { latestWins } from '../../protocol/delivery.ts'
import {
  type EchoRequest,
  type Pushes,
  protocol,
  type Requests,
  type RoomCreateRequest,
} from '../../protocol/generated/index.ts'

// What is wrong here does not compile: the lines marked so are checked by tsc in `npm run check`.

type Reply<N extends keyof Requests> = Requests[N]['reply']

test('bodies and replies are typed from the schema', () => {
  const echo: EchoRequest = { text: 'x' }
  // @ts-expect-error: text is always given
  const nothing: EchoRequest = {}
  // @ts-expect-error: text is a string
  const wrong: EchoRequest = { text: 7 }
  // @ts-expect-error: there is no such field
  const misspelt: EchoRequest = { txt: 'x' }
  // @ts-expect-error: a struct is not null
  const none: EchoRequest = { text: null }
  const login: Reply<'login'> = { sign_cnt: 1, uid: '1', gold: 2 }
  // @ts-expect-error: sign_cnt is a number
  const bad: Reply<'login'> = { sign_cnt: '1' }
  // @ts-expect-error: there is no such request
  const unknown: Reply<'fly'> | undefined = undefined
  const body: Requests['heartbeat']['body'] = undefined
  // @ts-expect-error: logout is answered with a struct that has no fields
  const full: Reply<'logout'> = { x: 1 }
  const empty: Reply<'logout'> = {}
  const sure: string = echo.text
  const asked: RoomCreateRequest = { name: 'hall', kind: undefined }
  // @ts-expect-error: what is not always given may be missing
  const reads: string = asked.kind
  const all: unknown[] = [
    echo,
    nothing,
    wrong,
    misspelt,
    none,
    login,
    bad,
    unknown,
    body,
    full,
    empty,
    reads,
    sure,
  ]
  expect(all.length).toBe(13)
})

test('every request and every push of the types is a message of the protocol', () => {
  const request: keyof Requests = 'echo'
  expect(protocol.byName.get(request)).toMatchObject({ name: 'echo', file: 'c2s.sproto', hasResponse: true })
  for (const message of protocol.byName.values()) expect(protocol.byTag[message.tag]).toBe(message)
})

test('only pushes of the schema can be latest-wins', () => {
  const names: ReadonlySet<keyof Pushes> = latestWins
  for (const name of names) expect(protocol.byName.get(name)?.file).toMatch(/s2c\.sproto$/)
  // @ts-expect-error: echo is no push
  const wrong: ReadonlySet<keyof Pushes> = new Set<'echo'>(['echo'])
  expect(wrong.size).toBe(1)
})

// A server with a schema that the page has never seen: every kind of field, nested and in arrays and maps. It answers what it
// is asked with the same body, sends a storm of pushes on demand, and closes with a code on demand.

import type { SchemaFile } from '../../../protocol/sproto/index.ts'
import { type Asked, type Client, PageServer } from './page-server.ts'

/** Its messages at first. */
export const FILES: readonly SchemaFile[] = [
  {
    name: 'c2s.sproto',
    text: `
# Everything that a field can be.
odd_all 11 {
  request Odd
  response Odd
}

# Sends \`count\` pushes at once, or so many a second.
storm_begin 12 {
  request { count 0 : integer  rate 1 : integer }
}

# Closes the connection.
storm_close 13 {
  request { code 0 : integer }
}

# Nothing comes back.
storm_silence 14 {
  response { never 0 : integer }
}
`,
  },
  { name: 's2c.sproto', text: 'storm_push 101 { request { n 0 : integer  text 1 : string } }\n' },
  {
    name: 'types.sproto',
    text: `
.Odd {
  .Place { x 0 : integer  y 1 : integer  label 2 : string }
  .Pair { id 0 : integer  name 1 : string }
  yes 0 : boolean
  small 1 : integer
  wide 2 : integer          # beyond what JavaScript counts exactly
  money 3 : integer(2)
  ratio 4 : double
  text 5 : string
  bytes 6 : binary
  place 7 : Place
  yeses 8 : *boolean
  wides 9 : *integer
  ratios 10 : *double
  texts 11 : *string
  blobs 12 : *binary
  places 13 : *Place
  byX 14 : *Place(x)
  names 15 : *Pair()
  itself 16 : Odd
}
`,
  },
]

export class OddServer extends PageServer {
  /** Bodies as they arrived. */
  readonly heard: unknown[] = []

  constructor() {
    super(FILES)
  }

  protected override asked(client: Client, { name, body, session }: Asked): void {
    this.heard.push(body)
    const { response } = this.protocol.byName.get(name)!
    if (name === 'storm_silence') return
    if (name === 'storm_close') client.end(body.code as number, '')
    else if (name === 'storm_begin') this.#storm(client, body)
    else if (session !== undefined) client.send(this.writer.response(session, response, body), true)
  }

  /** `rate` pushes a second, in bunches of 10 ms; all at once without. */
  #storm(client: Client, { count = 0, rate }: { count?: number; rate?: number }): void {
    const bunch = rate ? rate / 100 : count
    let n = 0
    const timer = setInterval(() => {
      for (let end = Math.min(count, n + bunch); n < end; n += 1) this.#push(client, n + 1)
      if (n >= count) clearInterval(timer)
    }, 10)
  }

  #push(client: Client, n: number): void {
    const push = this.protocol.byName.get('storm_push')!
    client.send(this.writer.push(push.tag, push.request, { n, text: `push number ${n}` }), true)
  }
}

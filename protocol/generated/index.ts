// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

import { assemble, Codec, type Protocol, parseSchema } from '../sproto/index.ts'
import { shapes } from './codecs.ts'

export type * from './types.ts'

const files = [
  { name: "c2s.sproto", text: `# What a client asks. Tags 1..99 are requests; the first block needs no login.

# Logs in, and creates the role at the first time.
login 1 {
  request {
    acc 0 : string       # account name
    token 1 : string     # what the authenticator asks for; empty with open authentication
  }
  response {
    sign_cnt 0 : integer # how often this role has signed
    uid 1 : string       # the role's id, decimal
    gold 2 : integer
  }
}

# Keeps the connection alive; the reply carries the server's clock.
heartbeat 2 {
  response {
    time 0 : integer     # server time, ms since 1970
  }
}

# Gives back what it was sent.
echo 3 {
  request {
    text 0 : string
  }
  response {
    text 0 : string
  }
}

# Leaves the account; the connection stays and is a guest again.
logout 4 {
  response {}
}

# The daily sign-in.
sign 5 {
  response {
    sign_cnt 0 : integer # how often, this one counted
  }
}
` },
  { name: "s2c.sproto", text: `# What the server tells a client unasked (pushes). Tags 100..199.
` },
  { name: "types.sproto", text: `# Types that several messages share.
` },
]

/** All messages of protocol/*.sproto, with generated codecs. */
export const protocol: Protocol = assemble(
  parseSchema(files),
  type => new Codec(type.name, shapes[type.name]!, () => type, false),
)

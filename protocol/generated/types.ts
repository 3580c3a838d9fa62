// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

export interface LoginRequest {
  /** account name */
  acc?: string | undefined
  /** what the authenticator asks for; empty with open authentication */
  token?: string | undefined
}

export interface LoginResponse {
  /** how often this role has signed */
  sign_cnt?: number | undefined
  /** the role's id, decimal */
  uid?: string | undefined
  gold?: number | undefined
}

export interface HeartbeatResponse {
  /** server time, ms since 1970 */
  time?: number | undefined
}

export interface EchoRequest {
  text?: string | undefined
}

export interface EchoResponse {
  text?: string | undefined
}

export type LogoutResponse = Record<string, never>

export interface SignResponse {
  /** how often, this one counted */
  sign_cnt?: number | undefined
}

/** Every type by its name in the schema. */
export interface Types {
  'login.request': LoginRequest
  'login.response': LoginResponse
  'heartbeat.response': HeartbeatResponse
  'echo.request': EchoRequest
  'echo.response': EchoResponse
  'logout.response': LogoutResponse
  'sign.response': SignResponse
}

/** What clients ask: the body they send and the reply they get. */
export interface Requests {
  /** Logs in, and creates the role at the first time. */
  login: { body: LoginRequest; reply: LoginResponse }
  /** Keeps the connection alive; the reply carries the server's clock. */
  heartbeat: { body: undefined; reply: HeartbeatResponse }
  /** Gives back what it was sent. */
  echo: { body: EchoRequest; reply: EchoResponse }
  /** Leaves the account; the connection stays and is a guest again. */
  logout: { body: undefined; reply: LogoutResponse }
  /** The daily sign-in. */
  sign: { body: undefined; reply: SignResponse }
}

/** What the server tells unasked: the body of each push. */
export interface Pushes {
}

// What clients and the login server say to each other: JSON over HTTP. What is asked is a POST to /login/NAME, but for the offer
// (GET /login) and the account (GET /login/account). What fails is answered with a LoginFailure and a status that says so.

/** How to come in: `register` and `name` by a name and a password, `device` as a guest, `platform` by what a platform gave. */
export type Credentials =
  | { name: string; password: string }
  /** A secret of at least 128 random bits that only this device has: 22 to 64 letters, digits, - and _. */
  | { device: string }
  /** `platform`: its name in the settings; `code`: what the platform gave to the client. */
  | { platform: string; code: string }

/** The answer to whoever comes in: `register`, `name`, `device`, `platform`, `refresh`, `password`, `reset`. */
export interface LoginAnswer {
  /** The account's id. */
  account: string
  /** As its player has typed it; missing for who has none. */
  name?: string
  /** The account was made just now. */
  isNew: boolean
  /** What the gate, and this server, are shown. */
  access: string
  /** s that it counts. */
  accessTime: number
  /** What the next one is asked for with: once. */
  refresh: string
  /** The addresses of gates, the one to take first. */
  gates: string[]
}

/** GET /login: how players may come in here. */
export interface LoginOffer {
  names: boolean
  guests: boolean
  platforms: string[]
  /** Passwords that were forgotten can be reset. */
  resets: boolean
}

/** GET /login/account, with an access token. */
export interface AccountAnswer {
  account: string
  name?: string
  /** By what it is entered: `name`, `device`, platforms. */
  logins: string[]
}

export interface LoginFailure {
  /** Of the catalogue. */
  code: string
  error: string
}

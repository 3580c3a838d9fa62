// Who somebody is: what a login shows, and what an authenticator makes of it. One is chosen when a thread starts
// (on-thread.ts): the game's own, or that of `auth.kind`.

/** What the kit's own kinds of logins look at; a game with `authenticate` may have others. */
export interface Credentials {
  /** The name as it was typed; ignored where a token is asked for. */
  acc?: string | undefined
  token?: string | undefined
}

export interface LoginAttempt<C extends object = Credentials> {
  /** As the game's handler has given them to `guest.login()`. */
  credentials: C
  /** The client's address as seen by the outermost trusted proxy. */
  address: string
  /** Path and query of the handshake; '' for a game without `authenticate`. */
  url: string
  /** Those of the handshake that `handshakeHeaders` names, by their names in small letters. */
  headers: Readonly<Record<string, string>>
}

/** What is known of somebody besides the account, such as what a token says. Frozen. */
export type Claims = Readonly<Record<string, unknown>>

/** What a game's `authenticate` gives: an account, which is compared byte for byte, and what is known besides. */
export type Authenticated = string | { account: string; claims?: Claims }

/** A game's own `authenticate`; `game` is its scope. */
export type OwnAuthenticate = (attempt: LoginAttempt, game: unknown) => Authenticated | Promise<Authenticated>

export interface Identity {
  account: string
  claims: Claims
  /** When its token was made, in ms since 1970; undefined where that is not known. */
  issuedAt?: number | undefined
}

export interface Authenticator {
  /** Who that is. `own`: that of the version of the game whose handler logs in. Throws LOGIN_FAILED with a reason for the client;
   * TRY_AGAIN where it can't be told now. */
  authenticate(attempt: LoginAttempt, own?: OwnAuthenticate): Promise<Identity> | Identity
}

export const NO_CLAIMS: Claims = Object.freeze({})

// The tokens of programs: few, made and revoked by operators, read whenever a program shows one. The token itself is not in
// it, only its hash.

export interface StoredToken {
  name: string
  /** SHA-256 of the token's text, in hex. */
  hash: string
  scopes: string[]
  /** ms since 1970. */
  created: number
  /** The same; absent: until it is revoked. */
  expires?: number
}

export interface TokenStore {
  /** False when there is one with this name, which stays. Durable when it resolves. */
  add(token: StoredToken): Promise<boolean>
  /** False when there is none. */
  remove(name: string): Promise<boolean>
  /** By name. Sees what other processes have written. */
  list(): Promise<StoredToken[]>
}

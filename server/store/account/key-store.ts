// The keys that the login server signs access tokens with. Few, read by every thread that lets players in; an operator adds
// one by `npm run auth -- keys`. The private parts stand in it as they are: who can read the store can sign.

export interface StoredKey {
  /** Its public name, in the head of each token. */
  kid: string
  /** ms since 1970. */
  created: number
  /** A private JWK of Ed25519, as JSON. */
  jwk: string
}

/** What is written is durable when the promise resolves. */
export interface KeyStore {
  add(key: StoredKey): Promise<void>
  /** False where there is none. */
  remove(kid: string): Promise<boolean>
  /** The oldest first. Sees what other processes have written. */
  list(): Promise<StoredKey[]>
}

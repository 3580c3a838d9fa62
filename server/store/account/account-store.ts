// What the login server knows of its players: one document per account, with all that it is entered by. embedded/ (LMDB) and
// mongo/ implement it; login/ talks to it. Always true: a login leads to one account at most; a replacement is made only of
// what it was read from, so that of two changes at once the second one sees the first. No secret stands in it, only hashes.

/** What an account is entered by. */
export interface AccountLogin {
  /** `name`, `device`, or a platform's name. */
  kind: string
  /** A name in its normal form; the hash of a device's secret, in hex; the player's id on the platform, byte for byte. */
  key: string
}

/** The refresh tokens that follow each other on one device. */
export interface RefreshFamily {
  id: string
  /** SHA-256 of the secret of the token that counts, in hex. */
  hash: string
  /** When that was given, ms since 1970. */
  given: number
  /** When it ends, ms since 1970. */
  expires: number
  /** The token before it: its hash, and what its successor was derived with. */
  before?: { hash: string; salt: string }
}

export interface StoredAccount {
  /** Decimal; what the game knows the player by. */
  id: string
  /** How many changes it has had. */
  rev: number
  /** ms since 1970. */
  created: number
  /** At least one. */
  logins: AccountLogin[]
  /** As its player has typed it. */
  name?: string
  /** argon2id, as a PHC string. */
  password?: string
  families: RefreshFamily[]
  /** The one reset that was asked for last: SHA-256 of its secret, in hex. */
  reset?: { hash: string; expires: number }
  /** Access tokens that were made before count no more, ms since 1970. */
  validFrom: number
  /** It is being removed: nobody enters it any more. */
  isLeaving?: true
}

/** What is written is durable when the promise resolves. */
export interface AccountStore {
  /** False where the id or one of its logins is taken. */
  create(account: StoredAccount): Promise<boolean>
  find(id: string): Promise<StoredAccount | undefined>
  findBy(login: AccountLogin): Promise<StoredAccount | undefined>
  /** Stores it in the place of the one with its id and `rev`, as `rev + 1`. `changed`: there is none like that (any more);
   * `taken`: one of its logins leads to another account. */
  replace(account: StoredAccount): Promise<'replaced' | 'changed' | 'taken'>
  /** With its logins, which are free then. False where there is none. */
  remove(id: string): Promise<boolean>
  /** The ids of those that are being removed. */
  leaving(): Promise<string[]>
}

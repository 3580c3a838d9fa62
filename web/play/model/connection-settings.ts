// What is kept of a connection between visits.

export interface ConnectionSettings {
  url: string
  /** Logs in with it at once when it is not empty. */
  account: string
  format: 'binary' | 'text'
  /** How it signs in, where players have accounts; see LoginForm. */
  way?: string
  device?: string
  /** The refresh token of who is signed in, and whose it is. */
  refresh?: string | undefined
  player?: string
}

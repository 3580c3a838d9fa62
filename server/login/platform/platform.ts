// A platform that knows its players: what a client has got from it, a code or a token, becomes the player's id there.

/** What is asked of any of them; open-platforms.ts makes those of the settings. */
export interface Platform {
  /** At most 255 characters, told apart byte for byte. Throws LOGIN_FAILED for what does not count (any more), TRY_AGAIN while
   * the platform does not answer. */
  identify(code: string): Promise<string>
}

/** Of the id: a key of the stores. */
export const LONGEST_ID = 255

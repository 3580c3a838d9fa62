// A frame that is not a request: not JSON, not an object, without a name or with a request number that is none.

/** A name that a client invented is sent back, but not at any length. */
export const LONGEST_NAME = 64

export class BadFrame extends Error {
  readonly requestName: string
  readonly session: number | undefined

  constructor(reason: string, requestName = '', session?: number) {
    super(reason)
    this.requestName = requestName.slice(0, LONGEST_NAME)
    this.session = session
  }
}

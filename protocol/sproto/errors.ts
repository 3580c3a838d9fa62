// What the codec throws. A syntax error points into a schema, an encode error names the path in a value,
// a decode error says where in the bytes; nothing else leaves the codec on bad input.

/** A schema that can't be read. `line` and `column` count from 1; `file` is the name given to parseSchema. */
export class SprotoSyntaxError extends Error {
  override name = 'SprotoSyntaxError'
  readonly line: number
  readonly column: number
  readonly file: string | undefined

  constructor(reason: string, at: { line: number; column: number; file?: string | undefined }) {
    super(`${at.file ? `${at.file}:` : ''}${at.line}:${at.column}: ${reason}`)
    this.line = at.line
    this.column = at.column
    this.file = at.file
  }
}

/** A value that does not fit its type. `path` leads to it from the message's root: `role.bag[3].count`. */
export class SprotoEncodeError extends Error {
  override name = 'SprotoEncodeError'
  readonly path: string

  constructor(reason: string, path = '') {
    super(path ? `${path}: ${reason}` : reason)
    this.path = path
  }
}

/** A JSON body that does not fit its type; the same checks as encoding, so it is a kind of encode error. */
export class SprotoJsonError extends SprotoEncodeError {
  override name = 'SprotoJsonError'
}

/** Bytes that no encoder makes. `session` is set where the package's request number could be read. */
export class SprotoDecodeError extends Error {
  override name = 'SprotoDecodeError'
  session: number | bigint | undefined = undefined
}

// Cuts a schema's text into words, numbers and signs, each with its place and the comment that belongs to it.
// A comment in front of a token belongs to it; one that ends a line belongs to the token before it. A comment that begins
// with `#!` or `#?` bears a mark (schema.ts says what they mean); other parsers read it as any comment.

import { SprotoSyntaxError } from '../errors.ts'

export interface Place {
  readonly line: number
  readonly column: number
  readonly file: string | undefined
}

/** `#!`, `#?`, or none. */
export type Mark = '!' | '?' | undefined

export interface Token extends Place {
  readonly kind: 'word' | 'number' | 'sign' | 'end'
  readonly text: string
  /** The lines of comment directly above it. */
  readonly above: string
  /** The comment that follows it on its line. */
  behind: string
  /** The mark in either. */
  mark: Mark
  /** No blank stands between it and the token before. */
  readonly glued: boolean
}

const TOKEN = /[ \t\r]+|(\n)|#([^\n]*)|([A-Za-z_][A-Za-z0-9_]*)|([0-9]+)|([.{}:*()])/y

const MARK = /^([!?])(?:\s+|$)/

/** What editors on Windows put in front of a file. */
const BYTE_ORDER_MARK = '\ufeff'

/** The tokens of `text`; the last is of kind `end`. */
export function tokenize(text: string, file: string | undefined): Token[] {
  const tokens: Token[] = []
  let line = 1
  let lineStart = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0
  let above: string[] = []
  let mark: Mark
  let glued = false
  let blankLine = true
  for (let at = lineStart; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    const place = { line, column: at - lineStart + 1, file }
    if (!found) throw new SprotoSyntaxError(`unexpected character ${quoteAt(text, at)}`, place)
    const [whole, newline, comment, word, number] = found
    if (newline !== undefined) {
      if (blankLine) [above, mark] = [[], undefined]
      line += 1
      lineStart = TOKEN.lastIndex
      blankLine = true
    } else if (comment !== undefined) {
      const before = tokens[tokens.length - 1]
      const marked = MARK.exec(comment)
      const words = comment.slice(marked?.[0].length ?? 0).trim()
      const found = marked?.[1] as Mark
      if (before?.line === line) Object.assign(before, { behind: words, mark: found ?? before.mark })
      else {
        above.push(words)
        mark = found ?? mark
      }
      blankLine = false
    } else if (whole.trim() !== '') {
      const kind = word !== undefined ? 'word' : number !== undefined ? 'number' : 'sign'
      tokens.push({ kind, text: whole, above: above.join('\n'), behind: '', mark, glued, ...place })
      above = []
      mark = undefined
      blankLine = false
      glued = true
      continue
    }
    glued = false
  }
  const place = { line, column: text.length - lineStart + 1, file }
  tokens.push({ kind: 'end', text: '', above: '', behind: '', mark: undefined, glued: false, ...place })
  return tokens
}

const quoteAt = (text: string, at: number): string =>
  JSON.stringify(String.fromCodePoint(text.codePointAt(at)!))

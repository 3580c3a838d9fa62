// A line of the console as words. A word that begins with a quote ends at the next one; a quote within a word stands for
// itself, so that JSON can be written as it is.

export interface Word {
  readonly text: string
  /** Where it begins in the line. */
  readonly at: number
  readonly isQuoted: boolean
  /** It begins with a quote that is not closed: fine only within what takes the rest of the line, such as code. */
  readonly isOpen: boolean
}

export function wordsOf(line: string): Word[] {
  const words: Word[] = []
  for (const match of line.matchAll(/(["'])((?:\\.|(?!\1).)*)\1(?=\s|$)|\S+/g)) {
    const [whole, quote, inner] = match
    const isOpen = /^(["'])(?!.*\1)/.test(whole)
    const text = quote === undefined ? whole : inner!.replace(/\\(.)/g, '$1')
    words.push({ text, at: match.index, isQuoted: quote !== undefined, isOpen })
  }
  return words
}

// Reads designers' JSON strictly: errors have a line and a column, and a name may occur once per object. JSON.parse gives no
// position in some of its messages, and silently takes the last of two equal names.

import { checkName } from '../problem.ts'

const DEEPEST = 100

const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[A-Za-z_$][\w$]*/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** Its message names the line and the column. */
export class JsonMistake extends Error {
  override name = 'JsonMistake'
}

/** A position in a text; both count from 1. */
interface Position {
  line: number
  column: number
}

/** Throws JsonMistake for the first mistake, and Expected for a name that no field may have. */
export function parseJson(text: string): unknown {
  return new JsonReader(text).read()
}

class JsonReader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): unknown {
    const value = this.#value()
    this.#skipSpace()
    if (this.#at < this.#text.length) this.#refuse('Unexpected text after the end')
    return value
  }

  #value(): unknown {
    this.#skipSpace()
    const next = this.#text[this.#at]
    if (next === '{') return this.#nested(() => this.#object())
    if (next === '[') return this.#nested(() => this.#array())
    if (next === '"') return this.#string()
    const number = this.#match(NUMBER)
    if (number !== undefined) return Number(number)
    return this.#word()
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1
    if (this.#depth > DEEPEST) this.#refuse(`More than ${DEEPEST} brackets inside each other`)
    this.#at += 1
    const value = read()
    this.#depth -= 1
    return value
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    if (this.#take('}')) return object
    do {
      this.#skipSpace()
      const start = this.#at
      if (this.#text[start] !== '"') this.#refuse('Expected double-quoted property name')
      const name = this.#string()
      if (Object.hasOwn(object, name))
        this.#refuse(`The name ${JSON.stringify(name)} stands twice in one object`, start)
      checkName(name)
      if (!this.#take(':')) this.#refuse("Expected ':' after property name")
      object[name] = this.#value()
    } while (this.#take(','))
    if (!this.#take('}')) this.#refuse("Expected ',' or '}' after property value")
    return object
  }

  #array(): unknown[] {
    const array: unknown[] = []
    if (this.#take(']')) return array
    do array.push(this.#value())
    while (this.#take(','))
    if (!this.#take(']')) this.#refuse("Expected ',' or ']' after array element")
    return array
  }

  #string(): string {
    const start = this.#at
    const token = this.#text.slice(start, this.#endOfString(start))
    try {
      const value = JSON.parse(token) as string
      this.#at += token.length
      return value
    } catch {
      return this.#refuseString(start)
    }
  }

  /** Behind the next quote that no backslash escapes. */
  #endOfString(start: number): number {
    for (let end = start + 1; ; end++) {
      end = this.#text.indexOf('"', end)
      if (end < 0) return this.#text.length
      let escapes = end
      while (this.#text[escapes - 1] === '\\') escapes -= 1
      if ((end - escapes) % 2 === 0) return end + 1
    }
  }

  /** Finds the character at which the text stops being a string. */
  #refuseString(start: number): never {
    for (this.#at = start + 1; this.#at < this.#text.length; ) {
      if (this.#text[this.#at] === '\\') {
        if (this.#match(ESCAPE) === undefined)
          this.#refuse('Bad escaped character in string (two backslashes stand for one)')
      } else if (this.#text[this.#at]! < ' ') break
      else this.#at += 1
    }
    const isLine = /[\r\n]/.test(this.#text[this.#at] ?? '\n')
    return this.#refuse(isLine ? 'Unterminated string' : 'Bad control character in string')
  }

  #word(): unknown {
    const start = this.#at
    const word = this.#match(WORD)
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    const isEnd = start === this.#text.length
    return this.#refuse(isEnd ? 'Unexpected end' : 'Expected a value (text is in double quotes)', start)
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #skipSpace(): void {
    this.#match(SPACE)
  }

  #take(sign: string): boolean {
    this.#skipSpace()
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    return true
  }

  #refuse(what: string, at = this.#at): never {
    const { line, column } = positionOf(this.#text, at)
    throw new JsonMistake(`line ${line}, column ${column}: ${what}`)
  }
}

function positionOf(text: string, at: number): Position {
  const lines = text.slice(0, at).split(/\r\n|\n|\r/)
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

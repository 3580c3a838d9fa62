// Whether a class has #private members: such are installed by its constructor, so an object that another class has made has none.
// Looks at the class's own text, without comments, texts and regular expressions.

/** After these a slash begins a regular expression. */
const BEFORE_REGEX =
  /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|delete|throw|new|else|do))\s*$/

const SKIPPED = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y
const TEMPLATE = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y
const NAME = /#[\p{ID_Start}$_]/uy

const known = new WeakMap<object, boolean>()

/** Of the class itself, not of those that it extends. */
export function hasPrivateNames(type: object): boolean {
  const found = known.get(type)
  if (found !== undefined) return found
  const text = Function.prototype.toString.call(type)
  const has = text.includes('#') && new Scan(text).findsName()
  known.set(type, has)
  return has
}

class Scan {
  readonly #text: string
  #at = 0
  /** Of each `${` that is open: the braces that are open in it. */
  readonly #open: number[] = []

  constructor(text: string) {
    this.#text = text
  }

  findsName(): boolean {
    while (this.#at < this.#text.length) {
      if (matchEnd(NAME, this.#text, this.#at) > 0) return true
      this.#step(this.#text[this.#at]!)
    }
    return false
  }

  #step(character: string): void {
    if (character === '`') return this.#passTemplate()
    const depth = this.#open.length - 1
    if (depth >= 0 && character === '{') this.#open[depth]!++
    if (depth >= 0 && character === '}' && this.#open[depth]!-- === 0) {
      this.#open.pop()
      return this.#passTemplate()
    }
    this.#at = this.#afterSkipped()
  }

  /** From its beginning, or from the end of a `${ … }`, to its end or to the next one. */
  #passTemplate(): void {
    this.#at = matchEnd(TEMPLATE, this.#text, this.#at + 1)
    const isOpen = this.#text[this.#at] === '$'
    if (isOpen) this.#open.push(0)
    this.#at += isOpen ? 2 : 1
  }

  #afterSkipped(): number {
    const text = this.#text
    const at = this.#at
    const end = matchEnd(SKIPPED, text, at)
    if (end > 0) return end
    const isRegex = text[at] === '/' && BEFORE_REGEX.test(text.slice(Math.max(0, at - 40), at))
    return (isRegex && matchEnd(REGEX, text, at)) || at + 1
  }
}

/** 0 where it does not match. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}

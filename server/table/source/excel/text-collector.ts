// The text of one string of a workbook: plain (`<t>`) or in runs with formats (`<r><t>`); how to pronounce it
// (`<rPh>`) is no part of it.

/** `_x000D_` is how a workbook writes a character that XML cannot contain; `_x005F_` is the escaped underscore. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

export class StringCollector {
  #text = ''
  #isText = false
  #isPhonetic = false

  begin(): void {
    this.#text = ''
    this.#isText = false
    this.#isPhonetic = false
  }

  open(element: string): void {
    if (element === 'rPh') this.#isPhonetic = true
    else if (element === 't') this.#isText = !this.#isPhonetic
  }

  text(text: string): void {
    if (this.#isText) this.#text += text
  }

  close(element: string): void {
    if (element === 'rPh') this.#isPhonetic = false
    else if (element === 't') this.#isText = false
  }

  end(): string {
    return unescapeText(this.#text)
  }
}

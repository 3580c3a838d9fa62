// How the page looks and speaks, as its user chose: theme and language, kept in the browser. The words of another
// language are loaded when it is chosen.

import { ENGLISH, type Words } from '../words/english.ts'
import { keep, recall } from './storage.ts'
import { Store } from './store.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Language = 'en' | 'zh'

const unchanged = (text: string): string => text

export class Settings extends Store {
  #theme: Theme = toTheme(recall('theme'))
  #language: Language = 'en'
  #english = ENGLISH as Words
  #words: Words = this.#english
  #mistake = unchanged

  get theme(): Theme {
    return this.#theme
  }

  get language(): Language {
    return this.#language
  }

  get words(): Words {
    return this.#words
  }

  /** What is wrong with something that was written: as the page's checks and the server say it in English, in this language. */
  mistake(message: string): string {
    return this.#mistake(message)
  }

  /** Takes the English words of views that have been loaded. In another language they are all there at once. */
  learn(words: Partial<Words>): void {
    this.#english = { ...this.#english, ...words }
    if (this.#language === 'en') this.#words = this.#english
  }

  setTheme(theme: Theme): void {
    this.#theme = theme
    keep('theme', theme === 'system' ? undefined : theme)
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    this.changed()
  }

  async setLanguage(language: Language): Promise<void> {
    keep('lang', language)
    document.documentElement.lang = language
    await this.load()
  }

  /** Gets the words of the language that theme.ts has found out. */
  async load(): Promise<void> {
    if (document.documentElement.lang === 'zh') await this.#speakChinese()
    else {
      this.#language = 'en'
      this.#words = this.#english
      this.#mistake = unchanged
    }
    this.changed()
  }

  async #speakChinese(): Promise<void> {
    const { CHINESE, mistakeInChinese } = await import('../words/chinese.ts')
    this.#language = 'zh'
    this.#words = CHINESE
    this.#mistake = mistakeInChinese
  }
}

const toTheme = (text: string | undefined): Theme => (text === 'light' || text === 'dark' ? text : 'system')

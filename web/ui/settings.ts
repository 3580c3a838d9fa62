// How the page looks and speaks, as its user chose: theme and language, kept in the browser. The words of another
// language are loaded when it is chosen.

import { ENGLISH, type Words } from '../words/english.ts'
import { keep, recall } from './storage.ts'
import { Store } from './store.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Language = 'en' | 'zh'

const LOADERS: Record<Language, () => Promise<Words>> = {
  en: async () => ENGLISH,
  zh: async () => (await import('../words/chinese.ts')).CHINESE,
}

export class Settings extends Store {
  #theme: Theme = toTheme(recall('theme'))
  #language: Language = 'en'
  #words: Words = ENGLISH

  get theme(): Theme {
    return this.#theme
  }

  get language(): Language {
    return this.#language
  }

  get words(): Words {
    return this.#words
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
    const language: Language = document.documentElement.lang === 'zh' ? 'zh' : 'en'
    this.#words = await LOADERS[language]()
    this.#language = language
    this.changed()
  }
}

const toTheme = (text: string | undefined): Theme => (text === 'light' || text === 'dark' ? text : 'system')

// How the page looks and speaks, as its user chose: theme and language, kept in the browser.

import { keep, recall } from './storage.ts'
import { Store } from './store.ts'

export type Theme = 'system' | 'light' | 'dark'
export type Language = 'en' | 'zh'

export class Settings extends Store {
  #theme: Theme = toTheme(recall('theme'))
  #language: Language = document.documentElement.lang === 'zh' ? 'zh' : 'en'

  get theme(): Theme {
    return this.#theme
  }

  get language(): Language {
    return this.#language
  }

  setTheme(theme: Theme): void {
    this.#theme = theme
    keep('theme', theme === 'system' ? undefined : theme)
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    this.changed()
  }

  setLanguage(language: Language): void {
    this.#language = language
    keep('lang', language)
    document.documentElement.lang = language
    this.changed()
  }
}

const toTheme = (text: string | undefined): Theme => (text === 'light' || text === 'dark' ? text : 'system')

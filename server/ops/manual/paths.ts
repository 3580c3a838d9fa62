// Where the pages of the manual are served.

export type ManualLanguage = 'en' | 'zh'

/** The page that lists the others. */
export const INDEX = 'index'

export const pathOf = (language: ManualLanguage, name: string): string =>
  (language === 'en' ? '/docs' : `/docs/${language}`) + (name === INDEX ? '' : `/${name}`)

// Runs before the first paint: a theme or language that was chosen earlier is there at once, so nothing flashes. A page
// of the manual has the language that it is written in.

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null // storage may be forbidden; then the system's choice holds
  }
}

const theme = stored('gatehouse.theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
if (document.documentElement.dataset.manual === undefined)
  document.documentElement.lang =
    stored('gatehouse.lang') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')

export {}

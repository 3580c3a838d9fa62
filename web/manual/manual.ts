// The manual's pages: search, theme, and the contents folded on a phone. What a page says is there without it.

import { Settings, type Theme } from '../ui/settings.ts'
import { find, type Section } from './search.ts'

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T

const settings = new Settings()
const theme = element<HTMLSelectElement>('theme')
theme.value = settings.theme
theme.addEventListener('change', () => settings.setTheme(theme.value as Theme))

const contents = document.querySelector<HTMLDetailsElement>('.contents')!
if (matchMedia('(max-width: 860px)').matches) contents.open = false

const words = {
  en: { none: 'Nothing found', failed: 'The search could not be loaded' },
  zh: { none: '没有找到', failed: '无法加载搜索' },
}[document.documentElement.lang === 'zh' ? 'zh' : 'en']

const search = element<HTMLInputElement>('search')
const found = element('found')

let sections: Promise<Section[]> | undefined

/** Asked for when somebody searches; what failed is asked for again. */
function load(): Promise<Section[]> {
  sections ??= fetch(`/docs/search/${document.documentElement.lang}`).then(answer => answer.json())
  sections.catch(() => {
    sections = undefined
  })
  return sections
}

async function show(): Promise<void> {
  const query = search.value
  found.hidden = query.trim() === ''
  contents.hidden = !found.hidden
  if (found.hidden) return
  const results = await load().then(
    all => find(all, query),
    () => undefined,
  )
  // Another letter was typed meanwhile.
  if (search.value !== query) return
  if (!results || results.length === 0) found.replaceChildren(results ? words.none : words.failed)
  else found.replaceChildren(listOf(results))
}

function listOf(results: ReturnType<typeof find>): HTMLElement {
  const list = document.createElement('ul')
  for (const { section, before, match, after } of results) {
    const link = document.createElement('a')
    link.href = section.path
    const title = document.createElement('strong')
    title.textContent =
      section.heading === section.page ? section.page : `${section.page} › ${section.heading}`
    const mark = document.createElement('mark')
    mark.textContent = match
    const text = document.createElement('span')
    text.append(before, mark, after)
    link.append(title, text)
    const item = document.createElement('li')
    item.append(link)
    list.append(item)
  }
  return list
}

search.addEventListener('input', () => void show())
search.addEventListener('focus', () => void load().catch(() => undefined))

/** `/` goes to the search, arrows through what it found, Enter to the first, Escape back. */
document.addEventListener('keydown', event => {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault()
    search.focus()
  } else if (event.key === 'Escape' && !found.hidden) {
    search.value = ''
    search.focus()
    void show()
  } else if (event.key === 'Enter' && event.target === search) {
    found.querySelector('a')?.click()
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    step(event)
  }
})

function step(event: KeyboardEvent): void {
  const stops = [search, ...found.querySelectorAll('a')]
  const at = stops.indexOf(document.activeElement as HTMLAnchorElement)
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (found.hidden || at < 0 || !next) return
  event.preventDefault()
  next.focus()
}

found.addEventListener('click', event => {
  const link = (event.target as Element).closest('a')
  if (!link || new URL(link.href).pathname !== location.pathname) return
  // On this page: the contents come back, the browser goes to the heading.
  search.value = ''
  void show()
})

// The line above all: name, views, language, theme, help.

import { usePage } from '../play/page.ts'
import { VIEWS } from '../play/workspace.ts'
import { Icon } from '../ui/icon.tsx'
import type { Theme } from '../ui/settings.ts'
import type { Word } from '../ui/words.ts'

const THEMES: [Theme, Word][] = [
  ['system', 'themeSystem'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
]

export function TopBar({ onHelp }: { onHelp: () => void }) {
  const { page, t } = usePage()
  const { settings } = page
  return (
    <header class="top-bar">
      <h1 class="brand">
        <img src="/icon.svg" alt="" width="22" height="22" />
        <span>Gatehouse</span>
      </h1>
      <nav aria-label={t('views')} class="view-tabs">
        {VIEWS.map(view => (
          <a
            key={view}
            href={`#${view}`}
            aria-current={page.view === view ? 'page' : undefined}
            onClick={event => {
              event.preventDefault()
              page.show(view)
            }}
          >
            {t(view)}
          </a>
        ))}
      </nav>
      <div class="top-tools">
        {/* Beside this page: its connections go on. */}
        <a
          class="docs-link"
          href={settings.language === 'zh' ? '/docs/zh' : '/docs'}
          target="_blank"
          rel="noopener"
        >
          {t('docs')}
        </a>
        <select
          aria-label={t('theme')}
          class="quiet"
          value={settings.theme}
          onChange={event => settings.setTheme(event.currentTarget.value as Theme)}
        >
          {THEMES.map(([theme, word]) => (
            <option key={theme} value={theme}>
              {t(word)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="quiet"
          lang={settings.language === 'zh' ? 'en' : 'zh'}
          onClick={() => settings.setLanguage(settings.language === 'zh' ? 'en' : 'zh')}
        >
          {settings.language === 'zh' ? 'English' : '中文'}
        </button>
        <button
          type="button"
          class="quiet icon"
          aria-label={t('help')}
          title={`${t('help')} (?)`}
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  )
}

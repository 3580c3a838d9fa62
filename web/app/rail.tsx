// The rail beside every view: the views, the manual, how the page looks and speaks, the help. On a phone it lies below.

import { usePage } from '../play/page.ts'
import { VIEWS } from '../play/place.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { Language, Theme } from '../ui/settings.ts'
import type { Word } from '../words/translator.ts'

const THEMES: [Theme, Word][] = [
  ['system', 'themeSystem'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
]

/** Each by its own name. */
const LANGUAGES: [Language, string][] = [
  ['en', 'English'],
  ['zh', '中文'],
]

export function Rail({ onHelp }: { onHelp: () => void }) {
  const { page, t } = usePage()
  return (
    <header class="rail">
      <h1 class="brand">
        <Brand />
      </h1>
      <nav aria-label={t('views')}>
        {VIEWS.map(view => (
          <a
            key={view}
            href={`#${view}`}
            aria-label={t(view)}
            aria-current={page.view === view ? 'page' : undefined}
            onClick={event => {
              event.preventDefault()
              page.show(view)
            }}
          >
            <Icon name={view} size={20} />
            <span>{t(view)}</span>
          </a>
        ))}
      </nav>
      <div class="rail-tools">
        {/* Beside this page: its connections go on. */}
        <a
          class="docs-link"
          href={page.settings.language === 'zh' ? '/docs/zh' : '/docs'}
          target="_blank"
          rel="noopener"
          aria-label={t('docs')}
        >
          <Icon name="docs" size={20} />
          <span>{t('docs')}</span>
        </a>
        <Popover label={t('settings')} class="quiet icon" button={<Icon name="settings" size={20} />}>
          {() => <PageSettings />}
        </Popover>
        <IconButton icon="help" size={20} label={t('help')} onClick={onHelp} />
      </div>
    </header>
  )
}

/** icon.svg, drawn here: the browser asks for that by itself. */
const Brand = () => (
  <svg viewBox="0 0 32 32" width="28" height="28" role="img" aria-label="Gatehouse">
    <rect width="32" height="32" rx="7" fill="#0f766e" />
    <path d="M7 26V13a9 9 0 0 1 18 0v13h-5V14a4 4 0 0 0-8 0v12z" fill="#ecfdf5" />
  </svg>
)

function PageSettings() {
  const { page, t } = usePage()
  const { settings } = page
  return (
    <div class="page-settings">
      <label class="field">
        {t('theme')}
        <select
          value={settings.theme}
          onChange={event => settings.setTheme(event.currentTarget.value as Theme)}
        >
          {THEMES.map(([theme, word]) => (
            <option key={theme} value={theme}>
              {t(word)}
            </option>
          ))}
        </select>
      </label>
      <div class="field">
        {t('language')}
        <Segmented
          label={t('language')}
          values={LANGUAGES}
          selected={settings.language}
          onSelect={language => void settings.setLanguage(language)}
        />
      </div>
    </div>
  )
}

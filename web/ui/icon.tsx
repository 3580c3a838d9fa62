// The page's few icons, drawn with the text's colour. They say nothing to screen readers: their button has a label.

const PATHS = {
  help: 'M9.1 9a3 3 0 1 1 4.2 2.8c-.9.5-1.3 1-1.3 2.2M12 17.5v.01',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5l11 7-11 7z',
  stop: 'M7 7h10v10H7z',
  trash: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  save: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  gear: 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  send: 'M5 12h13M13 6l6 6-6 6',
  refresh: 'M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5',
  search: 'M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5L20 20',
  again: 'M7 8h8a4 4 0 0 1 0 8H6M9 5L6 8l3 3',
  player: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM5 20a7 7 0 0 1 14 0',
  lock: 'M7 11h10v8H7zM9 11V8a3 3 0 0 1 6 0v3',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon-image" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

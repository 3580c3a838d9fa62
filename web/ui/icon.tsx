// The page's icons, all of one family (lucide), only those used. They say nothing to screen readers: their button has a
// label.

import {
  AlarmClock,
  ArrowDown,
  ArrowUp,
  Ban,
  BookOpen,
  Check,
  ChevronDown,
  CircleHelp,
  Copy,
  Ellipsis,
  Gamepad2,
  Inbox,
  Link,
  ListFilter,
  ListVideo,
  Lock,
  LockOpen,
  MessageCircle,
  MessagesSquare,
  Pause,
  Pencil,
  Play,
  Plug,
  Plus,
  RefreshCw,
  RotateCw,
  Save,
  Scissors,
  Search,
  SendHorizontal,
  Settings,
  Square,
  Table2,
  Trash2,
  TriangleAlert,
  Trophy,
  Undo2,
  Upload,
  UserRound,
  UserX,
  VolumeX,
  X,
} from 'lucide'
import { createElement } from 'preact'

const ICONS = {
  again: RotateCw,
  alert: TriangleAlert,
  block: Ban,
  boards: Trophy,
  chat: MessageCircle,
  check: Check,
  chevron: ChevronDown,
  close: X,
  copy: Copy,
  cut: Scissors,
  delay: AlarmClock,
  demo: Gamepad2,
  docs: BookOpen,
  down: ArrowDown,
  edit: Pencil,
  empty: Inbox,
  filter: ListFilter,
  help: CircleHelp,
  kick: UserX,
  link: Link,
  lock: Lock,
  messages: MessagesSquare,
  more: Ellipsis,
  mute: VolumeX,
  pause: Pause,
  play: Play,
  player: UserRound,
  plug: Plug,
  plus: Plus,
  refresh: RefreshCw,
  save: Save,
  scenarios: ListVideo,
  search: Search,
  send: SendHorizontal,
  settings: Settings,
  stop: Square,
  tables: Table2,
  trash: Trash2,
  undo: Undo2,
  unlock: LockOpen,
  up: ArrowUp,
  upload: Upload,
} as const

export type IconName = keyof typeof ICONS

/** `size` in px. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon-image"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width={size > 20 ? 1.5 : 2}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {ICONS[name].map(([tag, attributes], index) =>
        createElement(tag as 'path', { key: index, ...(attributes as object) }),
      )}
    </svg>
  )
}

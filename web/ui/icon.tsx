// The page's icons, all of one family (lucide), each from its own file: the package's index is four thousand. They say
// nothing to screen readers: their button has a label.

import AlarmClock from 'lucide/dist/esm/icons/alarm-clock.mjs'
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs'
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs'
import Ban from 'lucide/dist/esm/icons/ban.mjs'
import BookOpen from 'lucide/dist/esm/icons/book-open.mjs'
import Check from 'lucide/dist/esm/icons/check.mjs'
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs'
import ChevronsUpDown from 'lucide/dist/esm/icons/chevrons-up-down.mjs'
import CircleQuestionMark from 'lucide/dist/esm/icons/circle-question-mark.mjs'
import Copy from 'lucide/dist/esm/icons/copy.mjs'
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs'
import Gamepad2 from 'lucide/dist/esm/icons/gamepad-2.mjs'
import Inbox from 'lucide/dist/esm/icons/inbox.mjs'
import Link from 'lucide/dist/esm/icons/link.mjs'
import ListFilter from 'lucide/dist/esm/icons/list-filter.mjs'
import ListVideo from 'lucide/dist/esm/icons/list-video.mjs'
import Lock from 'lucide/dist/esm/icons/lock.mjs'
import LockOpen from 'lucide/dist/esm/icons/lock-open.mjs'
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs'
import MessagesSquare from 'lucide/dist/esm/icons/messages-square.mjs'
import Pause from 'lucide/dist/esm/icons/pause.mjs'
import Pencil from 'lucide/dist/esm/icons/pencil.mjs'
import Play from 'lucide/dist/esm/icons/play.mjs'
import Plug from 'lucide/dist/esm/icons/plug.mjs'
import Plus from 'lucide/dist/esm/icons/plus.mjs'
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs'
import RotateCw from 'lucide/dist/esm/icons/rotate-cw.mjs'
import Save from 'lucide/dist/esm/icons/save.mjs'
import Scissors from 'lucide/dist/esm/icons/scissors.mjs'
import Search from 'lucide/dist/esm/icons/search.mjs'
import SendHorizontal from 'lucide/dist/esm/icons/send-horizontal.mjs'
import Settings from 'lucide/dist/esm/icons/settings.mjs'
import Square from 'lucide/dist/esm/icons/square.mjs'
import Table2 from 'lucide/dist/esm/icons/table-2.mjs'
import Trash from 'lucide/dist/esm/icons/trash.mjs'
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs'
import Trophy from 'lucide/dist/esm/icons/trophy.mjs'
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs'
import Upload from 'lucide/dist/esm/icons/upload.mjs'
import UserRound from 'lucide/dist/esm/icons/user-round.mjs'
import UserX from 'lucide/dist/esm/icons/user-x.mjs'
import VolumeX from 'lucide/dist/esm/icons/volume-x.mjs'
import X from 'lucide/dist/esm/icons/x.mjs'
import { createElement } from 'preact'

const ICONS = {
  again: RotateCw,
  alert: TriangleAlert,
  arena: Play,
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
  help: CircleQuestionMark,
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
  sort: ChevronsUpDown,
  stop: Square,
  tables: Table2,
  trash: Trash,
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
        createElement(tag as 'path', { key: index, ...attributes }),
      )}
    </svg>
  )
}

// The views beside the messages, loaded as one when the first of them is opened: what they share is in one file then.

import { ArenaView } from '../play/arena/arena-view.tsx'
import { BoardView } from '../play/board/board-view.tsx'
import { ChatView } from '../play/chat/chat-view.tsx'
import { DemoView } from '../play/demo/demo-view.tsx'
import { ScenarioView } from '../play/scenario/scenario-view.tsx'
import { TableView } from '../play/table/table-view.tsx'
import { ComponentsView } from './components-view.tsx'

/** The English words that they say. */
export { VIEW_WORDS } from '../words/view-words.ts'

export const VIEWS = {
  scenarios: ScenarioView,
  chat: ChatView,
  boards: BoardView,
  demo: DemoView,
  arena: ArenaView,
  tables: TableView,
  components: ComponentsView,
}

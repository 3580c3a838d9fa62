// What every view is given: the workspace, and the words in the language that was chosen.

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useStore } from '../ui/store.ts'
import { type Translate, translator } from '../words/translator.ts'
import type { Workspace } from './workspace.ts'

export const PageContext = createContext<Workspace | undefined>(undefined)

/** The workspace and the words; the component is drawn again when either changes. */
export function usePage(): { page: Workspace; t: Translate } {
  const page = useContext(PageContext)!
  useStore(page, page.settings)
  return { page, t: translator(page.settings.words) }
}

// What the views beside the messages say, in English.

import { ARENA_EN } from './en/arena.ts'
import { PANELS_EN } from './en/panels.ts'
import { SCENARIOS_EN } from './en/scenarios.ts'

export const VIEW_WORDS = { ...SCENARIOS_EN, ...PANELS_EN, ...ARENA_EN }

import { type BoardHandles, gameKit, type Metrics } from '../../../../server/kit/index.ts'
import type { boards, dates, metrics, Role } from './parts.ts'

export interface Game {
  role: Role
  boards: BoardHandles<typeof boards>
  dates: typeof dates
  metrics: Metrics<typeof metrics>
}

export const { Service } = gameKit<Game>()

import { gameKit, type RoleOf } from '../../../../server/kit/index.ts'
import type { role } from './role.ts'

export interface Game {
  role: RoleOf<typeof role>
}

export const { Room, Service, DocumentService, StateService, defineRoom, command } = gameKit<Game>()

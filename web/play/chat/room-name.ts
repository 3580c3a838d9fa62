// What a room is called.

import type { RoomInfo } from '../model/panel-messages.ts'

/** A channel has no name of its own. */
export const roomName = ({ name, kind }: RoomInfo): string => name || kind

// The game's services, and which of them run from the start. Guilds and markets are opened by their ids.

import { Guild } from './guild.ts'
import { Market } from './market.ts'

export const services = { Guild, Market }

/** In this order, before players come. */
export const start = [] as const

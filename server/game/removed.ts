// What is left of a player who deletes the account, beside the role: its place in a guild.

import type { GameScope, RemovedPlayer } from '../kit/index.ts'
import type { Game } from './kit.ts'
import { Guild } from './services/guild.ts'

export async function onPlayerRemoved({ uid, role }: RemovedPlayer, game: GameScope<Game>): Promise<void> {
  if (uid === undefined || typeof role?.guild !== 'string' || role.guild === '') return
  await game.documents(Guild).edit(role.guild, guild => {
    delete guild.members[uid]
  })
}

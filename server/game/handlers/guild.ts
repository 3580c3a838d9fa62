// What players ask about guilds.

import type { Agent } from '../../kit/index.ts'
import { AppError, cleanText } from '../../kit/index.ts'
import { type Game, handlers } from '../kit.ts'
import { Guild, infoOf, weekOf } from '../services/guild.ts'

const LONGEST_NAME = 20

/** The player's guild. */
function guildOf({ role }: Agent<Game>): string {
  if (role.guild === '') throw new AppError('NOT_IN_GUILD')
  return role.guild
}

async function join(agent: Agent<Game>, id: string) {
  const guild = await agent.node.open(Guild, id)
  const info = await guild.call.join(agent.uid, agent.account)
  agent.role.guild = id
  return { guild: info }
}

export const guildHandlers = handlers({
  async guild_create(agent, { name }) {
    if (agent.role.guild !== '') throw new AppError('ALREADY_IN_GUILD')
    const id = cleanText(name)
    if (id === '' || id.length > LONGEST_NAME)
      throw new AppError('BAD_MESSAGE', `name: expected 1 to ${LONGEST_NAME} characters`)
    if (!(await agent.documents(Guild).create(id))) throw new AppError('GUILD_NAME_TAKEN')
    return join(agent, id)
  },

  guild_join(agent, { id }) {
    if (agent.role.guild !== '') throw new AppError('ALREADY_IN_GUILD')
    return join(agent, id)
  },

  async guild_leave(agent) {
    const guild = await agent.node.open(Guild, guildOf(agent))
    await guild.call.leave(agent.uid)
    agent.role.guild = ''
    return {}
  },

  async guild_donate(agent, { gold }) {
    const id = guildOf(agent)
    if (gold < 1) throw new AppError('BAD_MESSAGE', 'gold: expected at least 1')
    const donation = { gold, name: agent.account, week: weekOf(agent.now()) }
    await agent.roles.edit(agent.uid, (role, { send }) => {
      role.spend(gold)
      send({ kind: 'guild', id }, 'donation', donation)
    })
    return { gold: agent.role.gold }
  },

  async guild_show(agent) {
    const guild = await agent.node.open(Guild, guildOf(agent))
    return guild.call.show()
  },

  async guild_list(agent, { after }) {
    const { documents, next } = await agent.documents(Guild).find({ index: 'level', order: 'down', after })
    const guilds = documents.map(infoOf)
    return next === undefined ? { guilds } : { guilds, next }
  },
})

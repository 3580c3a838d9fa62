// A guild: members give gold, which makes it grow; what each has given is counted by the week. Its id is its name.

import { z } from 'zod'
import type { GuildInfo, GuildMember } from '../../../protocol/generated/index.ts'
import { AppError, type Place } from '../../kit/index.ts'
import { DocumentService } from '../kit.ts'

const MOST_MEMBERS = 50
const MOST_LOG = 100
/** Gold that the first level costs; each one costs so much more than the one before. */
const LEVEL = 1000

const WEEK = 7 * 86_400_000
/** 1970-01-05 05:00 in China, a Monday. */
const FIRST_WEEK = 4 * 86_400_000 - 3 * 3_600_000

export const weekOf = (now: number): number => Math.floor((now - FIRST_WEEK) / WEEK)

export interface Donation {
  gold: number
  name: string
  week: number
}

export class Guild extends DocumentService({
  kind: 'guild',
  schema: z.object({
    level: z.int().default(0),
    gold: z.int().default(0),
    /** By uid; `given` in this week. */
    members: z.record(z.string(), z.object({ name: z.string(), given: z.int() })).default({}),
    week: z.int().default(0),
    log: z.array(z.string()).default([]),
  }),
  indexes: ['level'],
  methods: {
    note(line: string) {
      this.log.push(line)
      if (this.log.length > MOST_LOG) this.log.splice(0, this.log.length - MOST_LOG)
    },

    startWeek(week: number) {
      if (week <= this.week) return
      this.week = week
      for (const member of Object.values(this.members)) member.given = 0
    },

    take({ gold, name, week }: Donation, uid: string) {
      this.startWeek(week)
      this.members[uid]!.given += gold
      this.gold += gold
      this.note(`${name} gave ${gold}`)
      while (this.gold >= (LEVEL * (this.level + 1) * (this.level + 2)) / 2) {
        this.level += 1
        this.note(`level ${this.level}`)
      }
    },
  },
  receives: {
    donation(guild, donation: Donation, from: Place) {
      if (!('role' in from) || !guild.members[from.role]) throw new AppError('NOT_IN_GUILD')
      guild.take(donation, from.role)
    },
  },
}) {
  /** Who is in already may join again: the role may not know of it, after a kill -9. */
  async join(uid: string, name: string): Promise<GuildInfo> {
    const { members } = this.document
    if (!members[uid]) {
      if (Object.keys(members).length >= MOST_MEMBERS) throw new AppError('GUILD_FULL')
      members[uid] = { name, given: 0 }
      this.document.note(`${name} joined`)
      await this.document.save()
    }
    return infoOf(this.document)
  }

  /** Who is out already may leave again: the role may not know of that, after a kill -9. */
  async leave(uid: string): Promise<void> {
    const { members } = this.document
    const member = members[uid]
    if (!member) return
    delete members[uid]
    this.document.note(`${member.name} left`)
    await this.document.save()
  }

  show(): { guild: GuildInfo; members: GuildMember[]; log: string[] } {
    this.document.startWeek(weekOf(this.now()))
    const { members, log } = this.document
    return {
      guild: infoOf(this.document),
      members: Object.entries(members).map(([uid, { name, given }]) => ({ uid, name, given })),
      log: [...log],
    }
  }
}

interface Shown {
  readonly id: string
  readonly level: number
  readonly gold: number
  readonly members: object
}

export const infoOf = ({ id, level, gold, members }: Shown): GuildInfo => ({
  id,
  level,
  gold,
  members: Object.keys(members).length,
})

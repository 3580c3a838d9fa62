// Two processes fight over one account: each claims the role again and again, and numbers the increments that the
// store has confirmed to it. In the end exactly those are in the document, each written under an epoch of its writer.

import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { connectMongo } from '../../../server/store/mongo/connect.ts'
import { MongoRoleStore } from '../../../server/store/mongo/role-store.ts'

export interface Fought {
  name: string
  epochs: number[]
  /** `name:number@epoch` of every increment that was confirmed. */
  accepted: string[]
}

/** Takes `seconds`. */
export async function fight(url: string, seconds: number): Promise<void> {
  const own = `${url}fight_${process.pid}_${Date.now()}`
  const fighters = await Promise.all(['a', 'b'].map(name => send(own, name, seconds)))
  const connection = await connectMongo(own)
  const store = await MongoRoleStore.open(connection)
  const role = (await store.find({ acc: 'fought' })) as unknown as {
    count: number
    log: string[]
    epoch: number
  }
  await connection.db.dropDatabase()
  await store.close()
  check(fighters, role)
  console.log(
    `  fought over for ${seconds} s: ${role.epoch} epochs, ${role.count} increments, each applied once`,
  )
}

function check(fighters: readonly Fought[], role: { count: number; log: string[]; epoch: number }): void {
  const accepted = fighters.flatMap(fighter => fighter.accepted)
  const wrong = (why: string) =>
    new Error(`${why}: ${role.count} in the document, ${accepted.length} confirmed`)
  if (role.log.length !== role.count || new Set(role.log).size !== role.count)
    throw wrong('an increment was doubled')
  if (accepted.some(entry => !role.log.includes(entry))) throw wrong('a confirmed increment is missing')
  if (role.count !== accepted.length) throw wrong('an increment was applied that was refused')
  const ownerOf = new Map(fighters.flatMap(({ name, epochs }) => epochs.map(epoch => [epoch, name] as const)))
  if (ownerOf.size !== fighters.flatMap(({ epochs }) => epochs).length) throw wrong('an epoch had two owners')
  let last = 0
  for (const entry of role.log) {
    const [name, epoch] = [entry.split(':')[0], Number(entry.split('@')[1])]
    if (ownerOf.get(epoch) !== name) throw wrong(`${entry} was written by who had not the epoch`)
    if (epoch < last) throw wrong(`${entry} was written after a later owner`)
    last = epoch
  }
}

async function send(url: string, name: string, seconds: number): Promise<Fought> {
  const file = new URL('./fighter.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [file, url, name, String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(await text(child.stdout)) as Fought
}

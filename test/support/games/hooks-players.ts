// Players of the game in hooks.ts.

import type { LogLine, TestServer } from '../server/server.ts'
import { until } from '../until.ts'
import { hooksProtocol } from './hooks.ts'

export interface Looked {
  logins: number
  left: string[]
  resets: number[]
  daily: number
  greeting: string
}

/** Text requests, as a client writes them. */
export async function guestOf(server: TestServer) {
  const client = await server.connect({ protocol: hooksProtocol })
  const ask = async (name: string, data: object = {}) => {
    const { data: reply } = await client.ask(`cs_${name}`, data)
    return reply
  }
  return { client, ask }
}

export async function playerOf(server: TestServer, acc: string) {
  const guest = await guestOf(server)
  const { uid } = (await guest.ask('login', { acc })) as { uid: string }
  const look = async () => (await guest.ask('look')) as unknown as Looked
  return { ...guest, uid, look }
}

/** What `.book` has noted. */
export async function linesOf(server: TestServer): Promise<string[]> {
  const book = await server.server.node.query<{ lines(): string[] }>('.book')
  return [...(await book.call.lines())]
}

export const untilNoted = (server: TestServer, line: string) =>
  until(
    () => linesOf(server),
    lines => lines.includes(line),
  )

export const errorsOf = (server: TestServer): LogLine[] => server.log().filter(({ level }) => level >= 50)

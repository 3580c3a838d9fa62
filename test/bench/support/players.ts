// Players of a server under load that come and go, or talk: on bare sockets, in the process that measures.

import { performance } from 'node:perf_hooks'
import { openClient, type RawClient } from '../../support/client/raw-client.ts'

/** What a player shows at its login. */
export interface Shown {
  acc: string
  token?: string
}

export const openClients = (
  port: number,
  count: number,
  headers: Record<string, string> = {},
): Promise<RawClient[]> => Promise.all(Array.from({ length: count }, () => openClient({ port, headers })))

/** Each client logs in and out again for `ms`; how many logins that are. */
export async function comeAndGo(
  clients: readonly RawClient[],
  shown: readonly Shown[],
  ms: number,
): Promise<number> {
  const end = performance.now() + ms
  const turns = clients.map(async (client, i) => {
    let count = 0
    for (; performance.now() < end; count++) {
      await logIn(client, shown[i]!)
      await client.ask('cs_logout')
    }
    return count
  })
  return (await Promise.all(turns)).reduce((sum, count) => sum + count, 0)
}

export async function logIn(client: RawClient, shown: Shown): Promise<void> {
  const { name, data } = await client.ask('cs_login', shown)
  if (name !== 'sc_login') throw new Error(`login: ${JSON.stringify(data)}`)
}

const TICK = 10

/** The clients send `rate` echoes a second in all, evenly; how long each took, in ms, sorted. */
export async function echoEvenly(clients: readonly RawClient[], rate: number, ms: number): Promise<number[]> {
  const [times, answers] = [[] as number[], [] as Promise<void>[]]
  const begin = performance.now()
  const send = async (client: RawClient): Promise<void> => {
    const sent = performance.now()
    await client.ask('cs_echo', { text: '0123456789abcdef' })
    times.push(performance.now() - sent)
  }
  await new Promise<void>(resolve => {
    const timer = setInterval(() => {
      const passed = performance.now() - begin
      while (answers.length < (passed * rate) / 1000)
        answers.push(send(clients[answers.length % clients.length]!))
      if (passed < ms) return
      clearInterval(timer)
      resolve()
    }, TICK)
  })
  await Promise.all(answers)
  return times.sort((a, b) => a - b)
}

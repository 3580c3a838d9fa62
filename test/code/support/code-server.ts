// A server that runs a CodeGame, with what a test asks of its code.

import type { CodeService, Replaced } from '../../../server/code/code-service.ts'
import type { Node } from '../../../server/core/node/node.ts'
import type { RawClient } from '../../support/client/raw-client.ts'
import { startTestServer, type TestServer } from '../../support/server/server.ts'
import { CodeGame } from './code-game.ts'

export const codeOf = async (node: Node) => (await node.query<CodeService>('.code')).within(30_000)

export const replaceCode = async (node: Node): Promise<Replaced> =>
  (await codeOf(node)).call.replace({ by: 'a test', types: 'none' })

/** Why the files as they are can't be replaced. */
export async function problemOf(node: Node): Promise<string> {
  const error = await replaceCode(node).then(
    done => done,
    (caught: Error) => caught,
  )
  if (error instanceof Error) return error.message
  throw new Error(`it was replaced: ${JSON.stringify(error)}`)
}

export class CodeServer {
  readonly game = new CodeGame('game')
  #server: TestServer | undefined
  readonly #threads: number

  constructor(threads: number) {
    this.#threads = threads
  }

  get server(): TestServer {
    return this.#server!
  }

  async start(): Promise<void> {
    this.#server = await startTestServer({ threads: this.#threads, game: this.game.path })
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
    this.game.remove()
  }

  code() {
    return codeOf(this.server.server.node)
  }

  replace(): Promise<Replaced> {
    return replaceCode(this.server.server.node)
  }

  problem(): Promise<string> {
    return problemOf(this.server.server.node)
  }

  async player(acc: string): Promise<CodePlayer> {
    const client = await this.server.connect()
    const { text } = await client.login(acc)
    return new CodePlayer(client, String(text))
  }
}

export interface Answer {
  text: string
  count: number
  id: string
}

export class CodePlayer {
  readonly client: RawClient
  /** By which version it was let in. */
  readonly greeting: string

  constructor(client: RawClient, greeting: string) {
    this.client = client
    this.greeting = greeting
  }

  async ask(name: string, body: object = {}): Promise<Answer> {
    const answer = await this.client.ask(`cs_${name}`, body)
    if (answer.name === 'sc_error') throw new Error(String(answer.data.code))
    return answer.data as unknown as Answer
  }

  async say(name: string): Promise<string> {
    return (await this.ask(name)).text
  }
}

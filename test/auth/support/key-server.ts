// A program that publishes its keys as JWKS, and does as a test tells it: answers, is slow, wrong, huge, or away.

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { KeyPair } from './signing.ts'

export type Answer = (response: ServerResponse) => void

export class KeyServer {
  /** How often it was asked. */
  asked = 0
  answer: Answer = response => response.end()
  readonly #server = createServer((_, response) => {
    this.asked++
    this.answer(response)
  })

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/keys`
  }

  listen(): Promise<void> {
    return new Promise(resolve => this.#server.listen(0, '127.0.0.1', resolve))
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  /** Answers with these keys from now on. */
  publish(keys: Record<string, KeyPair>): void {
    const all = Object.entries(keys).map(([kid, { publicKey }]) => ({
      ...publicKey.export({ format: 'jwk' }),
      kid,
    }))
    this.say(JSON.stringify({ keys: all }))
  }

  answerBy(answer: Answer): void {
    this.answer = answer
  }

  say(text: string, status = 200): void {
    this.answer = response => response.writeHead(status, { 'content-type': 'application/json' }).end(text)
  }
}

export async function keyServerForTest(): Promise<KeyServer> {
  const server = new KeyServer()
  await server.listen()
  onTestFinished(() => server.close())
  return server
}

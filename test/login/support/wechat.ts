// A server that answers GET /sns/jscode2session as WeChat documents it: with 200 and a JSON text whatever happens, and a code
// that counts once.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export class WeChat {
  /** What was asked, by its parameters. */
  readonly asked: Record<string, string>[] = []
  /** Code -> openid. */
  readonly codes = new Map<string, string>()
  /** Of every answer, where it is not 0. */
  errcode = 0
  mood: 'well' | 'silent' | 'nonsense' | 'huge' | 'broken' = 'well'
  readonly #used = new Set<string>()
  readonly #server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    this.asked.push(Object.fromEntries(searchParams))
    if (this.mood === 'silent') return
    if (this.mood === 'broken') return void request.socket.destroy()
    response.setHeader('content-type', 'text/plain')
    if (this.mood === 'huge') return void response.end('x'.repeat(1_000_000))
    if (this.mood === 'nonsense') return void response.writeHead(502).end('<html>')
    response.end(JSON.stringify(this.#answer(pathname, searchParams.get('js_code') ?? '')))
  })

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  listen(): Promise<void> {
    return new Promise(resolve => this.#server.listen(0, '127.0.0.1', resolve))
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #answer(path: string, code: string): object {
    if (path !== '/sns/jscode2session') return { errcode: 40_066, errmsg: 'invalid url' }
    if (this.errcode !== 0) return { errcode: this.errcode, errmsg: 'rid: 0' }
    if (this.#used.has(code)) return { errcode: 40_163, errmsg: 'code been used' }
    const openid = this.codes.get(code)
    if (openid === undefined) return { errcode: 40_029, errmsg: 'invalid code' }
    this.#used.add(code)
    return { openid, session_key: 'c2Vzc2lvbg==' }
  }
}

export async function weChatForTest(): Promise<WeChat> {
  const server = new WeChat()
  await server.listen()
  onTestFinished(() => server.close())
  return server
}

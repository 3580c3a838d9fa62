// Asks the login server: an answer, or a RequestError with its code. What may pass (no answer, a proxy without its server) has a
// code that says "later", as a connection's login wants it.

import type { LoginFailure } from '../../login-api.ts'
import { RequestError } from '../errors.ts'
import { after } from '../link/time.ts'
import { fetchHttp, type SendHttp } from './http.ts'

export interface LoginServerOptions {
  /** How to ask where there is no global `fetch` (mini-game platforms: `wxHttp(wx)`). */
  http?: SendHttp
  /** ms that an answer may take. Default 10 000. */
  timeout?: number
}

export class LoginServer {
  readonly #url: string
  readonly #http: SendHttp
  readonly #timeout: number

  /** `url`: https://login.example.com, with or without a slash at its end. */
  constructor(url: string, { http = fetchHttp, timeout = 10_000 }: LoginServerOptions) {
    this.#url = url.replace(/\/+$/, '')
    this.#http = http
    this.#timeout = timeout
  }

  post<T>(name: string, body: object, token?: string): Promise<T> {
    const headers = { 'content-type': 'application/json', ...bearer(token) }
    return this.#ask(name, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  get<T>(name: string, token?: string): Promise<T> {
    return this.#ask(name, { method: 'GET', headers: bearer(token) })
  }

  async #ask<T>(
    name: string,
    asked: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
  ): Promise<T> {
    const url = `${this.#url}/login${name && `/${name}`}`
    const { status, text } = await this.#within(name, this.#http({ ...asked, url }))
    const answer = parse(text)
    if (status === 200 && answer) return answer as T
    const { code, error } = (answer ?? {}) as Partial<LoginFailure>
    throw new RequestError(
      name,
      code ?? (status >= 500 ? 'TRY_AGAIN' : 'INTERNAL'),
      error ?? `HTTP ${status}`,
    )
  }

  #within<T>(name: string, asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = after(this.#timeout, () => reject(new RequestError(name, 'TIMEOUT')))
      asked
        .then(resolve, error => reject(new RequestError(name, 'TRY_AGAIN', (error as Error).message)))
        .then(() => clearTimeout(timer))
    })
  }
}

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` }

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined // a proxy's page
  }
}
